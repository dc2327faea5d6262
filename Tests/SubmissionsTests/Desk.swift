import Foundation
import Glibc
import Host
import ReportKit
import Submissions
import TestSupport
import Warehouse

/// A warehouse and a home of a test's own, with two quick modules and the built program.
///
/// The warehouse holds one extract per quarter from 2008-09Q1 to 2013-14Q4, each loaded ten days after its quarter's
/// end; the modules' figures are complete three months after their quarter.
final class Desk {
    let home = "/tmp/laa-submissions-\(UUID().uuidString.prefix(8))"
    let database: String
    /// Whether the program's own modules are installed instead of the tests'.
    private let hasOwnModules: Bool

    /// - Parameter settings: the text of `submissions.yaml`; nil for no such file.
    convenience init(settings: String? = nil) throws {
        try self.init(database: Desk.template.copy(), settings: settings, ownModules: false)
    }

    /// - Parameter database: the name of a warehouse with the rows of ``fill(_:)``.
    init(database: String, settings: String?, ownModules: Bool) throws {
        self.database = database
        hasOwnModules = ownModules
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        if let settings { try write(settings, to: "submissions.yaml") }
        if !ownModules {
            try FileManager.default.createDirectory(atPath: "\(home)/modules", withIntermediateDirectories: true)
            for module in ["SETTLED.sql", "EMPLOYED.sql"] {
                try FileManager.default.copyItem(
                    atPath: "\(Desk.folder)/modules/\(module)", toPath: "\(home)/modules/\(module)")
            }
            try trustModules()
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: home)
    }

    /// Trusts the home's modules as they are now.
    func trustModules() throws {
        _ = try ModuleTrust(environment: ["LAA_HOME": home], programFolder: Built.folder).trust("\(home)/modules")
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(home)/\(name)"))
    }

    /// Writes an executable script.
    func script(_ name: String, _ lines: String...) throws -> String {
        try write((["#!/bin/sh"] + lines).joined(separator: "\n") + "\n", to: name)
        chmod("\(home)/\(name)", 0o755)
        return "\(home)/\(name)"
    }

    func connection() throws -> Connection { try Fixture.connection(to: database) }

    func entries() throws -> [LedgerEntry] { try Ledger(try connection()).entries() }

    /// The names in a folder of the home, including those that begin with a dot; none if there is no such folder.
    func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(home)/\(folder)")) ?? []).sorted()
    }

    func contents(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: "\(home)/\(path)")) }

    /// Starts the program.
    ///
    /// - Parameter program: another program to start with these arguments.
    func start(
        _ words: [String], _ environment: [String: String] = [:], through program: String? = nil
    ) throws -> Started {
        var variables = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("PG") && !$0.key.hasPrefix("LAA_")
        }
        variables["COLUMNS"] = "120"
        variables["LAA_HOME"] = home
        if !hasOwnModules { variables["LAA_MODULES"] = "\(home)/modules" }
        return try Started(
            program ?? Built.program, words + ["--database", database],
            environment: variables.merging(environment) { $1 })
    }

    /// Runs the program to its end; returns its exit status (128 plus the signal if it was killed) and everything it
    /// printed.
    @discardableResult
    func run(_ words: String..., with environment: [String: String] = [:]) throws -> (status: Int32, said: String) {
        try run(words, with: environment)
    }

    /// The same, with the arguments as a list.
    @discardableResult
    func run(
        _ words: [String], with environment: [String: String] = [:], through program: String? = nil
    ) throws -> (status: Int32, said: String) {
        let started = try start(words, environment, through: program)
        let status = try started.waitForEnd()
        return (status, started.output)
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path

    /// Turns an empty database into a warehouse with the rows of `sql/desk.sql`.
    static func fill(_ conninfo: String) throws {
        let connection = try Fixture.connection(to: conninfo)
        defer { connection.close() }
        try WarehouseSchema.update(connection)
        let rows = try String(contentsOfFile: "\(folder)/sql/desk.sql", encoding: .utf8)
        _ = try connection.transaction { try connection.execute(rows) }
    }

    private static let template = Template.required("warehouse with extracts") { try fill($0) }
}
