import ReportKit
import TestSupport

@testable import Disclosure
@testable import Presenting
@testable import Returns
@testable import Spreadsheet

// Reports with nothing suppressed, for tests of how they are rendered.

extension JSONRenderer {
    func render(_ report: Report) throws -> String { try render(PublishedReport(everythingIn: report)) }
}

extension CSVRenderer {
    func render(_ report: Report) -> String { render(PublishedReport(everythingIn: report)) }

    static func text(_ reports: [Report]) -> String { text(reports.map(PublishedReport.init(everythingIn:))) }
}

extension TableRenderer {
    func render(_ report: Report) -> String { render(PublishedReport(everythingIn: report)) }
}

extension Return {
    /// A return of reports with nothing suppressed.
    init(areas: [Area], quarter: Quarter, reports: [Report], missing: [MissingSection]) {
        self.init(
            areas: areas, quarter: quarter, reports: reports.map(PublishedReport.init(everythingIn:)),
            missing: missing)
    }
}

extension PublishedReport {
    /// Every finding, as for an indicator that is not about people.
    init(everythingIn report: Report) { self.init(everythingIn: report, .standard) }
}
