import Disclosure
import ReportKit
import Text

/// `suppressions.csv`: every suppressed figure, where and why, without its number.
///
/// It gives the same reason for all: saying which of them are small themselves would disclose something too.
///
/// ```
/// indicator,period_from,period_to,area_code,area_name,area_level,by,group,counts,reason
/// NI18,2010-04-01,2011-03-31,E06000008,Blackburn with Darwen,local-authority,,,observed,"small, or would give ..."
/// NI18,2010-04-01,2011-03-31,E06000009,Blackpool,local-authority,,,observed n,"small, or would give away ..."
/// ```
public struct SuppressionLog: Sendable {
    private let suppressions: [Suppression]

    public init(_ reports: [PublishedReport]) {
        suppressions = reports.flatMap(\.suppressions)
    }

    /// The reason that is published, except of what is suppressed as a revision, which its note says anyway.
    static let published = "small, or would give away a small figure"

    public var csv: String {
        let heading =
            [
                "indicator", "period_from", "period_to", "area_code", "area_name", "area_level", "by", "group",
                "counts", "reason",
            ]
        return CSV.line(heading)
            + suppressions.map { suppression in
                CSV.line(
                    [
                        CSV.text(suppression.indicator), suppression.span.from.description,
                        suppression.span.to.description,
                        CSV.text(suppression.area.code), CSV.text(suppression.area.name),
                        suppression.area.level.rawValue,
                        suppression.breakdown?.rawValue ?? "", CSV.text(suppression.group ?? ""),
                        suppression.counts.map(\.rawValue).joined(separator: " "),
                        CSV.text(suppression.reason == .revision ? suppression.reason.rawValue : Self.published),
                    ])
            }.joined()
    }
}
