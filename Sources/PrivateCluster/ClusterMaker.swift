import Platform
import Warehouse

/// Makes a private cluster: in a temporary folder first, which is renamed once the cluster is complete.
struct ClusterMaker {
    let layout: ClusterLayout
    let isDurable: Bool
    let interrupt: Interrupt
    /// The programs of the version to make it with; the usual ones where nil.
    var programs: ServerPrograms?

    func make() throws {
        let programs = try programs ?? ServerPrograms.find(version: nil)
        // What an earlier attempt left unfinished.
        Folder.removeTree(layout.unfinishedData)
        try ofCluster { () throws(FileError) in try Folder.make(layout.unfinishedData, mode: .exactly(0o700)) }
        try own(layout.unfinishedData, by: layout.user)
        do {
            try run(
                programs.initdb,
                [
                    "--pgdata=\(layout.unfinishedData)", "--username=laa", "--auth=peer", "--encoding=UTF8",
                    "--locale=C.UTF-8", "--data-checksums", "--no-instructions",
                ] + (isDurable ? [] : ["--no-sync"]))
            // The server's single-user mode, so that the cluster never exists without its database.
            try run(
                programs.postgres, ["--single", "-j", "-D", layout.unfinishedData, "postgres"],
                input: "create database laa;\n\n")
            try ofCluster { () throws(FileError) in try Folder.rename(layout.unfinishedData, to: layout.data) }
        } catch {
            Folder.removeTree(layout.unfinishedData)
            throw error
        }
    }

    private func run(_ program: String, _ arguments: [String], input: String = "") throws {
        let (status, output) = try Tool(path: program, arguments: arguments, user: layout.user, interrupt: interrupt)
            .run(input: input)
        guard status != 0 else { return }
        let reason = output.split(separator: "\n").filter { $0.contains("error") || $0.contains("FATAL") }
        throw WarehouseError.privateCluster(
            reason: "\(program) failed: \(reason.isEmpty ? output : reason.joined(separator: "; "))",
            remedy: "Remove the cause, set LAA_HOME to another folder, or name a server with --database.")
    }
}
