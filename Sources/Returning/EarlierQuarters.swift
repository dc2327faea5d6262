import Host
import ReportKit

/// How many quarters are drawn before the requested one, and for which indicators.
public struct EarlierQuarters: Sendable {
    /// The default number of quarters.
    public static let usual = 4

    public let count: Int
    /// Whether every indicator is drawn over them; otherwise only those with a verdict or a target in one of the
    /// requested areas.
    public let areOfAll: Bool

    /// - Parameter count: how many quarters, for every indicator; nil for the usual number, for the indicators worth
    ///   following.
    public init(_ count: Int? = nil) {
        self.count = count ?? Self.usual
        areOfAll = count != nil
    }

    /// The quarters before the given one, earliest first.
    public func periods(before quarter: Quarter) -> [ReportPeriod] {
        (0..<count).reversed().map { .quarter(quarter.advanced(by: -1 - $0)) }
    }

    /// The earlier periods that a return reports besides its own quarter.
    ///
    /// - Parameters:
    ///   - areas: the requested areas.
    ///   - wanted: identifiers of indicators to follow in any case.
    func history(before quarter: Quarter, in areas: [Area], including wanted: Set<String>) -> ReportHistory {
        ReportHistory(periods(before: quarter)) { [areOfAll] module, report in
            // A `same-as` module is not followed: its history is drawn under the indicator that it repeats.
            module.indicator == nil
                && (areOfAll || wanted.contains(report.indicator.id) || report.isWorthFollowing(in: areas))
        }
    }
}

extension Report {
    /// Whether one of the areas has a verdict or a target.
    func isWorthFollowing(in areas: [Area]) -> Bool {
        findings.contains { finding in
            areas.contains(finding.area)
                && (finding.target != nil || finding.verdict != nil && finding.verdict != .notEnoughData)
        }
    }
}
