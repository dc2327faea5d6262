import Disclosure
import Platform
import ReportKit

/// A form in which a report leaves the program.
public protocol ReportRenderer: Sendable {
    /// The report in this form, ending with a line end.
    func render(_ report: PublishedReport) throws -> String
}

extension ReportRenderer {
    /// Each report in this form, rendered on all processors.
    public func render(_ reports: [PublishedReport]) throws -> [String] {
        try reports.mapSideBySide { report in Result { try render(report) } }.map { try $0.get() }
    }
}

extension ReportRenderer where Self == TableRenderer {
    /// An aligned table for a terminal that is `width` characters wide.
    public static func table(width: Int, arrangement: Arrangement = .asReported) -> TableRenderer {
        TableRenderer(width: width, arrangement: arrangement)
    }
}
