import Foundation
import Platform
import ReportKit
import TestSupport
import Warehouse

@testable import Loading

/// A warehouse of its own, a folder for extracts and a key, as one test needs them.
final class Desk {
    let folder = "/tmp/laa-loading-\(getpid())-\(UUID().uuidString.prefix(8))"
    let database: String
    let connection: Connection
    /// Where the key is.
    var home: String
    var key: PseudonymKey { PseudonymKey(home: home) }

    static let today = Day("2026-01-01")!
    static let heading = "snapshot_date,pnc,sex,birth_month,trust,authority,tier,pnc_matched"
    /// A good row of a caseload with ``heading``.
    static let row = "2010-12-31,2001/0000001Q,male,1985-03,PT-LANCASHIRE,E10000017,2,yes"

    convenience init() throws { try self.init(on: SampleWarehouse.empty()) }

    /// A desk with a warehouse that is there.
    init(on database: String) throws {
        self.database = database
        home = folder + "/home"
        connection = try Fixture.connection(to: database)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    @discardableResult
    func write(_ bytes: some Sequence<UInt8>, as name: String = "extract.csv") throws -> String {
        let path = folder + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Loads lines as a caseload.
    @discardableResult
    func load(_ lines: [String], _ change: (inout LoadOptions) throws -> Void = { _ in }) throws -> LoadSummary {
        try load(.caseload, lines, change)
    }

    /// Loads lines as a file.
    @discardableResult
    func load(
        _ kind: ExtractKind, _ lines: [String], name: String = "extract.csv",
        _ change: (inout LoadOptions) throws -> Void = { _ in }
    ) throws -> LoadSummary {
        try load(kind, bytes: lines.map { $0 + "\n" }.joined().utf8, name: name, change)
    }

    @discardableResult
    func load(
        _ kind: ExtractKind = .caseload, bytes: some Sequence<UInt8>, name: String = "extract.csv",
        _ change: (inout LoadOptions) throws -> Void = { _ in }
    ) throws -> LoadSummary {
        try load(kind, path: write(bytes, as: name), change)
    }

    @discardableResult
    func load(
        _ kind: ExtractKind = .caseload, path: String, _ change: (inout LoadOptions) throws -> Void = { _ in }
    ) throws -> LoadSummary {
        var options = LoadOptions(today: Desk.today)
        // Files of a few rows, most of which are bad, say what is wrong with each.
        options.rejectionLimit = .percent(100)
        try change(&options)
        return try Loader(kind, options: options, key: key, interrupt: Interrupt()).load(path, into: connection)
    }

    /// The lines of the list of rejects, without its heading and line ends.
    func rejects(of name: String = "extract.csv") throws -> [String] {
        let text = try String(contentsOfFile: "\(folder)/\(name).rejected.csv", encoding: .utf8)
        return text.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
    }

    /// The number that a query returns.
    func count(_ sql: String) throws -> Int {
        try connection.query(sql)[0].get(0)
    }

    /// Runs a program with its arguments and returns its exit code.
    @discardableResult
    static func run(_ words: String...) throws -> Int32 {
        try Started("/usr/bin/env", words).waitForEnd()
    }
}

extension LoadSummary {
    /// Rows read, loaded, unchanged and quarantined.
    var counts: [Int] { [read, loaded, unchanged, quarantined] }
}
