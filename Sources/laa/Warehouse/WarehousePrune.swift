import ArgumentParser
import Platform
import ReportKit
import Text
import Upkeep
import Warehouse

struct WarehousePrune: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Removes superseded rows and the values of rejects that are past their time.",
        discussion: """
            Rows that count are never removed, nor what returns of the ledger need to be recomputed, unless \
            --despite-ledger. --as-of refuses states of the warehouse that are not whole any more.
              laa warehouse prune --older-than 7y --dry-run
            """)

    @Option(
        name: .customLong("older-than"),
        help: ArgumentHelp("A number of years as 7y, of months as 18m, or a day.", valueName: "time"))
    var olderThan: String

    @Flag(name: .customLong("dry-run"), help: "Only say what would be removed.")
    var dryRun = false

    @Flag(
        name: .customLong("despite-ledger"),
        help: "Also remove what returns of the ledger need: they cannot be recomputed any more.")
    var despiteLedger = false

    @OptionGroup var common: CommonOptions

    func validate() throws { _ = try limit() }

    private func limit() throws -> Day {
        if let day = Day(olderThan), day <= .today { return day }
        let units = ["y": 12, "m": 1]
        if let unit = olderThan.last.flatMap({ units[String($0)] }), let count = Int(olderThan.dropLast()),
            (1...1_200).contains(count)
        {
            return Day.today.addingMonthsToEnd(-count * unit)
        }
        throw ValidationError("'\(olderThan)' is neither a time, such as 7y or 18m, nor a day that has come.")
    }

    func run() throws {
        let connection = try Connection.open(try common.existing, applicationName: "laa warehouse prune")
        try Migrator.current.checkCurrent(on: connection)
        let day = try limit()
        let account = try Pruning(olderThan: day, despiteLedger: despiteLedger).run(on: connection, isDryRun: dryRun)
        guard !account.isEmpty else {
            Output.result("Nothing was superseded or rejected before \(day) that can be removed.\n")
            return
        }
        var lines = [
            dryRun
                ? "Would remove what was superseded or rejected before \(day):"
                : "Removed what was superseded or rejected before \(day):"
        ]
        lines += account.rows.map { "  \($0.table): \(Numbers.count($0.rows)) rows" }
        if account.rejects > 0 { lines.append("  warehouse.quarantine: \(Numbers.count(account.rejects)) values") }
        if let from = account.wholeFrom {
            let kept = account.kept.map(String.init).joined(separator: ", ")
            lines.append(
                "The warehouse can be read as it was after vintage \(from) and later"
                    + (kept.isEmpty ? "." : ", and after \(kept), which the ledger needs."))
        }
        Output.result(lines.joined(separator: "\n") + "\n")
    }
}
