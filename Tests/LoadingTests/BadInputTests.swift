import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("Bad input is survived:")
struct BadInputTests {
    @Test("a gzip file that was cut short")
    func truncatedGzip() throws {
        let desk = try Desk()
        let rows = (0..<5_000).map {
            "2010-12-31,\(PNC.number(1_000_000 + $0 * 7919 % 9_000_000)),male,1985-03,PT-LANCASHIRE,,2,yes"
        }
        let path = try desk.write(([Desk.heading] + rows).joined(separator: "\n").utf8)
        #expect(try Desk.run("gzip", path) == 0)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path + ".gz"))
        for length in [12, whole.count / 2, whole.count - 3] {
            let error = #expect(throws: LoadError.self) { try desk.load(bytes: whole.prefix(length), name: "cut.gz") }
            guard case .damaged = error else {
                Issue.record("\(length): \(String(describing: error))")
                continue
            }
        }
        var spoilt = whole
        spoilt[whole.count / 2] ^= 0x55
        #expect(throws: LoadError.self) { try desk.load(bytes: spoilt, name: "spoilt.gz") }
        #expect(try desk.count("select count(*) from warehouse.offender") == 0)
    }

    @Test("a binary file, UTF-16, an empty file, a missing one, a folder")
    func notText() throws {
        let desk = try Desk()
        let program = try Data(contentsOf: URL(fileURLWithPath: "/bin/ls"))
        var errors: [LoadError?] = []
        errors.append(#expect(throws: LoadError.self) { try desk.load(bytes: program) })
        errors.append(#expect(throws: LoadError.self) { try desk.load(bytes: [0xFF, 0xFE, 0x61, 0x00]) })
        for case .notText in errors.compactMap({ $0 }) { errors.removeFirst() }
        #expect(errors.isEmpty)
        let empty = desk.folder + "/empty.csv"
        for bytes in [[], Array("\n\r\n\n".utf8), [0xEF, 0xBB, 0xBF]] as [[UInt8]] {
            #expect(throws: LoadError.empty(file: empty)) { try desk.load(bytes: bytes, name: "empty.csv") }
        }
        for path in [desk.folder, desk.folder + "/none.csv"] {
            let error = #expect(throws: LoadError.self) { try desk.load(path: path) }
            guard case .notFound = error else {
                Issue.record("\(path): \(String(describing: error))")
                continue
            }
        }
    }

    @Test("a heading and no rows, which is no mistake")
    func headingOnly() throws {
        let desk = try Desk()
        let summary = try desk.load([Desk.heading])
        #expect(summary.counts == [0, 0, 0, 0] && summary.vintage == nil && summary.rejectedFile == nil)
        #expect(try desk.count("select count(*) from warehouse.load") == 1)
    }

    @Test("a line of 100 MB, in constant memory")
    func longLine() throws {
        let desk = try Desk()
        let path = try desk.write("\(Desk.heading)\n".utf8)
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seekToEnd()
        for _ in 0..<100 { try handle.write(contentsOf: Data(repeating: 0x78, count: 1_000_000)) }
        try handle.close()
        let expected = LoadError.recordTooLong(file: path, line: 2, limit: CSVReader.longestRecord)
        #expect(throws: expected) { try desk.load(path: path) }
        let quoted = try desk.write(("\(Desk.heading)\n\"" + String(repeating: "x,\n", count: 700_000)).utf8)
        #expect(throws: LoadError.self) { try desk.load(path: quoted) }
        let open = try desk.write("\(Desk.heading)\n\(Desk.row)\n\"2010-12-31,\n".utf8)
        #expect(throws: LoadError.notText(file: open, problem: "the quote opened on line 3 is never closed")) {
            try desk.load(path: open)
        }
    }

    @Test("records of any length that cross the reader's buffers")
    func longRecords() throws {
        let desk = try Desk()
        let heading = "indicator,applies_from,applies_to,area,kind,measure,value,source"
        let rows = (0..<9).map { index in
            "\"I\(index)\"," + String(repeating: " ", count: 200_000 + index * 90_000)
                + "2010-04-01,2011-03-31,PT-LANCASHIRE,target,rate,0.75,plan"
        }
        #expect(try desk.load(.targets, [heading] + rows).counts == [9, 9, 0, 0])
    }

    @Test("NUL bytes and invalid UTF-8: the rows are turned away, the others loaded")
    func badBytes() throws {
        let desk = try Desk()
        let lines = [Desk.heading, Desk.row].map { Array("\($0)\n".utf8) }.flatMap { $0 }
        let nul = Array("2010-12-31,2001/0000002R,ma".utf8) + [0] + Array("e,1985-03,PT-LANCASHIRE,,2,yes\n".utf8)
        let latin = Array("2010-12-31,2001/0000003T,ma".utf8) + [0xE9] + Array("e,1985-03,PT-LANCASHIRE,,2,yes\n".utf8)
        #expect(try desk.load(bytes: lines + nul + latin).counts == [3, 1, 0, 2])
        let rejects = try desk.rejects()
        #expect(rejects[0].contains("holds a NUL byte") && rejects[1].contains("windows-1252"))
    }

    @Test("10,000 columns")
    func manyColumns() throws {
        let desk = try Desk()
        let more = (0..<10_000).map { "c\($0)" }.joined(separator: ",")
        let error = #expect(throws: LoadError.self) { try desk.load(["\(Desk.heading),\(more)"]) }
        #expect(error?.message.contains("and 9995 more") == true)
        let wide = try desk.load([Desk.heading, String(repeating: ",x", count: 10_000), Desk.row])
        #expect(wide.quarantined == 1)
    }

    @Test("a caseload loaded as terminations, a column twice")
    func otherKind() throws {
        let desk = try Desk()
        let error = #expect(throws: LoadError.self) { try desk.load(.terminations, [Desk.heading, Desk.row]) }
        guard case .heading(_, _, _, looksLike: .caseload) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        let twice = #expect(throws: LoadError.self) { try desk.load([Desk.heading + ",sex", Desk.row + ",male"]) }
        #expect(twice?.message.contains("sex more than once") == true)
    }
}
