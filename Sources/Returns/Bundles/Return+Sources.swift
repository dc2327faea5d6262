import Presenting
import ReportKit

extension Return {
    /// What the figures of all reports were drawn from, one sentence per extract.
    package var sourceLines: [String] { Self.lines(of: vintages) }

    /// What figures were drawn from, one sentence per extract.
    package static func lines(of vintages: [DataQuality.Source]) -> [String] {
        vintages.map { source in
            "Drawn from the \(source.kind.rawValue) extract of \(source.system), vintage \(source.vintage)"
                + (source.coversFrom.map { ", from \(Dates.text($0))" } ?? "")
                + (source.coversThrough.map { " to \(Dates.text($0))" } ?? "")
                + "."
        }
    }
}
