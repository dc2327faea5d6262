import ReportKit

/// `suppressions.csv`: every figure kept back, where and why, without a number.
///
/// ```
/// indicator,period_from,period_to,area_code,area_name,area_level,by,group,reason,protecting
/// NI18,2010-04-01,2011-03-31,E06000008,Blackburn with Darwen,local-authority,,,small count,
/// NI18,2010-04-01,2011-03-31,E06000009,Blackpool,local-authority,,,would give away another figure,Blackburn with Darwen
/// ```
public struct SuppressionLog: Sendable {
    private let suppressions: [Suppression]

    public init(_ reports: [DisclosedReport]) {
        suppressions = reports.flatMap(\.suppressions)
    }

    public var isEmpty: Bool { suppressions.isEmpty }

    public var csv: String {
        let heading = [
            "indicator", "period_from", "period_to", "area_code", "area_name", "area_level", "by", "group", "reason",
            "protecting",
        ]
        return CSV.line(heading)
            + suppressions.map { suppression in
                CSV.line([
                    CSV.text(suppression.indicator), suppression.span.from.description, suppression.span.to.description,
                    CSV.text(suppression.area.code), CSV.text(suppression.area.name), suppression.area.level.rawValue,
                    suppression.breakdown?.rawValue ?? "", CSV.text(suppression.group ?? ""),
                    suppression.reason.rawValue, CSV.text(suppression.protecting ?? ""),
                ])
            }.joined()
    }
}
