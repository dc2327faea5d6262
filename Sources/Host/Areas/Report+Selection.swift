import ReportKit

// Which findings of a report are shown: the counts of all other areas travel with it.
extension Report {
    /// The report with the findings of some areas.
    ///
    /// - Parameters:
    ///   - areas: codes; nil for all.
    ///   - weighed: the counts at levels that were not requested.
    func showing(_ areas: Set<String>?, beside weighed: [UnshownCounts.Row]) -> Report {
        // Those not assigned are counted with the authorities and with the delivery units, and reported once.
        var seen: Set<Spot> = []
        let distinct = findings.filter { seen.insert(Spot($0)).inserted }
        return split(distinct, beside: weighed.filter { seen.insert(Spot($0)).inserted }, others: []) {
            areas?.contains($0.area.code) ?? true
        }
    }

    /// Of a report on more areas, what a request for these alone would have had.
    ///
    /// - Parameters:
    ///   - areas: codes; nil for all.
    ///   - levels: those that were requested.
    func showing(only areas: Set<String>?, at levels: [AreaLevel]) -> Report {
        let asked = findings.filter { $0.area.level.isAmong(levels) }
        let besides = findings.filter { !$0.area.level.isAmong(levels) }.map(UnshownCounts.Row.init)
        return split(asked, beside: besides + unshown.rows, others: others.filter { $0.level.isAmong(levels) }) {
            $0.isShown(of: areas, at: levels)
        }
    }

    /// - Parameters:
    ///   - findings: of the levels requested, each once.
    ///   - weighed: further counts.
    ///   - others: further areas of the levels requested.
    private func split(
        _ findings: [Finding], beside weighed: [UnshownCounts.Row], others: [Comparator],
        isShown: (Finding) -> Bool
    ) -> Report {
        let hidden = findings.filter { !isShown($0) }
        var report = self
        report.findings = findings.filter(isShown)
        report.others = (others + hidden.compactMap(\.comparator)).unnamed()
        // In one order, whoever asked: sums over all areas are then the same to the last digit.
        let rows = (hidden.map(UnshownCounts.Row.init) + weighed).map { (spot: Spot($0), row: $0) }
        report.unshown = UnshownCounts(rows.sorted { $0.spot < $1.spot }.map(\.row))
        return report
    }
}

extension Finding {
    /// - Parameters:
    ///   - areas: codes; nil for all.
    ///   - levels: those that were requested.
    func isShown(of areas: Set<String>?, at levels: [AreaLevel]) -> Bool {
        area.level.isAmong(levels) && areas?.contains(area.code) ?? true
    }
}

extension AreaLevel {
    /// Whether findings of the level are reported where some levels are requested: those not assigned are reported with the
    /// authorities and with the delivery units.
    fileprivate func isAmong(_ levels: [AreaLevel]) -> Bool {
        levels.contains(self)
            || self == .notAssigned && (levels.contains(.localAuthority) || levels.contains(.ldu))
    }
}

/// What a row is about.
private struct Spot: Hashable, Comparable {
    private let level: AreaLevel
    private let code: String
    private let group: String?

    init(_ finding: Finding) {
        (level, code, group) = (finding.area.level, finding.area.code, finding.group?.value)
    }

    init(_ row: UnshownCounts.Row) {
        (level, code, group) = (row.level, row.code, row.group)
    }

    static func < (first: Spot, second: Spot) -> Bool {
        (first.level.rawValue, first.code, first.group ?? "") < (second.level.rawValue, second.code, second.group ?? "")
    }
}
