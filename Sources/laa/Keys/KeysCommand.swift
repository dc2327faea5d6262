import ArgumentParser
import Foundation
import Submissions
import Upkeep
import Warehouse

struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Shows the two keys, and replaces the one that signs.",
        subcommands: [KeysList.self, KeysRotate.self], defaultSubcommand: KeysList.self)
}

struct KeysList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Shows where each key is, whether it can be used, and its fingerprint.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        let home = ConnectionTarget.home(environment: ProcessInfo.processInfo.environment)
        var checkUp = CheckUp()
        // Without the warehouse: a key can be looked at where there is none.
        checkUp.add(CheckUp.Line.keys(home: home, settings: try SubmissionOptions.settings(), nil))
        Output.result(checkUp.text(width: Output.width))
        if checkUp.exitCode != .done { throw ExitCode(checkUp.exitCode) }
    }
}

struct KeysRotate: ParsableCommand {
    enum Key: String, CaseIterable, ExpressibleByArgument {
        case signing, pseudonym
    }

    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Replaces the signing key by a new one, which the old one signs.",
        discussion: """
            Bundles name the key that they are signed under, and 'laa submissions verify' takes all those of the ring: \
            a receiver who has the old public key checks old and new bundles with it and the ring. The pseudonym key \
            is never replaced, and this command says why.
            """)

    @Argument(help: "signing or pseudonym.")
    var key: Key

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard key == .signing else { throw UpkeepError.pseudonymKeyStays }
        let rotation = try KeyRotation.rotate(try SubmissionOptions.settings().key)
        Output.result(
            """
            Bundles are signed under \(rotation.current.fingerprint.prefix(12)) from now on, before under \
            \(rotation.former.fingerprint.prefix(12)).
            Give \(rotation.ring) to whoever checks: they use it beside the public key that they have.
            The former key is in \(rotation.formerFile): keep it offline, or destroy it.

            """)
    }
}
