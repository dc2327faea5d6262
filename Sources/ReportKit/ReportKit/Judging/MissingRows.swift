/// What the figures of a query's rows lack: the areas whose own counts give no figure, and those without any row.
///
/// A larger area is made up of members: local authorities where the rows name any, otherwise probation trusts.
struct MissingRows {
    /// The level of the members.
    let memberLevel: AreaLevel
    /// Whether a member without a row lacks what the figures need.
    var needsEveryMember = false
    /// Whether authorities of regions without any row count as well. Some official returns are England's alone: where
    /// this is false, what Wales did not supply is not missing.
    var needsEveryRegion = false
    /// Why places have no figure, by their number: a clause without any count.
    var flaws: [Int32: String] = [:]

    private let places: Places
    private let areas: AreaDirectory
    /// The days counted.
    private let days: Period

    /// What one cell's figure lacks.
    struct Gap {
        /// Whether nothing that is in the cell can be counted, so that it has no figure at all.
        var isEmpty = false
        /// The members of the area, and those that its figure lacks; nil for a member's own figure.
        var coverage: MemberCoverage?
        /// Why the cell has no figure, or is not judged; nil where it lacks nothing.
        var reason: NotJudged?
        /// Whether ``reason`` says no more than that rows are not there.
        var isAbsence = false
    }

    /// - Parameter byAuthority: whether the indicator is reported by authority.
    init(places: Places, areas: AreaDirectory, byAuthority: Bool, days: Period) {
        memberLevel = byAuthority && places.all.contains { $0.authority != nil } ? .localAuthority : .trust
        self.places = places
        self.areas = areas
        self.days = days
    }

    /// The authorities without a row that have a finding all the same, which says so: those of trusts that have a row.
    func absent(at level: AreaLevel) -> [Int] {
        guard needsEveryMember, level == .localAuthority, memberLevel == .localAuthority else { return [] }
        let named = Set(places.all.compactMap(\.authority))
        let trusts = Set(places.all.map { currentTrust(of: $0) })
        return trusts.sorted().flatMap(areas.authorities).map(\.id).filter { !named.contains($0) }
    }

    /// What each cell of a level lacks.
    func gaps(in cells: LevelCells) -> [Gap] {
        guard needsEveryMember || !flaws.isEmpty else { return cells.cells.map { _ in Gap() } }
        var contents = cells.cells.map { _ in Contents() }
        for (number, place) in zip(Int32(0)..., places.all) where cells.cellOfPlace[Int(number)] >= 0 {
            contents[Int(cells.cellOfPlace[Int(number)])].add(
                place, member: member(of: place), isTrust: memberLevel == .trust, flaw: flaws[number])
        }
        return zip(cells.cells, contents).map { cell, contents in
            cells.level == memberLevel || cells.level == .localAuthority
                ? ownGap(contents) : gap(of: cell.areaID, contents)
        }
    }

    // MARK: - One cell

    /// The members that a cell's places belong to.
    private struct Contents {
        /// The keys that rows name, which for a trust may be those of the areas that it took over from.
        var named: Set<Int> = []
        /// Why members give no figure; under nil, why what is not assigned to any gives none.
        var flaws: [Int?: String] = [:]
        var isEmpty = true

        mutating func add(_ place: Places.Place, member: Int?, isTrust: Bool, flaw: String?) {
            if let flaw {
                flaws[member] = flaws[member] ?? flaw
            } else {
                isEmpty = false
                if let key = isTrust ? place.trust : place.authority { named.insert(key) }
            }
        }
    }

    /// What a member's own figure lacks.
    private func ownGap(_ contents: Contents) -> Gap {
        guard contents.isEmpty else { return Gap() }
        let flaw = contents.flaws.min { ($0.key ?? 0) < ($1.key ?? 0) }?.value
        return Gap(
            isEmpty: true,
            reason: flaw.map { NotJudged(.noFigure, $0) }
                ?? NotJudged(.notComplete, "no count of it is loaded for \(words)"),
            isAbsence: flaw == nil)
    }

    /// What the figure of an area that is made up of members lacks.
    private func gap(of area: Int, _ contents: Contents) -> Gap {
        var gap = Gap(isEmpty: contents.isEmpty)
        let members = members(in: area)
        let missing = needsEveryMember ? members.filter { !isThere($0, in: contents) }.inOrder : []
        if needsEveryMember, !members.isEmpty {
            gap.coverage = MemberCoverage(members: members.count, missing: missing.map(\.area))
        }
        if let first = missing.first(where: { contents.flaws[$0.id] != nil }) ?? missing.first {
            let flaw = contents.flaws[first.id]
            gap.isAbsence = flaw == nil
            let reason =
                flaw.map { "\(first.area.name) has no figure: \($0)" } ?? "no count is loaded for \(first.area.name)"
            gap.reason = notJudged(reason, others: missing.count - 1, isEmpty: contents.isEmpty)
        } else if let (name, flaw) = firstFlaw(contents) {
            gap.reason = notJudged(
                "\(name) has no figure: \(flaw)", others: contents.flaws.count - 1, isEmpty: contents.isEmpty)
        }
        return gap
    }

    private func notJudged(_ reason: String, others: Int, isEmpty: Bool) -> NotJudged {
        let noun = memberLevel == .trust ? "trust" : "authority"
        let more =
            switch others {
            case ...0: ""
            case 1: ", and 1 more \(noun) has none"
            default: ", and \(others) more have none"
            }
        return NotJudged(isEmpty ? .noFigure : .notComplete, reason + more)
    }

    /// The first flaw in the order of names, where no member is known to be missing for it.
    private func firstFlaw(_ contents: Contents) -> (name: String, flaw: String)? {
        let named = contents.flaws.keys.compactMap { key in key.flatMap { areas[$0] } }.inOrder
        if let first = named.first, let flaw = contents.flaws[first.id] { return (first.area.name, flaw) }
        return contents.flaws[nil].map { ("what is not assigned to an authority", $0) }
    }

    // MARK: - Members

    private func members(in area: Int) -> [AreaDirectory.Entry] {
        guard memberLevel == .localAuthority else { return areas.trusts(in: area) }
        let authorities = areas.authorities(in: area)
        guard !needsEveryRegion else { return authorities }
        let regions = Set(places.all.compactMap { areas.place(trust: $0.trust, authority: nil, at: .region) })
        return authorities.filter { authority in
            let region = authority.parents[.trust].flatMap { areas.place(trust: $0, authority: nil, at: .region) }
            return region.map(regions.contains) ?? true
        }
    }

    /// Whether a member has all its rows: a trust those of all the areas that it took over from, if none of its own.
    private func isThere(_ member: AreaDirectory.Entry, in contents: Contents) -> Bool {
        guard contents.flaws[member.id] == nil else { return false }
        return isNamed(member.id, in: contents)
    }

    private func isNamed(_ member: Int, in contents: Contents, seen: Set<Int> = []) -> Bool {
        if contents.named.contains(member) { return true }
        let before = areas.entries.filter { $0.successor == member && !seen.contains($0.id) }
        return !before.isEmpty && before.allSatisfy { isNamed($0.id, in: contents, seen: seen.union([member])) }
    }

    /// The key of the member that a place belongs to; nil where it is not assigned to any.
    private func member(of place: Places.Place) -> Int? {
        memberLevel == .trust ? currentTrust(of: place) : place.authority
    }

    private func currentTrust(of place: Places.Place) -> Int {
        areas.place(trust: place.trust, authority: nil, at: .trust) ?? place.trust
    }

    private var words: String { days.from == days.to ? "\(days.from)" : "all of \(days.from) to \(days.to)" }
}

extension Finding {
    /// The finding without a figure, or without a judgement, where its cell lacks something.
    ///
    /// - Parameter basis: where it says which extract is missing, that stands in place of the rows' absence.
    func lacking(_ gap: MissingRows.Gap, on basis: DataBasis.OfArea) -> Finding {
        var finding = self
        finding.coverage = gap.coverage
        // Members whose rows are there, but not for all their days, are missing too.
        if let known = basis.coverage, known.members == gap.coverage?.members {
            finding.coverage = gap.coverage?.without(known.missing)
        }
        if gap.isEmpty {
            (finding.observed, finding.n) = (nil, nil)
            if case .count(var figures) = finding.figures {
                (figures.interval, figures.percentOfTarget) = (nil, nil)
                finding.figures = .count(figures)
            }
        }
        if let reason = gap.reason {
            let better = gap.isAbsence && basis.notJudged?.cause == .notComplete ? basis.notJudged : nil
            finding.withdrawJudgement(better ?? reason)
        }
        return finding
    }
}

extension [AreaDirectory.Entry] {
    /// By name and code.
    fileprivate var inOrder: [AreaDirectory.Entry] {
        sorted { ($0.area.name, $0.area.code) < ($1.area.name, $1.area.code) }
    }
}
