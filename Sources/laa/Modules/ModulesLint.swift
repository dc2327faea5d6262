import ArgumentParser
import Host
import Platform

struct ModulesLint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Says where declared modules are not in the catalogue's style, and formats them.",
        discussion: """
            The style: keywords and names in lower case; steps of four spaces; a line of its own for each from, join, \
            where, group by, having, order by and union outside brackets; a space after a comma; <> for unequal; no \
            semicolon; at most 120 characters in a line. Neither comments nor what the query means are changed. A file \
            that is formatted must be trusted again.
            """)

    @Argument(
        help: ArgumentHelp("Module files, or folders of them.", valueName: "path"),
        completion: .file(extensions: ["sql"]))
    var paths: [String]

    @Flag(help: "Write the files in the style.")
    var fix = false

    func run() throws {
        var isClean = true
        let files = paths.flatMap { path in
            Folder.isFolder(path) ? ModuleFolders.modules(in: path).filter { $0.hasSuffix(".sql") } : [path]
        }
        guard !files.isEmpty else {
            Output.error("laa: there is no declared module in \(paths.joined(separator: ", ")).")
            throw ExitCode(.noInput)
        }
        for file in files {
            let style = try SQLStyle(file: file)
            let isWritten = fix && style.problems.contains(where: \.isMended)
            if isWritten { try DurableFile.write(Array(style.formatted.utf8), to: file) }
            let left = fix ? style.problems.filter { !$0.isMended } : style.problems
            for problem in left { Output.error("\(file):\(problem.line): style: \(problem.message)") }
            if isWritten { Output.result("\(file): formatted. Trust it again before it runs.\n") }
            if !left.isEmpty { isClean = false }
        }
        if !isClean { throw ExitCode(.badData) }
    }
}
