import ArgumentParser
import Host

struct ModulesTrust: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust", abstract: "Lets modules be run, as they are now.",
        discussion: """
            Records the SHA-256 of a file, or of every module in a folder, in $LAA_HOME/trusted-modules. A file that \
            is not there, or has changed since, is listed but not run. The program's own modules, beside it and owned \
            by its owner, need none. Trust a compiled module only if you trust who made it: it is kept from the \
            warehouse's tables, from files, sockets and processes, but it is a program.
            """)

    @Argument(help: ArgumentHelp("Module file, or a folder of them.", valueName: "path"))
    var paths: [String] = []

    @Flag(help: "Do not let them be run any more.")
    var revoke = false

    @Flag(help: "List what is trusted, as sha256sum does.")
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
                Output.error("laa: \(path): there is \(revoke ? "nothing trusted" : "no module").")
                throw ExitCode(.noInput)
            }
        }
    }
}
