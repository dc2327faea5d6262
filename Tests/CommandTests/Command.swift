import Foundation
import TestSupport

/// One run of the built program.
struct Command {
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
        let process = Process()
        process.executableURL = URL(fileURLWithPath: shell == nil ? Built.program : "/bin/sh")
        process.arguments = shell.map { ["-c", $0, "sh"] + program } ?? Array(program.dropFirst())
        var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PG") }
        variables["COLUMNS"] = "120"
        process.environment = variables.merging(environment) { $1 }
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let said = Reading(errors.fileHandleForReading)
        self.output = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        self.errors = said.text()
        process.waitUntilExit()
        status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    }

    /// Standard output as JSON.
    func json() throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
    }
}

/// Reads a stream on a thread of its own, so that neither of the program's two streams can fill up.
private final class Reading: @unchecked Sendable {
    private var data = Data()
    private let done = DispatchSemaphore(value: 0)

    init(_ handle: FileHandle) {
        Thread.detachNewThread { [self] in
            data = handle.readDataToEndOfFile()
            done.signal()
        }
    }

    func text() -> String {
        done.wait()
        return String(decoding: data, as: UTF8.self)
    }
}

/// A temporary folder, removed with this object.
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
