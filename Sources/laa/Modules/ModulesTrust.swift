import ArgumentParser
import Host

struct ModulesTrust: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust", abstract: "Allows modules to run, as they are now.",
        discussion: """
            Records the SHA-256 of a file, or of every module in a folder, in $LAA_HOME/trusted-modules. A module that \
            is not recorded, or has changed since, is listed but not run. The program's own modules, beside it and \
            owned by its owner, need no record. Trust a compiled module only if you trust its author: it is kept away \
            from the warehouse's tables, and from files, sockets and processes, but it is still a program.
            """)

    @Argument(help: ArgumentHelp("Module file, or a folder of them.", valueName: "path"))
    var paths: [String] = []

    @Flag(help: "No longer allow them to run.")
    var revoke = false

    @Flag(help: "List the trusted modules, in the format of sha256sum.")
    var list = false

    func validate() throws {
        if list != paths.isEmpty { throw ValidationError("Give the path of a module, or --list.") }
    }

    func run() throws {
        let trust = Program.moduleFolders.trust
        if let problem = trust.problem { throw problem }
        if list {
            for entry in trust.entries { Output.result("\(entry.digest)  \(entry.path)\n") }
        }
        for path in paths {
            let entries = try revoke ? trust.revoke(path) : trust.trust(path)
            for entry in entries {
                Output.result("\(revoke ? "No longer trusted" : "Trusted"): \(entry.path) (SHA-256 \(entry.digest))\n")
            }
            if entries.isEmpty {
                Output.error("laa: \(path): there is \(revoke ? "no trusted module" : "no module").")
                throw ExitCode(.noInput)
            }
        }
    }
}
