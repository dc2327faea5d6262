import ReportKit

@testable import Returns

// Reports with everything that is in them, for tests of how things look.

extension JSONRenderer {
    func render(_ report: Report) throws -> String { try render(DisclosedReport(everythingIn: report)) }
}

extension CSVRenderer {
    func render(_ report: Report) -> String { render(DisclosedReport(everythingIn: report)) }

    static func text(_ reports: [Report]) -> String { text(reports.map(DisclosedReport.init(everythingIn:))) }
}

extension TableRenderer {
    func render(_ report: Report) -> String { render(DisclosedReport(everythingIn: report)) }
}
