import ReportKit
import Warehouse

/// Which areas a report is about, and at which levels.
public struct AreaSelection: Sendable {
    public let levels: [AreaLevel]
    /// Codes of the areas to show; nil for every area at those levels.
    public let codes: Set<String>?
    /// The requested areas, as the warehouse names them.
    public let asked: [Area]
    /// Whether this is the selection of a return, in which each indicator is reported at those levels that it offers.
    public let isReturn: Bool
    /// Whether a level that an indicator does not offer is left out of its report; otherwise it is refused.
    let skipsLevelsNotOffered: Bool

    /// The levels and areas for which earlier quarters are reported: in a return the requested areas alone, otherwise
    /// those that are shown, by their present and former codes; no codes for every area at those levels.
    let history: (levels: [AreaLevel], codes: Set<String>?)

    /// The levels in the order in which they are shown, the largest first.
    static let order: [AreaLevel] = [.national, .region, .trust, .partnership, .ldu, .localAuthority]

    /// The areas of a report.
    ///
    /// Without a level, the named areas themselves are shown, at each level that has an area of that name; without a
    /// name too, the nation is. With a level, the areas of that level within the named areas are shown; without a name,
    /// all areas of that level.
    public init(
        named names: [String], level: AreaLevel?, in directory: AreaDirectory
    ) throws(HostError) {
        (isReturn, skipsLevelsNotOffered) = (false, false)
        let matched = try AreaSelection.matches(names, directory)
        asked = matched.map(\.area)
        guard let level else {
            let found = names.isEmpty ? directory.entries.filter { $0.area.level == .national } : matched
            history = AreaSelection.history(of: found, in: directory)
            levels = AreaSelection.order.filter { level in found.contains { AreaSelection.shown($0) == level } }
            codes = Set(found.map(\.area.code))
            return
        }
        levels = [level]
        guard !names.isEmpty else {
            codes = nil
            history = ([level], nil)
            if !directory.entries.contains(where: { $0.current && AreaSelection.shown($0) == level }) {
                throw .noAreasAtLevel(level: level, areas: [])
            }
            return
        }
        let ids = Set(matched.map(\.id))
        let within = directory.entries.filter { entry in
            entry.current && AreaSelection.shown(entry) == level
                && (ids.contains(entry.id) || entry.parents.values.contains { ids.contains($0) })
        }
        guard !within.isEmpty else { throw .noAreasAtLevel(level: level, areas: names) }
        codes = Set(within.map(\.area.code))
        history = AreaSelection.history(of: within, in: directory)
    }

    /// The areas of a return: those of the names, the authorities within them, the trusts within a region, and, for
    /// comparison, the trust, region and nation that contain them.
    ///
    /// - Parameters:
    ///   - names: names or codes of areas; the same area may be named twice.
    ///   - more: further levels to show: their areas that lie within the named ones, or contain them.
    public init(
        returnFor names: [String], in directory: AreaDirectory, with more: Set<AreaLevel> = []
    ) throws(HostError) {
        (isReturn, skipsLevelsNotOffered) = (true, true)
        var seen: Set<Int> = []
        let matched = try AreaSelection.matches(names, directory).filter { seen.insert($0.id).inserted }
        asked = matched.map(\.area)
        history = AreaSelection.history(of: matched, in: directory)
        let ids = Set(matched.map(\.id))
        func lies(_ entry: AreaDirectory.Entry) -> Bool { entry.parents.values.contains { ids.contains($0) } }
        let regions = Set(matched.filter { $0.area.level == .region }.map(\.id))
        func isTrustOfRegion(_ entry: AreaDirectory.Entry) -> Bool {
            entry.area.level == .trust && entry.parents.values.contains { regions.contains($0) }
        }
        // A delivery unit lies in no partnership, but its authorities may lie in one.
        let parts = more.isEmpty ? [] : directory.entries.filter { $0.area.level == .localAuthority && lies($0) }
        let around = Set(
            matched.flatMap { entry in more.union([.national, .region, .trust]).compactMap { entry.parents[$0] } }
                + parts.flatMap { entry in more.compactMap { entry.parents[$0] } })
        let entries = directory.entries.filter { entry in
            guard entry.current else { return false }
            return ids.contains(entry.id) || around.contains(entry.id) || isTrustOfRegion(entry)
                || more.union([.localAuthority]).contains(AreaSelection.shown(entry)) && lies(entry)
        }
        levels = AreaSelection.order.filter { level in entries.contains { AreaSelection.shown($0) == level } }
        codes = Set(entries.map(\.area.code))
    }

    /// The same, with further areas of its levels, of which earlier quarters are not reported.
    public func including(_ areas: [Area]) -> AreaSelection {
        AreaSelection(self, codes: codes.map { $0.union(areas.map(\.code)) })
    }

    private init(_ other: AreaSelection, codes: Set<String>?) {
        levels = other.levels
        self.codes = codes
        asked = other.asked
        (isReturn, skipsLevelsNotOffered) = (other.isReturn, other.skipsLevelsNotOffered)
        history = other.history
    }

    /// Every area of some levels, for indicators that need not offer all of them.
    init(everyAreaAt levels: [AreaLevel]) {
        self.levels = levels
        codes = nil
        asked = []
        (isReturn, skipsLevelsNotOffered) = (true, true)
        history = ([], Set())
    }

    private init(_ levels: [AreaLevel], like other: AreaSelection) {
        self.levels = levels
        codes = other.codes
        asked = other.asked
        history = other.history
        (isReturn, skipsLevelsNotOffered) = (false, true)
    }

    /// The same areas at those of the levels that an indicator offers; at the largest that it has, where it offers none
    /// of them: the counts of all other areas come with the report.
    func offered(by indicator: Indicator) -> AreaSelection {
        let shared = levels.filter(indicator.offers)
        let own = shared.isEmpty ? Array(Self.order.filter(indicator.offers).prefix(1)) : shared
        return AreaSelection(own, like: self)
    }

    /// Of a report on a larger selection, what this one would have had.
    public func part(of report: Report) -> Report { report.showing(only: codes, at: levels) }

    /// The same of a report on an earlier period.
    public func pastPart(of report: Report) -> Report { report.showing(only: history.codes, at: history.levels) }

    /// Whether a finding of a report on a larger selection is one of this one's.
    ///
    /// - Parameter isPast: whether the report is on an earlier period.
    public func shows(_ finding: Finding, isPast: Bool) -> Bool {
        isPast
            ? finding.isShown(of: history.codes, at: history.levels) : finding.isShown(of: codes, at: levels)
    }

    /// Whether a finding is about one of the areas.
    public func includes(_ finding: Finding) -> Bool {
        codes?.contains(finding.area.code) ?? true
    }

    /// The probation areas that a trust took over from are included, for quarters before the trust existed.
    private static func history(
        of entries: [AreaDirectory.Entry], in directory: AreaDirectory
    ) -> (levels: [AreaLevel], codes: Set<String>?) {
        let ids = Set(entries.map(\.id))
        let before = directory.entries.filter { entry in
            !entry.current && entry.area.level == .trust
                && directory.place(trust: entry.id, authority: nil, at: .trust).map(ids.contains) ?? false
        }
        return (
            order.filter { level in entries.contains { shown($0) == level } },
            Set((entries + before).flatMap { $0.codes + [$0.area.code] })
        )
    }

    /// Offenders who are not assigned to an authority are shown among the authorities.
    private static func shown(_ entry: AreaDirectory.Entry) -> AreaLevel {
        entry.area.level == .notAssigned ? .localAuthority : entry.area.level
    }

    private static func matches(
        _ names: [String], _ directory: AreaDirectory
    ) throws(HostError) -> [AreaDirectory.Entry] {
        var matched: [AreaDirectory.Entry] = []
        for name in names { matched += try AreaMatch(in: directory).entries(named: name) }
        return matched
    }
}
