import Disclosure
import Presenting
import ReportKit
import Text

/// Renders findings as CSV, one row per finding, numbers at full precision and rates as fractions.
///
/// ```
/// indicator,quarter,period_from,period_to,area_code,area_name,area_level,by,group,observed,n,...
/// NI18,2010-11Q4,2010-04-01,2011-03-31,PT-LANCASHIRE,Lancashire,trust,,,2940,26016,...
/// ```
public struct CSVRenderer: ReportRenderer {
    private let arrangement: Arrangement

    public init(arrangement: Arrangement = .asReported) {
        self.arrangement = arrangement
    }

    public func render(_ report: PublishedReport) -> String {
        CSVRenderer.text([report], arrangement)
    }

    /// Reports on several quarters as one table, the earliest first.
    public func render(_ report: PublishedReport, earlier: [PublishedReport]) -> String {
        CSVRenderer.text((earlier + [report]).sorted { $0.period.to < $1.period.to }, arrangement)
    }

    /// Several reports as one table: every column that any of their families has, empty for the families that lack it.
    static func text(_ reports: [PublishedReport], _ arrangement: Arrangement = .asReported) -> String {
        let names = columns(of: reports).map(\.name)
        let rows = reports.flatMap { report in
            let own = columns(of: [report])
            let places = names.map { name in own.firstIndex { $0.name == name } }
            return arrangement.findings(of: report).map { finding in
                CSV.line(places.map { place in place.flatMap { own[$0].csv(report, finding) } ?? "" })
            }
        }
        return CSV.line(names) + rows.joined()
    }

    /// The names of columns that only word figures of other columns: a change of wording is not a change of figures.
    public static let wordingColumns = Set(
        FindingColumn.all(of: Set(Family.allCases)).filter(\.isWording).map(\.name))

    /// The columns that any of the reports' families has and, where nothing is suppressed, one for the marking: a
    /// table of figures cannot be marked in any other way.
    static func columns(of reports: [PublishedReport]) -> [FindingColumn] {
        FindingColumn.all(of: Set(reports.map(\.indicator.family)))
            + (reports.lazy.compactMap(\.release.marking).first.map { [.marking($0)] } ?? [])
    }
}
