import Host
import ReportKit

/// How many quarters are drawn before the one asked for, and of which indicators.
public struct EarlierQuarters: Sendable {
    /// How many are drawn where nobody says otherwise.
    public static let usual = 4

    public let count: Int
    /// Whether every indicator is drawn over them; otherwise those with a verdict or a target in one of the areas asked
    /// for.
    public let areOfAll: Bool

    /// - Parameter count: how many, and then of every indicator; nil for the usual number, of those worth following.
    public init(_ count: Int? = nil) {
        self.count = count ?? Self.usual
        areOfAll = count != nil
    }

    /// The quarters before one, the earliest first.
    public func periods(before quarter: Quarter) -> [ReportPeriod] {
        (0..<count).reversed().map { .quarter(quarter.advanced(by: -1 - $0)) }
    }

    /// What a return reports beside its own quarter.
    ///
    /// - Parameters:
    ///   - areas: those asked for.
    ///   - wanted: identifiers of indicators to follow in any case.
    func history(before quarter: Quarter, in areas: [Area], including wanted: Set<String>) -> ReportHistory {
        ReportHistory(periods(before: quarter)) { [areOfAll] module, report in
            // Another indicator's figures are drawn under that one's name.
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
