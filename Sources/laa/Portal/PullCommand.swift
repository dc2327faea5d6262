import ArgumentParser
import Foundation
import Platform
import Portal

struct PullCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull",
        abstract: "Fetches a partnership's submitted returns from a portal, and checks that they are what was signed.",
        discussion: """
            What is not yet in the folder is fetched, checked against its signature, and put in place whole, a folder for \
            each edition; their names go to standard output. The key is trusted at the first pull, and from then on only \
            one that it signed. A download that was cut off is gone on with by the next pull. Exit codes: 0 fetched, or \
            nothing is new; 65 not as it was signed; 66 no such partnership; 75 try again; 77 the token is refused; 78 the \
            token's file, or a certificate.
            """)

    @Argument(help: ArgumentHelp("The portal's address: https://HOST or https://HOST:PORT.", valueName: "url"))
    var address: String

    @Option(help: "The partnership's name.")
    var area: String

    @Option(help: ArgumentHelp("Folder that editions are put into; it is made if need be.", valueName: "dir"))
    var output: String

    @Option(
        help: ArgumentHelp(
            "File of the token, which nobody else can read (default: the variable LAA_TOKEN).", valueName: "file"))
    var tokenFile: String?

    @Option(
        name: .customLong("ca-certificate"),
        help: ArgumentHelp(
            "Trust this certificate authority alone, as PEM (default: those that the system trusts).", valueName: "file"
        ))
    var authority: String?

    @Flag(help: "Let the token go to another machine unencrypted.")
    var allowHttp = false

    @Flag(name: .shortAndLong, help: "Do not report progress.")
    var quiet = false

    func validate() throws {
        guard area.contains(where: \.isLetter) else { throw ValidationError("--area must name a partnership.") }
    }

    func run() async throws {
        let token = try AccessToken.own(file: tokenFile, environment: ProcessInfo.processInfo.environment)
        let pull = try Pull(
            from: address, area: area, into: output, token: token, authority: authority, allowsHTTP: allowHttp)
        let progress = { (line: String) in if !quiet { Output.error("laa: \(line)") } }
        let fetched = try await pull.run(said: progress)
        if fetched.isEmpty { progress("nothing is new") }
        Output.result(fetched.map { $0 + "\n" }.joined())
    }
}
