import Foundation

/// Programs that look at what `laa` writes as its readers' programs would: each may be missing, and a test that needs
/// one that is missing is skipped with a word.
public enum Checker: String, CaseIterable, Sendable {
    case chromium
    case driver = "chromedriver"
    case soffice
    case converter = "rsvg-convert"
    case python = "python3"
    case psql
    case promtool

    /// Where it is; nil where it is not.
    public var path: String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(rawValue)" }
            .first(where: FileManager.default.isExecutableFile)
    }

    public var isThere: Bool { path != nil }

    /// The folder of Python packages that scripts/setup-checkers fills: html5lib, openpyxl and odfpy, and axe-core as a package
    /// brings it.
    public static let packages: String = {
        let build = URL(fileURLWithPath: Built.folder).deletingLastPathComponent().deletingLastPathComponent()
        return build.appendingPathComponent("checkers").path
    }()

    /// axe-core, the accessibility checker; nil where it is missing.
    public static var axe: String? {
        let path = "\(packages)/axe_playwright_python/axe.min.js"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Whether Python has jsonschema, which holds JSON against its schema.
    public static let jsonschema =
        Checker.python.isThere
        && (try? Checker.python.run(["-c", "import jsonschema"]))?.status == 0

    /// Whether Python has PyYAML too, with which headers are held against their schema.
    public static let yaml =
        jsonschema && (try? Checker.python.run(["-c", "import yaml"]))?.status == 0

    public static var html5lib: Bool { hasPackage("html5lib") }

    /// Whether Python has openpyxl, which writes Excel workbooks, and odfpy, which writes OpenDocument's.
    public static var openpyxl: Bool { hasPackage("openpyxl") }
    public static var odfpy: Bool { hasPackage("odf") }

    /// Whether Python has Selenium, which drives a browser.
    public static var selenium: Bool { hasPackage("selenium") }

    /// schemathesis, which asks an interface what its description allows, with all that it needs.
    public static let schemathesisPackages = "\(packages)/schemathesis"
    public static var schemathesis: Bool { hasPackage("schemathesis/schemathesis") }

    private static func hasPackage(_ name: String) -> Bool {
        Checker.python.isThere && FileManager.default.fileExists(atPath: "\(packages)/\(name)")
    }

    /// Runs it to its end and gives what it wrote to standard output.
    public func run(_ arguments: [String], environment: [String: String] = [:]) throws -> (
        status: Int32, output: String
    ) {
        let started = try Started(
            path ?? rawValue, arguments,
            environment: ProcessInfo.processInfo.environment.merging(environment) { $1 }, streams: .outputAlone)
        let status = try started.waitForEnd()
        return (status, started.output)
    }
}
