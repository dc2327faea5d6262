import Foundation
import Glibc
import TestSupport

/// One run of the built program.
struct Command {
    /// Its exit status, 128 and the signal's number where one ended it.
    let status: Int32
    let output: String
    let errors: String

    /// Runs `laa` with these arguments, on the sample unless another database is given.
    init(
        _ words: String..., database: String? = SampleWarehouse.database, environment: [String: String] = [:],
        through shell: String? = nil
    ) throws {
        try self.init(words, database: database, environment: environment, through: shell)
    }

    /// - Parameter shell: a shell command line that runs `"$@"`, the program and its arguments.
    init(
        _ words: [String], database: String? = SampleWarehouse.database, environment: [String: String] = [:],
        through shell: String? = nil
    ) throws {
        let program = [Built.program] + words + (database.map { ["--database", $0] } ?? [])
        var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PG") }
        variables["COLUMNS"] = "120"
        // The tests share the sample, and must not depend on what others have published of it.
        if database == SampleWarehouse.database { variables["LAA_POLICY"] = Unregistered.policy }
        let started = try Started(
            shell == nil ? Built.program : "/bin/sh",
            shell.map { ["-c", $0, "sh"] + program } ?? Array(program.dropFirst()),
            environment: variables.merging(environment) { $1 }, streams: .apart)
        status = try started.waitForEnd()
        output = started.output
        errors = started.errors
    }

    /// Standard output as JSON.
    func json() throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
    }
}

/// A disclosure policy by which nothing counts as published before.
enum Unregistered {
    static let policy: String = {
        let path = "\(Fixture.home)-policy.yaml"
        try! Data("published: []\n".utf8).write(to: URL(fileURLWithPath: path))
        atexit { unlink(Unregistered.policy) }
        return path
    }()
}

/// A folder of its own, removed with it.
final class Folder {
    let path = "/tmp/laa-command-\(UUID().uuidString.prefix(8))"

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func contents(_ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    func names(in folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
    }
}
