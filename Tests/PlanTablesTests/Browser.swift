import Foundation
import TestSupport

/// Chromium without a window, in a folder of its own.
struct Browser {
    let folder: String

    /// Runs a body with a browser whose folder is removed afterwards.
    static func run(_ body: (Browser) throws -> Void) throws {
        let folder = "/tmp/laa-page-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(Browser(folder: folder))
    }

    func write(_ text: String, _ name: String) throws {
        try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }

    /// What it writes to standard output.
    @discardableResult
    func chromium(_ arguments: String...) throws -> String {
        try Checker.chromium.run(
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--allow-file-access-from-files", "--user-data-dir=\(folder)/profile",
            ] + arguments
        ).output
    }

    /// How many pages a file of the folder has on paper.
    func printedPages(_ name: String) throws -> Int {
        try chromium(
            "--no-pdf-header-footer", "--print-to-pdf=\(folder)/printed.pdf", "file://\(folder)/\(name)")
        let pdf = String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/printed.pdf")), as: UTF8.self)
        return pdf.matches(of: /\/Type ?\/Page\b(?!s)/).count
    }
}
