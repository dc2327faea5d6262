import Foundation
import Platform
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("A file that is not whole is refused:")
struct ChangedFileTests {
    private static let rows = (0..<20_000).map { "2010-12-31,X\(100_000 + $0),male,1985-03,PT-LANCASHIRE,,2,yes\n" }
    private static let text = "snapshot_date,crn,sex,birth_month,trust,authority,tier,pnc_matched\n" + rows.joined()

    @Test("one that is cut, grows or is written over while it is read", arguments: ["cut", "grown", "written over"])
    func changed(how: String) throws {
        let desk = try Desk()
        let path = try desk.write(Self.text.utf8)
        var isChanged = false
        let loader = Loader(
            .caseload, options: LoadOptions(today: Desk.today), key: desk.key, interrupt: Interrupt()
        ) { progress in
            guard progress.step == .reading, !isChanged else { return }
            isChanged = true
            guard let file = FileHandle(forUpdatingAtPath: path) else { return }
            switch how {
            case "cut": try? file.truncate(atOffset: UInt64(Self.text.utf8.count - 50 * Self.rows[0].utf8.count))
            case "grown":
                _ = try? file.seekToEnd()
                try? file.write(contentsOf: Data(Self.rows[0].utf8))
            default: try? file.write(contentsOf: Data("snapshot_date".utf8))
            }
            try? file.close()
        }
        let error = #expect(throws: LoadError.changed(file: path)) { try loader.load(path, into: desk.connection) }
        #expect(isChanged)
        #expect(error?.exitCode == .tryAgain && error?.message.contains("changed while it was read") == true)
        #expect(
            try desk.count(
                "select count(*) from (select from warehouse.offender union all select from warehouse.load) x") == 0)
    }

    @Test("one replaced by another under its name is read to its own end")
    func replaced() throws {
        let desk = try Desk()
        let path = try desk.write(Self.text.utf8)
        let other = try desk.write("nothing".utf8, as: "other.csv")
        let loader = Loader(
            .caseload, options: LoadOptions(today: Desk.today), key: desk.key, interrupt: Interrupt()
        ) { progress in
            if progress.step == .reading { rename(other, path) }
        }
        #expect(try loader.load(path, into: desk.connection).loaded == 20_000)
    }

    /// Bytes as a gzip file with one member.
    private func gzip(_ text: String, in desk: Desk) throws -> Data {
        let path = try desk.write(text.utf8, as: "member")
        try #require(try Desk.run("gzip", path) == 0)
        defer { unlink(path + ".gz") }
        return try Data(contentsOf: URL(fileURLWithPath: path + ".gz"))
    }

    @Test("a gzip file that is cut within its second member, or has something else behind it; zeros are padding")
    func members() throws {
        let desk = try Desk()
        let first = try gzip("\(Desk.heading)\n\(Desk.row)\n", in: desk)
        let second = try gzip("\n\n", in: desk)
        for length in [1, 2, 5, second.count - 1] {
            let error = #expect(throws: LoadError.self, "\(length)") {
                try desk.load(bytes: first + second.prefix(length))
            }
            guard case .damaged(_, let problem) = error, problem.contains("cut short") else {
                Issue.record("\(length): \(String(describing: error))")
                continue
            }
        }
        for garbage in [[0x41], [0x00, 0x41], [0x1F, 0x41]] as [[UInt8]] {
            let error = #expect(throws: LoadError.self, "\(garbage)") { try desk.load(bytes: first + garbage) }
            guard case .damaged = error else {
                Issue.record("\(garbage): \(String(describing: error))")
                continue
            }
        }
        #expect(try desk.count("select count(*) from warehouse.offender") == 0)
        #expect(try desk.load(bytes: first + second).counts == [1, 1, 0, 0])
        #expect(try desk.load(bytes: first + Data(count: 1_000)).counts == [1, 0, 1, 0])
    }
}
