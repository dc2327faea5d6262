import ReportKit

/// Renders findings as CSV, a row a finding, numbers at full precision and rates as fractions.
///
/// ```
/// indicator,quarter,period_from,period_to,area_code,area_name,area_level,by,group,observed,n,...
/// NI18,2010-11Q4,2010-04-01,2011-03-31,PT-LANCASHIRE,Lancashire,trust,,,2940,26016,...
/// ```
public struct CSVRenderer: ReportRenderer {
    public init() {}

    public func render(_ report: DisclosedReport) -> String {
        CSVRenderer.text([report])
    }

    /// Several reports as one table: every column that any of their families has, empty where another has none.
    static func text(_ reports: [DisclosedReport]) -> String {
        let columns = columns(of: reports.map(\.published))
        // The only mark that a table of figures can bear: a column more.
        let isInternal = reports.contains(where: \.isInternal)
        let rows = reports.flatMap { report in
            report.findings.map { finding in
                CSV.line(
                    columns.map { $0.cell(report, finding) ?? "" } + (isInternal ? [DisclosedReport.marking] : []))
            }
        }
        return CSV.line(columns.map(\.name) + (isInternal ? ["marking"] : [])) + rows.joined()
    }

    /// The columns that any of the reports' families has.
    static func columns(of reports: [Report]) -> [CSVColumn] {
        let families = Set(reports.map(\.indicator.family))
        return CSVColumn.all.filter { !$0.families.isDisjoint(with: families) }
    }
}
