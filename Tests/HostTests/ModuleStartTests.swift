import Foundation
import Testing

@testable import Host

@Suite("A new module's files")
struct ModuleStartTests {
    @Test("are all there or none is, with the reason, where one of them cannot be written")
    func undone() throws {
        let folder = "/tmp/laa-start-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: "\(folder)/modules/NI999", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let start = try ModuleStart(compiled: "NI999")
        // Where a folder is to be.
        let obstacle = "\(folder)/modules/NI999/Sources"
        try Data().write(to: URL(fileURLWithPath: obstacle))
        let error = #expect(throws: HostError.self) { try start.write(into: "\(folder)/modules") }
        #expect(error.map { "\($0)" }?.contains("NI999/Sources/NI999") == true)
        let left = try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/modules")
        #expect(left.sorted() == ["NI999", "NI999/Sources"])

        try FileManager.default.removeItem(atPath: obstacle)
        try start.write(into: "\(folder)/modules")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/modules")
        #expect(Set(start.files.map(\.path)).isSubset(of: paths))
        #expect(!paths.contains { $0.hasSuffix(".part") })
    }
}
