import Foundation
import TestSupport
import Testing

/// What the compiler says to code outside the program's own package, which sees public declarations alone.
@Suite("Published is a type")
struct CompiledTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("compiled").path
    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Sources").standardizedFileURL.path

    /// Type-checks a file against the modules that were built, and gives the lines with an error.
    private func errors(in name: String) throws -> (lines: Set<Int>, said: String) {
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let build = URL(fileURLWithPath: Built.folder).deletingLastPathComponent().deletingLastPathComponent().path
        let maps =
            ["CExpat", "CGLPK", "CZip", "CPlatform"].map { "\(Self.sources)/\($0)/module.modulemap" } + [
                "\(Built.folder)/CModuleABI.build/module.modulemap",
                "\(build)/checkouts/Yams/Sources/CYaml/include/module.modulemap",
            ]
        compiler.arguments =
            [
                "swiftc", "-typecheck", "-swift-version", "6", "-I", "\(Built.folder)/Modules",
            ] + maps.flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] } + ["\(Self.folder)/\(name)"]
        let output = Pipe()
        compiler.standardError = output
        compiler.standardOutput = FileHandle.nullDevice
        try compiler.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        compiler.waitUntilExit()
        let lines = said.matches(of: /\.swift:(\d+):\d+: error:/).compactMap { Int($0.1) }
        #expect((compiler.terminationStatus == 0) == lines.isEmpty, "\(said)")
        return (Set(lines), said)
    }

    @Test("a report that passed disclosure control is rendered and drawn")
    func published() throws {
        let found = try errors(in: "Published.swift")
        #expect(found.lines.isEmpty, "\(found.said)")
    }

    @Test("one that did not does not compile, nor does code that makes a published one itself")
    func undisclosed() throws {
        let text = try String(contentsOfFile: "\(Self.folder)/Undisclosed.swift", encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        let expected = Set(lines.filter { $0.element.hasSuffix("// error") }.map { $0.offset + 1 })
        let found = try errors(in: "Undisclosed.swift")
        #expect(!expected.isEmpty && found.lines == expected, "\(found.said)")
    }
}
