import ArgumentParser
import Disclosure
import Glibc
import Presenting
import ReportKit
import Returning
import Text

extension SheetFormat {
    /// Refuses a picture on a terminal.
    func check(_ destination: OutputOptions) throws {
        try destination.check(isNamedAs: self == .table ? "txt" : rawValue, among: ["txt", "json", "svg", "png"])
        if self == .png, destination.file == nil, isatty(STDOUT_FILENO) == 1 {
            throw ValidationError("A PNG cannot be shown on a terminal: name a file with --output.")
        }
    }

    /// Writes what is said of one area, and adds the figures behind it to the register where they are published.
    ///
    /// - Parameters:
    ///   - report: of which the notices are given.
    ///   - text: for people, under some notices.
    ///   - json: for programs, with the same.
    func write(
        _ chart: @autoclosure () -> any Chart, to destination: OutputOptions, _ weighed: Publishing.Weighed,
        _ report: PublishedReport, _ common: CommonOptions, text: ([String]) -> String,
        json: ([String]) throws -> String
    ) throws {
        let notices = [
            report.release.marking, report.dataQuality.synthetic ? Report.syntheticCaveat : nil,
        ].compactMap(\.self)
        let notice = notices.isEmpty ? nil : notices.joined(separator: ": ")
        let bytes: [UInt8]
        switch self {
        case .table: bytes = Array(Printable.lines(text(notices)).utf8)
        case .json: bytes = Array(Printable.lines(try json(notices)).utf8)
        case .svg: bytes = Array(Printable.lines(Canvas.page.svg(of: chart(), title: nil, notice: notice) + "\n").utf8)
        case .png: bytes = try PNG.bytes(Canvas.page.svg(of: chart(), title: nil, notice: notice))
        }
        try weighed.publish { try destination.write(bytes: bytes) }
        destination.noteNotAdded(weighed, common)
    }
}
