import Foundation
import TestSupport
import Testing

@Suite("Every error type says how the program ends")
struct ErrorTypeTests {
    private static let script =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
        + "/../../scripts/check-errors"

    private func check(_ words: String...) throws -> (status: Int32, said: String) {
        let started = try Started(Self.script, words)
        return (try started.waitForEnd(), started.output)
    }

    @Test("in the program as it is built")
    func program() throws {
        let (status, said) = try check(Built.program)
        #expect(status == 0 && said.isEmpty, "\(said)")
    }

    @Test("and each that does not is found, however it became an error")
    func bad() throws {
        let folder = try Folder()
        let source = """
            protocol ExitCoded: Error { var exitCode: Int32 { get } }
            protocol Readable: Error {}
            typealias Failure = Error
            enum Space {}
            struct Direct: Error {}
            struct Aliased: Failure {}
            struct Inherited: Readable {}
            struct Composed: Failure & Sendable {}
            struct Generic<Value: Sendable>: Error { let value: Value }
            final class Reference: Swift.Error {}
            private enum Hidden: String, Error { case one }
            extension Space {
                enum Nested: Error { case one }
                struct Coded: ExitCoded { let exitCode: Int32 = 65 }
            }
            struct Later {}
            extension Later: Error {}
            struct Coded: ExitCoded { let exitCode: Int32 = 65 }
            struct CodedLater: Error {}
            extension CodedLater: ExitCoded { var exitCode: Int32 { 65 } }
            func typed() throws(Direct) { throw Direct() }
            func local() throws { struct Local: Error {}; throw Local() }
            func hidden() -> any Error { Hidden.one }
            """
        try source.write(toFile: "\(folder.path)/bad.swift", atomically: false, encoding: .utf8)
        let compiler = try Started(
            "/usr/bin/env",
            [
                "swiftc", "-parse-as-library", "-module-name", "Bad", "-c", "\(folder.path)/bad.swift", "-o",
                "\(folder.path)/bad.o",
            ])
        try #require(try compiler.waitForEnd() == 0, "\(compiler.output)")
        let (status, said) = try check("--module", "Bad", "\(folder.path)/bad.o")
        #expect(status == 1)
        let found = Set(said.matches(of: /check-errors: (.*) is an Error without/).map { String($0.1) })
        for name in [
            "Direct", "Aliased", "Inherited", "Composed", "Generic", "Reference", "Hidden", "Nested", "Later", "Local",
        ] {
            #expect(found.contains { $0.contains(name) && !$0.contains("Coded") }, "\(name): \(said)")
        }
        #expect(found.count == 10, "\(said)")
    }

    @Test("and a file without any is not passed over")
    func none() throws {
        #expect(try check("/bin/true").status != 0)
        #expect(try check("/nowhere").status == 66)
    }
}
