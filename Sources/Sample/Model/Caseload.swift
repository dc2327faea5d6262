import ReportKit

/// Who is on the probation caseload at each quarter end.
///
/// Each place (``Cell``) is held by one person until that person leaves and another takes the place. The caseload
/// therefore keeps its size, about a fifth of it is new each quarter, and most people are in several snapshots. A
/// person is identified by place and first snapshot; everything about the person is drawn again from that key whenever
/// it is needed.
struct Caseload {
    let geography: Geography
    let cells: Cells
    /// By territory, the risks of its authorities, and then of its people not assigned to one.
    let risks: [[AreaRisk]]
    let seed: UInt64
    /// By territory and tier, the shares of probation officers and of probation services officers among managers.
    private let managers: [[(officers: Double, services: Double)]]
    /// Whether each territory has published counts for the published year.
    private let hasPublishedCounts: [Bool]

    init(geography: Geography, published: Published, offenders: Int, seed: UInt64) throws {
        self.geography = geography
        self.seed = seed
        cells = try Cells(geography: geography, published: published, offenders: offenders)
        managers = geography.territories.map { territory in
            var draws = Draws(seed: seed, .manager, territory.key, -1)
            let own = draws.normal() * Assumptions.managerSpread
            return Assumptions.managers.map { usual in
                let officers = min(max(usual.po + own * (1 - usual.po) * usual.po * 4, 0), 1)
                return (officers, min(usual.pso * (1 - officers) / (1 - usual.po), 1 - officers))
            }
        }
        let publishedCells = cells.all.filter { $0.published != nil }
        risks = geography.territories.map { AreaRisk.risks(of: $0, published: published, seed: seed) }
        hasPublishedCounts = geography.territories.indices.map { index in
            publishedCells.contains { $0.territory == index }
        }
    }

    /// Whether the published counts include the presence.
    func isInPublishedCounts(_ presence: Presence) -> Bool {
        presence.snapshot < Timetable.publishedSnapshots && presence.standing == .predicted
            && hasPublishedCounts[presence.territory]
    }

    /// The last person key used for the caseload.
    var lastPersonID: Int { cells.places * Timetable.snapshots.count }

    /// Calls `body` with each person in each snapshot, place by place, and in order of time within each place.
    func forEachPresence(in chosen: [Cell], _ body: (Presence) throws -> Void) rethrows {
        for cell in chosen {
            for place in 0..<cell.allPlaces { try follow(place, of: cell, body) }
        }
    }

    private func follow(_ place: Int, of cell: Cell, _ body: (Presence) throws -> Void) rethrows {
        var holder: Presence?
        for (snapshot, day) in Timetable.snapshots.enumerated() {
            if cell.isVacant(place: place, snapshot: snapshot) {
                holder = nil
                continue
            }
            var presence: Presence
            if let stayed = holder, !hasLeft(stayed, before: snapshot) {
                presence = stayed
                presence.isFirst = false
            } else {
                presence = newcomer(to: place, of: cell, at: snapshot)
            }
            presence.snapshot = snapshot
            if !presence.isFirst { move(&presence, in: cell) }
            presence.risk = presence.factors.prediction(
                female: presence.person.sex == "female", age: presence.person.age(on: day),
                in: risks[presence.territory][presence.authority])
            presence.manager = manager(of: presence)
            try body(presence)
            holder = presence
        }
    }

    private func manager(of presence: Presence) -> String? {
        var draws = Draws(seed: seed, .manager, presence.person.id, presence.snapshot)
        let mark = draws.uniform()
        guard let tier = presence.factors.tier, mark >= Assumptions.managerNotRecorded else { return nil }
        let (officers, services) = managers[presence.territory][tier - 1]
        let share = (mark - Assumptions.managerNotRecorded) / (1 - Assumptions.managerNotRecorded)
        return share < officers ? "PO" : share < officers + services ? "PSO" : "other"
    }

    private func hasLeft(_ presence: Presence, before snapshot: Int) -> Bool {
        var draws = Draws(seed: seed, .caseloadStay, presence.person.id, snapshot)
        return draws.chance(presence.leaving)
    }

    private func newcomer(to place: Int, of cell: Cell, at snapshot: Int) -> Presence {
        let id = (cell.firstPlace + place) * Timetable.snapshots.count + snapshot + 1
        var draws = Draws(seed: seed, .caseloadStay, id, -1)
        let orderType = Assumptions.orderTypes[draws.index(cumulative: Caseload.orderShares)].name
        let standing: Presence.Standing
        if place < cell.countedPlaces {
            standing = .predicted
        } else {
            let others = Assumptions.notMatched + Assumptions.notPredicted
            let mark = draws.uniform() * (cell.published == nil ? 1 : others)
            standing = mark < Assumptions.notMatched ? .notMatched : mark < others ? .notPredicted : .predicted
        }
        return Presence(
            person: Person(id: id, of: Assumptions.supervised, firstSeen: Timetable.snapshots[snapshot], seed: seed),
            factors: RiskFactors(person: id, seed: seed), orderType: orderType, standing: standing,
            leaving: orderType.flatMap { Assumptions.leaving[$0] } ?? Caseload.usualLeaving,
            territory: cell.territory, authority: cell.authority, snapshot: snapshot)
    }

    /// Occasionally moves someone to another authority in the same area. People not assigned to an authority never
    /// move, nor does anybody in the published year of an area whose counts are published.
    private func move(_ presence: inout Presence, in cell: Cell) {
        let territory = geography.territories[presence.territory]
        guard territory.authorities.count > 1, presence.authority < territory.authorities.count,
            cell.published == nil || presence.snapshot >= Timetable.publishedSnapshots
        else { return }
        var draws = Draws(seed: seed, .caseloadMove, presence.person.id, presence.snapshot)
        if draws.chance(Assumptions.moving) {
            presence.authority = draws.index(cumulative: territory.authorityShares)
        }
    }

    private static let orderShares = Assumptions.orderTypes.map(\.share).runningSums
    private static let usualLeaving = 0.2
}

/// One person in one snapshot.
struct Presence {
    /// Whether, and how, the person is known to the Police National Computer.
    enum Standing {
        /// Matched, with a prediction: what NI 18 counts.
        case predicted
        /// Matched, without a prediction.
        case notPredicted
        case notMatched
    }

    let person: Person
    let factors: RiskFactors
    let orderType: String?
    let standing: Standing
    /// The chance of leaving before the next snapshot.
    let leaving: Double
    let territory: Int
    /// Index among the territory's authorities; their count where the authority is not assigned.
    var authority: Int
    /// Index among ``Timetable/snapshots``.
    var snapshot: Int
    /// Whether this is the person's first snapshot.
    var isFirst = true
    /// The person's predicted probability at this snapshot, whether or not it is recorded.
    var risk = 0.0

    /// Grade of the person's manager at this snapshot; nil where not recorded.
    var manager: String?

    /// A number for the pair of person and snapshot.
    var key: Int { person.id * 32 + snapshot }
}
