import ArgumentParser
import Host

struct ModulesSchema: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Prints the JSON schema of a declared module's header.",
        discussion: """
            Editors that know YAML complete and check a header by it: the first line of what 'laa modules new' writes \
            names \(HeaderSchema.file) in the module's own folder, where it is written too.
              laa modules schema >\(HeaderSchema.file)
            """)

    func run() throws { Output.result(try HeaderSchema.text()) }
}
