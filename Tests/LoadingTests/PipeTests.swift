import Foundation
import Platform
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("A pipe")
struct PipeTests {
    @Test("is read as it comes, with its delimiter detected, and plain or compressed")
    func delimiter() throws {
        let desk = try Desk()
        let text = "\(Desk.heading)\n\(Desk.row)\n".replacing(",", with: ";")
        let pipe = NamedPipe(in: desk.folder, text: text)
        pipe.end()
        #expect(try desk.load(path: pipe.path) { $0.sniffsDelimiter = true }.counts == [1, 1, 0, 0])
        unlink(pipe.path)
        let quoted = NamedPipe(in: desk.folder, text: "\"" + text.replacing(";", with: "\";\"") + "\"")
        quoted.end()
        let error = #expect(throws: LoadError.self) { try desk.load(path: quoted.path) }
        #expect(error == .otherDelimiter(file: quoted.path, delimiter: "semicolons"))
    }

    @Test("that nobody writes to is waited for until a stop is requested")
    func interrupted() throws {
        let desk = try Desk()
        let path = desk.folder + "/nobody"
        mkfifo(path, 0o600)
        let interrupt = Interrupt()
        let file = try ExtractFile(path: path, interrupt: interrupt)
        Thread.detachNewThread { interrupt.request() }
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 10, alignment: 1)
        defer { room.deallocate() }
        #expect(throws: WarehouseError.cancelled) { try file.read(into: room) }
    }

    @Test("or file of nothing but empty and blank lines is passed over, and a stop is heard meanwhile")
    func emptyLines() throws {
        let desk = try Desk()
        let blank = "\n \n\t \t\n\"\"\n\" \", ,\n"
        let lines = blank + Desk.heading + "\n" + blank + Desk.row + "\n" + blank
        #expect(try desk.load(bytes: lines.utf8) { $0.isComplete = true }.counts == [1, 1, 0, 0])
        let path = try desk.write(String(repeating: " \n", count: 200_000).utf8)
        let interrupt = Interrupt()
        let file = try ExtractFile(path: path, interrupt: interrupt)
        let csv = try CSVReader(file, encoding: .utf8, delimiter: Delimiter.comma.rawValue)
        interrupt.request()
        #expect(throws: WarehouseError.cancelled) { try csv.next() }
    }

    @Test("in the place of the key is refused, and never waited for")
    func key() throws {
        let desk = try Desk()
        try FileManager.default.createDirectory(atPath: desk.folder + "/home", withIntermediateDirectories: true)
        mkfifo(desk.key.path, 0o600)
        let error = #expect(throws: LoadError.self) { try desk.load([Desk.heading, Desk.row]) }
        #expect(error?.message.contains("is not a file") == true && error?.exitCode == .badConfiguration)
    }
}
