import ArgumentParser
import Portal
import ReportKit
import Submissions
import Warehouse

struct AccessGrant: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant", abstract: "Grants somebody access to the returns of partnerships, by a new token.",
        discussion: """
            The token is printed once, and is kept nowhere: only what it can be recognised by is. Whoever has it reads \
            all that it is for. Send it by a way that nobody else reads.
            """)

    @Argument(help: "Names or codes of the partnerships' areas.")
    var partnerships: [String] = []

    @Flag(help: "Every partnership's returns.")
    var national = false

    @Option(help: "Who is to hold the token: a person or a team.")
    var name: String

    @Option(
        name: .customLong("expires"),
        help: ArgumentHelp("The last day on which it is valid; without this it does not expire.", valueName: "date"),
        transform: parseDay)
    var expiresOn: Day?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard national != !partnerships.isEmpty else {
            throw ValidationError("Name partnerships, or give --national for all.")
        }
        guard !name.allSatisfy(\.isWhitespace) else { throw ValidationError("--name must say who holds the token.") }
        if let expiresOn, expiresOn < .today { throw ValidationError("--expires \(expiresOn) is past.") }
    }

    func run() throws {
        let connection = try Connection.open(try common.existing, applicationName: "laa")
        try Migrator.current.checkCurrent(on: connection)
        let names = try partnerships.map { try Partnership.name(of: $0, on: .today, in: connection) }
        let (number, token) = try AccessRegister(connection).grant(
            national ? nil : names, to: name, expiresOn: expiresOn, by: SubmissionOptions.account)
        common.progress(
            "laa: access \(number), for \(name): \(national ? "every partnership" : names.joined(separator: ", "))"
                + "\(expiresOn.map { ", through \($0)" } ?? ""). The token is shown this once.")
        Output.result(token.text + "\n")
    }
}
