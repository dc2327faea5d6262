import ArgumentParser
import Foundation
import Host
import ReportKit
import Warehouse

/// Options of every subcommand.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Connection string or URI of the warehouse.",
            discussion: "Without it, libpq's own ways (PGHOST, PGSERVICE ...); without those, a private PostgreSQL "
                + "below $LAA_HOME.",
            valueName: "conninfo"))
    var database: String?

    @Flag(name: .shortAndLong, help: "Say nothing of progress.")
    var quiet = false

    var target: ConnectionTarget {
        ConnectionTarget.resolve(database: database, environment: ProcessInfo.processInfo.environment)
    }

    /// Says something of progress, unless that was not wanted.
    func progress(_ line: String) {
        if !quiet { Output.error(line) }
    }
}

/// Options of subcommands that run modules.
struct RunOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Seconds that one module may take (default: 300).", valueName: "seconds"),
        transform: { text in
            guard let seconds = Double(text), seconds > 0, seconds <= 86_400 else {
                throw ValidationError("'\(text)' is not a number of seconds above 0 and at most 86400.")
            }
            return seconds
        })
    var timeLimit = 300.0

    @Option(
        help: ArgumentHelp(
            "Report from the warehouse as it was: a day, or the number of a vintage.", valueName: "date|vintage"),
        transform: { text in
            guard let asOf = AsOf(text) else {
                throw ValidationError("'\(text)' is neither a day as 2011-08-31 nor the number of a vintage.")
            }
            return asOf
        })
    var asOf: AsOf?

    @Flag(help: "Allow predictions of several models in one cohort.")
    var mixedModels = false

    func run(_ common: CommonOptions) -> ReportRun {
        var run = ReportRun(
            target: common.target, program: Program.path, timeLimit: .seconds(timeLimit))
        run.allowsMixedModels = mixedModels
        return run
    }
}

/// This program's own file.
enum Program {
    static let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "laa"

    /// Where modules are looked for.
    static var moduleFolders: ModuleFolders {
        ModuleFolders(
            environment: ProcessInfo.processInfo.environment,
            programFolder: URL(fileURLWithPath: path).deletingLastPathComponent().path)
    }
}

/// Reads a quarter from the command line.
func parseQuarter(_ text: String) throws -> Quarter {
    guard let quarter = Quarter(text.uppercased()) else {
        throw ValidationError("'\(text)' is not a quarter. Write one as 2010-11Q3, for October to December 2010.")
    }
    return quarter
}

/// Reads a period from the command line.
func parsePeriod(_ text: String) throws -> Period {
    guard let period = Period(text) else {
        throw ValidationError(
            "'\(text)' is not a period. Write first and last day as 2009-04-01..2009-07-31.")
    }
    return period
}

/// Reads one of a few words from the command line.
func parseChoice<Choice: RawRepresentable<String>>(_ text: String, among choices: [Choice]) throws -> Choice {
    guard let choice = choices.first(where: { $0.rawValue == text }) else {
        let nearest = nearestNames(to: text, among: choices.map(\.rawValue), count: 1)
        throw ValidationError(
            "'\(text)' is none of \(choices.map(\.rawValue).joined(separator: ", "))"
                + (nearest.first.map { "; is \($0) meant?" } ?? "."))
    }
    return choice
}

/// How many earlier quarters are drawn beside the one asked for.
struct HistoryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Earlier quarters to draw beside this one, 0 to 40.", valueName: "quarters"))
    var history = 4

    func validate() throws {
        guard (0...40).contains(history) else { throw ValidationError("--history is a number of quarters, 0 to 40.") }
    }

    /// The quarters before one, the earliest first.
    func before(_ quarter: Quarter) -> [ReportPeriod] {
        (0..<history).reversed().map { .quarter(quarter.advanced(by: -1 - $0)) }
    }
}
