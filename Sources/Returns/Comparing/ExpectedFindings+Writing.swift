import Disclosure
import Presenting
import ReportKit
import Text

extension ExpectedFindings {
    /// The columns that are written, where a report has them: what an author can count by hand.
    private static let written = [
        "observed", "n", "not_recorded", "people", "cohort_people", "rate", "actual_rate", "predicted_rate",
        "change_pct", "mean", "quantile_value", "value", "text", "verdict", "not_judged",
    ]

    /// The findings of reports as a file of expected ones, marked as not checked by hand.
    public static func text(of reports: [PublishedReport]) -> String {
        var heading: [String] = []
        var rows: [[String: String]] = []
        for report in reports {
            guard let table = try? CSVTable(Array(CSVRenderer().render(report).utf8), file: "report") else { continue }
            for name in table.heading where !heading.contains(name) { heading.append(name) }
            rows += table.rows.map { row in
                Dictionary(zip(table.heading, row.cells), uniquingKeysWith: { first, _ in first })
            }
        }
        let isBrokenDown = rows.contains { $0["by"]?.isEmpty == false }
        let keys = Self.keys.filter { isBrokenDown || !["by", "group"].contains($0) }
        let columns = written.filter { name in
            heading.contains(name) && rows.contains { $0[name]?.isEmpty == false }
        }
        return unchecked + "\n" + CSV.line(keys + columns)
            + rows.map { row in CSV.line((keys + columns).map { row[$0] ?? "" }) }.joined()
    }
}
