import ReportKit
import Significance

/// Who in the caseload re-offends, when, and when the offence is proven.
///
/// The probability that someone re-offends within three months of a snapshot, proven within six, is the predicted one
/// times the area's effect. Outcomes of the same person are correlated: someone re-offends where the sum of two normal
/// numbers, the person's own tendency and one drawn for the snapshot, exceeds the height that such a sum exceeds with
/// that probability.
///
/// In the published year of the areas whose counts are published, the published number of re-offenders is made up of
/// those who exceed this height by most, or fall short of it by least.
struct Outcomes {
    private let caseload: Caseload
    /// The keys of those presences in the published counts that have a re-offence.
    private let reoffending: Set<Int>

    init(_ caseload: Caseload) {
        self.caseload = caseload
        reoffending = Set(caseload.cells.groups.flatMap { Outcomes.choose(from: $0, of: caseload) })
    }

    /// Calls `body` with each proven offence that follows a presence on the caseload.
    func forEachOffence(after presence: Presence, _ body: (ProvenOffence) throws -> Void) rethrows {
        let window = Window(snapshot: Timetable.snapshots[presence.snapshot])
        var draws = Draws(seed: caseload.seed, .outcome, presence.person.id, presence.snapshot)
        let reoffends =
            caseload.isInPublishedCounts(presence)
            ? reoffending.contains(presence.key)
            : draws.chance(Outcomes.ownChance(of: presence, in: caseload))
        if reoffends {
            let offence = window.day(&draws)
            let proven = offence.adding(days: draws.lag(most: window.deadline.number - offence.number))
            try report(offence, proven, by: presence, &draws, body)
            while draws.chance(Assumptions.furtherOffence) {
                let offence = window.day(&draws)
                try report(offence, offence.adding(days: draws.lag(most: 240)), by: presence, &draws, body)
            }
        } else if draws.chance(Assumptions.provenTooLate) {
            let proven = window.deadline.adding(days: 1 + draws.whole(below: 120))
            try report(window.day(&draws), proven, by: presence, &draws, body)
        }
    }

    private func report(
        _ offence: Day, _ proven: Day, by presence: Presence, _ draws: inout Draws,
        _ body: (ProvenOffence) throws -> Void
    ) rethrows {
        if let row = ProvenOffence(by: presence.person.id, on: offence, proven: proven, &draws) { try body(row) }
    }

    /// The probability that someone re-offends, of all people with the same prediction in the same area.
    static func chance(of presence: Presence, in caseload: Caseload) -> Double {
        presence.risk * caseload.risks[presence.territory][presence.authority].effect
    }

    /// The probability that someone re-offends who has this person's tendency.
    ///
    /// With a correlation r of the sums, a sum is sqrt(r) times the tendency plus sqrt(1 - r) times the snapshot's
    /// number; averaged over tendencies, this is ``chance(of:in:)`` again. (For chances above 1% to within 1% of them:
    /// ``Draws/normal()`` has slightly thin tails.)
    private static func ownChance(of presence: Presence, in caseload: Caseload) -> Double {
        var draws = Draws(seed: caseload.seed, .tendency, presence.person.id)
        let height = -Normal.quantile(chance(of: presence, in: caseload))
        let own = Assumptions.withinPerson.squareRoot() * draws.normal()
        return Normal.upperTail((height - own) / (1 - Assumptions.withinPerson).squareRoot())
    }

    /// The keys of the presences chosen to re-offend, as many as the published number of re-offenders.
    private static func choose(from group: PublishedGroup, of caseload: Caseload) -> [Int] {
        var candidates: [(excess: Double, key: Int)] = []
        caseload.forEachPresence(in: group.cells.map { caseload.cells.all[$0] }) { presence in
            guard caseload.isInPublishedCounts(presence) else { return }
            var draws = Draws(seed: caseload.seed, .selection, presence.person.id, presence.snapshot)
            let needed = Normal.upperQuantile(ownChance(of: presence, in: caseload))
            candidates.append((Normal.upperQuantile(draws.uniform()) - needed, presence.key))
        }
        candidates.sort { $0.excess == $1.excess ? $0.key < $1.key : $0.excess > $1.excess }
        return candidates.prefix(group.reoffenders).map(\.key)
    }

    /// The three months after a snapshot, and the further three in which an offence may be proven.
    private struct Window {
        let snapshot: Day
        let deadline: Day
        private let length: Int

        init(snapshot: Day) {
            self.snapshot = snapshot
            deadline = snapshot.addingMonthsToEnd(6)
            length = snapshot.addingMonthsToEnd(3).number - snapshot.number
        }

        func day(_ draws: inout Draws) -> Day {
            snapshot.adding(days: 1 + draws.whole(below: length))
        }
    }
}

/// A row of `warehouse.proven_offence`.
struct ProvenOffence {
    var offender: Int
    var offenceDate: Day
    var provenDate: Day
    /// Nil where the disposal was still pending when the sample's extract was made.
    var disposalDate: Day?
    var code: String?
    var disposal: String

    /// Nil where the offence is proven after the last day that the sample covers.
    init?(by offender: Int, on offence: Day, proven: Day, _ draws: inout Draws) {
        guard proven <= Timetable.provenThrough else { return nil }
        self.offender = offender
        offenceDate = offence
        provenDate = proven
        disposal = draws.chance(Assumptions.caution) ? "caution" : "conviction"
        let disposed = disposal == "caution" ? proven : proven.adding(days: draws.lag(most: 42))
        disposalDate = disposed <= Timetable.provenThrough ? disposed : nil
        code = Assumptions.offenceCodes[draws.index(cumulative: ProvenOffence.codeShares)].code
    }

    private static let codeShares = Assumptions.offenceCodes.map(\.share).runningSums
}

extension Draws {
    /// The number of days from one event to the next, from 0 to `most`; short lags are more likely.
    mutating func lag(most: Int) -> Int {
        let mark = uniform()
        return Int(mark * mark * Double(most + 1))
    }
}
