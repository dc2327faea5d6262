import ArgumentParser
import Submissions
import Warehouse

struct SubmissionsAcknowledge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge", abstract: "Records that the receiver has an edition.",
        discussion: """
            Only an edition that was delivered can be acknowledged, and only once: repeating it does nothing more. A \
            program that reads receipts can call this for each one; 'laa submissions --format json' gives the number \
            of an entry of every edition.
            """)

    @Argument(help: "Number of an entry of the edition, as 'laa submissions' lists it.")
    var number: Int

    @Option(help: "Who received it.")
    var by: String

    @Option(
        help: ArgumentHelp(
            "Content hash of what was received, or its first 12 digits or more; refused if it is another.",
            valueName: "sha256"))
    var hash: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !by.allSatisfy(\.isWhitespace) else { throw ValidationError("--by must say who received it.") }
        if let hash, hash.count < 12 || !hash.allSatisfy(\.isHexDigit) {
            throw ValidationError("--hash needs 12 hexadecimal digits or more.")
        }
    }

    func run() throws {
        let settings = try SubmissionOptions.settings()
        let connection = try Connection.open(try common.existing, applicationName: "laa")
        try Migrator.current.checkCurrent(on: connection)
        let (edition, isNew) = try Acknowledgement(entry: number, by: by, hash: hash).record(
            in: connection, settings: settings, asOf: .today, account: SubmissionOptions.account)
        let name = "\(edition.partnership), \(edition.quarter), edition \(edition.edition)"
        Output.result(
            isNew ? "\(name): acknowledged by \(by)\n" : "\(name): acknowledged before; nothing was recorded\n")
    }
}
