import Disclosure
import ReportKit
import Text

/// `suppressions.csv`: every suppressed figure, where and why, without its number.
///
/// The published log gives the same reason for all: saying which of them are small themselves would disclose something
/// too. The log of the internal form gives the reason for each, and what it protects:
///
/// ```
/// indicator,period_from,period_to,area_code,area_name,area_level,by,group,reason,protecting
/// NI18,2010-04-01,2011-03-31,E06000008,Blackburn with Darwen,local-authority,,,small count,
/// NI18,2010-04-01,2011-03-31,E06000009,Blackpool,local-authority,,,would give away another figure,Blackburn with Darwen
/// ```
public struct SuppressionLog: Sendable {
    private let suppressions: [Suppression]
    private let marking: String?

    public init(_ reports: [PublishedReport]) {
        suppressions = reports.flatMap(\.suppressions)
        marking = reports.lazy.compactMap(\.release.marking).first
    }

    /// The reason that is published.
    static let published = "small, or would give away a small figure"

    public var csv: String {
        let heading =
            [
                "indicator", "period_from", "period_to", "area_code", "area_name", "area_level", "by", "group",
                "reason",
                "protecting",
            ] + (marking == nil ? [] : ["marking"])
        return CSV.line(heading)
            + suppressions.map { suppression in
                CSV.line(
                    [
                        CSV.text(suppression.indicator), suppression.span.from.description,
                        suppression.span.to.description,
                        CSV.text(suppression.area.code), CSV.text(suppression.area.name),
                        suppression.area.level.rawValue,
                        suppression.breakdown?.rawValue ?? "", CSV.text(suppression.group ?? ""),
                        marking == nil ? Self.published : suppression.reason.rawValue,
                        marking == nil ? "" : CSV.text(suppression.protecting ?? ""),
                    ] + (marking.map { [$0] } ?? []))
            }.joined()
    }
}
