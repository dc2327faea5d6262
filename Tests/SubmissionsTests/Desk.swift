import Foundation
import Glibc
import ReportKit
import Submissions
import TestSupport
import Warehouse

/// A warehouse of its own with the sample's rows, a home of its own, and the built program.
final class Desk {
    let home = "/tmp/laa-submissions-\(UUID().uuidString.prefix(8))"
    let database: String

    /// - Parameter settings: the text of `submissions.yaml`; none where nil.
    init(settings: String? = nil) throws {
        database = try Desk.copyOfSample()
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        if let settings { try write(settings, to: "submissions.yaml") }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: home)
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(home)/\(name)"))
    }

    /// Writes a script that can be run.
    func script(_ name: String, _ lines: String...) throws -> String {
        try write((["#!/bin/sh"] + lines).joined(separator: "\n") + "\n", to: name)
        chmod("\(home)/\(name)", 0o755)
        return "\(home)/\(name)"
    }

    func connection() throws -> Connection { try Fixture.connection(to: database) }

    func entries() throws -> [LedgerEntry] { try Ledger(try connection()).entries() }

    /// Names in a folder of the home, also those that begin with a dot; none where there is no such folder.
    func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(home)/\(folder)")) ?? []).sorted()
    }

    func contents(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: "\(home)/\(path)")) }

    /// Starts the program.
    func start(_ words: [String], _ environment: [String: String] = [:], output: FileHandle? = nil) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Built.program)
        process.arguments = words + ["--database", database]
        var variables = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("PG") && !$0.key.hasPrefix("LAA_")
        }
        variables["COLUMNS"] = "120"
        variables["LAA_HOME"] = home
        process.environment = variables.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output ?? FileHandle.nullDevice
        process.standardError = output ?? FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Runs the program to its end; its exit status, of one that was killed 128 and the signal, and all that it said.
    @discardableResult
    func run(_ words: String..., with environment: [String: String] = [:]) throws -> (status: Int32, said: String) {
        try run(words, with: environment)
    }

    /// The same, of a list.
    @discardableResult
    func run(_ words: [String], with environment: [String: String] = [:]) throws -> (status: Int32, said: String) {
        let path = "\(home)/said-\(UUID().uuidString)"
        try Data().write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let process = try start(words, environment, output: try FileHandle(forWritingTo: URL(fileURLWithPath: path)))
        process.waitUntilExit()
        let said = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        return (
            process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus, said
        )
    }

    /// The sample is copied by the server, which is quick, and needs nobody to be in it.
    private static func copyOfSample() throws -> String {
        let sample = template
        let name = "desk_\(UUID().uuidString.lowercased().prefix(8))"
        try Fixture.connection(to: try Fixture.database()).execute("create database \(name) template \(sample.name)")
        return sample.conninfo.replacing("dbname=\(sample.name)", with: "dbname=\(name)")
    }

    /// A sample that nobody is connected to, in which few rows lack anything.
    private static let template: (name: String, conninfo: String) = {
        do {
            let conninfo = try SampleWarehouse.fresh()
            let connection = try Fixture.connection(to: conninfo)
            let name: String = try connection.query("select current_database()::text")[0].get(0)
            // So small a sample lacks too much by chance.
            try connection.execute("update warehouse.quality_threshold set largest_share = 1")
            connection.close()
            return (name, conninfo)
        } catch {
            fatalError("the sample for the tests cannot be made: \(error)")
        }
    }()
}
