import ArgumentParser
import Foundation
import Portal
import ReportKit
import Submissions
import Warehouse

struct AccessGrant: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant", abstract: "Grants somebody access to the returns of partnerships, by a new token.",
        discussion: """
            The token is printed once, and is kept nowhere: only what it can be recognised by is. Whoever has it reads \
            all that it is for. Send it by a way that nobody else reads. With --user there is none: the portal's proxy \
            says who the user is.
            """)

    @Argument(help: "Names or codes of the partnerships' areas.")
    var partnerships: [String] = []

    @Flag(help: "Every partnership's returns.")
    var national = false

    @Option(help: "Who is to hold the token: a person or a team.")
    var name: String?

    @Option(
        help: ArgumentHelp(
            "A user whom the portal's proxy signs in, as it names them; no token is made.", valueName: "name"))
    var user: String?

    @Option(
        help: ArgumentHelp(
            "With --user: file of the portal's key of users (default: portal-users.key in the home; made if missing).",
            valueName: "file"))
    var userKey: String?

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
        guard let name = name ?? user, !name.allSatisfy(\.isWhitespace) else {
            throw ValidationError("--name must say who holds the token.")
        }
        if let expiresOn, expiresOn < .today { throw ValidationError("--expires \(expiresOn) is past.") }
    }

    func run() throws {
        let connection = try Connection.open(try common.existing, applicationName: "laa")
        try Migrator.current.checkCurrent(on: connection)
        let names = try partnerships.map { try Partnership.name(of: $0, on: .today, in: connection) }
        let (register, allowed) = (AccessRegister(connection), national ? nil : names)
        let what =
            (national ? "every partnership" : names.joined(separator: ", "))
            + (expiresOn.map { ", through \($0)" } ?? "")
        guard let user else {
            let (number, token) = try register.grant(
                allowed, to: name ?? "", expiresOn: expiresOn, by: SubmissionOptions.account)
            common.progress("laa: access \(number), for \(name ?? ""): \(what). The token is shown this once.")
            return Output.result(token.text + "\n")
        }
        let home = ConnectionTarget.home(environment: ProcessInfo.processInfo.environment)
        let key = try UserKey(file: userKey ?? UserKey.file(home: home), mayCreate: true)
        guard let token = key.token(of: user) else { throw PortalError.notUser(user) }
        let number = try register.grant(
            allowed, toUser: user, name: name ?? user, token: token, expiresOn: expiresOn, by: SubmissionOptions.account
        )
        Output.result("access \(number), for the proxy's user \(user): \(what)\n")
    }
}
