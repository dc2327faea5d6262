import ArgumentParser
import Foundation
import Loading
import ReportKit
import Text
import Upkeep
import Warehouse

struct WarehouseForget: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Erases people, named by their PNC numbers or CRNs in a file.",
        discussion: """
            Removes every row about them, current, superseded, predicted and rejected. What was published stays in the \
            register and the ledger. Backups, extracts and lists of rejects outside the warehouse are not touched. The \
            file has one number per line, or is a CSV with the numbers in a column pnc or crn, else in its first one; \
            no number is shown or kept.
              laa warehouse forget --pnc-file request.txt --reason 'request 2026/14' --dry-run
            """)

    @Option(
        name: .customLong("pnc-file"),
        help: ArgumentHelp("File of PNC numbers; - is standard input.", valueName: "file"))
    var pncFile: String?

    @Option(
        name: .customLong("crn-file"), help: ArgumentHelp("File of CRNs; - is standard input.", valueName: "file"))
    var crnFile: String?

    @Option(help: "Why, without any name or number: recorded with the day.")
    var reason: String?

    @Flag(
        name: .customLong("keep-out"),
        help: "Pass over rows about them in later extracts; for that, keyed hashes of their numbers are kept.")
    var keepOut = false

    @Flag(help: "Erase nobody, but let people who were kept out into later extracts again.")
    var readmit = false

    @Flag(name: .customLong("dry-run"), help: "Only say what would be removed.")
    var dryRun = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard pncFile != nil || crnFile != nil else {
            throw ValidationError("Name a file of numbers with --pnc-file or --crn-file.")
        }
        if pncFile == "-", crnFile == "-" {
            throw ValidationError("Standard input can have PNC numbers or CRNs, but not both.")
        }
        if readmit, keepOut || dryRun {
            throw ValidationError("--readmit erases nobody: leave out --keep-out and --dry-run.")
        }
        if !readmit, reason?.contains(where: { !$0.isWhitespace }) != true {
            throw ValidationError("Say why with --reason 'request 2026/14', without any name or number.")
        }
    }

    func run() throws {
        let connection = try Connection.open(try common.existing, applicationName: "laa warehouse forget")
        try Migrator.current.checkCurrent(on: connection)
        let people = try lists(connection)
        if readmit {
            let count = try Readmission(of: people).run(on: connection)
            return Output.result("Of these numbers \(Numbers.count(count)) had been kept out, and none is any more.\n")
        }
        let erasure = try Erasure(of: people, reason: reason ?? "", keepsOut: keepOut)
        let account = try erasure.run(on: connection, isDryRun: dryRun)
        Output.result((lines(account, people).joined(separator: "\n")) + "\n")
        if people.contains(where: { !$0.flaws.isEmpty }) { throw ExitCode(.badData) }
    }

    private func lists(_ connection: Connection) throws -> [NamedPeople] {
        let key = PseudonymKey(home: ConnectionTarget.home(environment: ProcessInfo.processInfo.environment))
        guard let recorded = try connection.pseudonymFingerprint() else { throw UpkeepError.nobodyLoaded }
        if let own = try key.fingerprint(), own != recorded { throw UpkeepError.otherKey(path: key.path) }
        return try [(pncFile, NamedPeople.Numbering.pnc), (crnFile, .crn)].compactMap { file, numbering in
            try file.map { try NamedPeople($0, of: numbering, key: key, today: .today) }
        }
    }

    private func lines(_ account: Erasure.Account, _ people: [NamedPeople]) -> [String] {
        var lines: [String] = []
        if account.isEmpty {
            lines.append("The warehouse has nothing about any of these people.")
        } else {
            lines.append("\(dryRun ? "Would erase" : "Erased") \(Self.counted(account.people, "person", "people")):")
            lines += account.rows.map { "  \($0.table): \(Self.counted($0.rows, "row", "rows"))" }
            if account.rejects > 0 {
                lines.append("  warehouse.quarantine: \(Self.counted(account.rejects, "value", "values"))")
            }
        }
        for (file, (list, unknown)) in zip([pncFile, crnFile].compactMap(\.self), zip(people, account.unknown)) {
            if !unknown.isEmpty {
                lines.append("\(file): numbers of nobody in the warehouse: \(Self.listed(unknown))")
            }
            lines += list.flaws.prefix(20).map { "\(file):\($0.line): \($0.reason)" }
            if list.flaws.count > 20 {
                lines.append("\(file): and \(list.flaws.count - 20) more lines without a number")
            }
        }
        if people.contains(where: { !$0.flaws.isEmpty }) {
            lines.append("Correct these lines: until then nobody is erased.")
        }
        if !dryRun, keepOut { lines.append("Rows about them are passed over in later extracts.") }
        if !account.isEmpty {
            lines.append(
                "What was published before stays, and later figures that differ from it by fewer people than may be "
                    + "shown are not published. Backups, extracts and lists of rejects made before still hold these "
                    + "people: delete those, or repeat this after restoring one.")
            if !keepOut { lines.append("An extract that has them brings them back, unless --keep-out is given.") }
        }
        return lines
    }

    private static func counted(_ count: Int, _ one: String, _ many: String) -> String {
        "\(Numbers.count(count)) \(count == 1 ? one : many)"
    }

    /// `lines 2, 5, 9`.
    private static func listed(_ lines: [Int]) -> String {
        let shown = lines.prefix(20).map(String.init).joined(separator: ", ")
        return "line\(lines.count == 1 ? "" : "s") \(shown)"
            + (lines.count > 20 ? " and \(lines.count - 20) more" : "")
    }
}
