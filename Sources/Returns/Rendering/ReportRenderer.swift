import ReportKit

/// A form in which a report leaves the program.
public protocol ReportRenderer: Sendable {
    /// The report in this form, ending with a line end.
    func render(_ report: DisclosedReport) throws -> String
}

extension ReportRenderer {
    /// Each report in this form, worked out on all processors.
    public func render(_ reports: [DisclosedReport]) throws -> [String] {
        try reports.mapSideBySide { report in Result { try render(report) } }.map { try $0.get() }
    }
}

extension ReportRenderer where Self == TableRenderer {
    /// An aligned table for a terminal so many characters wide.
    public static func table(width: Int) -> TableRenderer { TableRenderer(width: width) }
}

extension ReportRenderer where Self == CSVRenderer {
    /// Comma-separated values with a heading.
    public static var csv: CSVRenderer { CSVRenderer() }
}

extension ReportRenderer where Self == JSONRenderer {
    /// A JSON object with every number at full precision.
    public static var json: JSONRenderer { JSONRenderer() }
}
