import ArgumentParser
import Submissions
import Warehouse

struct SubmissionsVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Finds entries that were changed or deleted, and bundles that are not what was signed.",
        discussion: """
            Without a folder, checks the whole ledger and every stored bundle. With one, checks only that bundle, on \
            any machine: this needs the public key, but no warehouse. Whatever is wrong is listed, and the exit code \
            is then 65.
            """)

    @Argument(help: ArgumentHelp("Folder of a bundle.", valueName: "dir"))
    var folder: String?

    @Flag(help: "Recompute every return from its recorded vintage, and compare it byte by byte.")
    var recompute = false

    @Option(
        help: ArgumentHelp(
            "File of a public key, or of a ring of keys; may be repeated (default: those beside the signing key).",
            valueName: "file"))
    var publicKey: [String] = []

    @OptionGroup var limits: ModuleLimits
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if folder != nil, recompute { throw ValidationError("--recompute needs the ledger: leave the folder out.") }
    }

    func run() async throws {
        let settings = try SubmissionOptions.settings()
        if let folder {
            let check = try BundleCheck(folder: folder, keys: try keys(settings))
            try end(check.problems.map { "\(folder): \($0)" }, good: "\(folder): whole, unchanged and signed.")
            return
        }
        let connection = try Connection.open(try common.existing, applicationName: "laa")
        try Migrator.current.checkCurrent(on: connection)
        let hasBundles = try Ledger(connection).entries().contains { $0.content != nil }
        let keys = hasBundles ? try keys(settings) : []
        let making = recompute ? try await SubmissionOptions.making(settings, by: try limits.runner(common)) : nil
        let found = try await LedgerVerification(
            connection, settings: settings, keys: keys, recomputingBy: making)
        for note in found.notes { Output.error("laa: \(note)") }
        try end(
            found.problems,
            good: "\(found.entries) entries form an unbroken chain, and \(found.bundles) bundles are as signed"
                + (recompute ? recomputed(found) : "."))
    }

    private func keys(_ settings: SubmissionSettings) throws -> [PublicKey] {
        try publicKey.isEmpty ? KeyRing(of: settings.key).keys : KeyRing(files: publicKey).keys
    }

    private func recomputed(_ found: LedgerVerification) -> String {
        let reworded = found.notes.count - found.erasedSince
        return "; \(found.recomputed - found.notes.count) recomputed returns are identical to the last byte"
            + (reworded == 0 ? "" : ", \(reworded) differ in text only")
            + (found.erasedSince == 0 ? "." : ", \(found.erasedSince) cannot be compared: people were erased since.")
    }

    private func end(_ problems: [String], good: String) throws {
        guard problems.isEmpty else {
            for problem in problems { Output.error("laa: \(problem)") }
            throw ExitCode(.badData)
        }
        Output.result(good + "\n")
    }
}
