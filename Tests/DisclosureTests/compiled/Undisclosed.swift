// Does not compile: nothing renders or draws a report that did not pass disclosure control, and nobody else can say that it
// did. Each line that must not compile says so.
import Disclosure
import Presenting
import ReportKit
import Returns

func undisclosed(_ report: Report, _ finding: Finding) throws {
    _ = TableRenderer(width: 80).render(report)  // error
    _ = CSVRenderer().render(report)  // error
    _ = try JSONRenderer().render(report)  // error
    _ = try ChartKind.areas.chart(of: report)  // error
    _ = PublishedReport(everythingIn: report, .standard)  // error
    _ = PublishedReport(report, marking: "")  // error
    _ = PublishedFinding.shown(finding)  // error
    _ = ShownFinding(finding)  // error
    _ = PublishedRiskGroups(published: report.calibration)  // error
    _ = Return(areas: [], quarter: Quarter(containing: Day(number: 0)), reports: [report], missing: [])  // error
}
