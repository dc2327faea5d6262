import ArgumentParser
import DeclaredModules
import Foundation
import Host
import PlanTables
import PrivateCluster
import ReportKit
import Returning
import Text
import Warehouse

/// Options of every subcommand.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Connection string or URI of the warehouse.",
            discussion: "Default: libpq's own variables (PGHOST, PGSERVICE ...); without those, a private PostgreSQL "
                + "below $LAA_HOME.",
            valueName: "conninfo"))
    var database: String?

    @Flag(name: .shortAndLong, help: "Do not report progress.")
    var quiet = false

    var target: ConnectionTarget {
        ConnectionTarget.resolve(database: database, environment: ProcessInfo.processInfo.environment)
    }

    /// The target, for commands that need an existing warehouse: no private PostgreSQL is made for them.
    ///
    /// - Throws: `WarehouseError.schemaMissing` where there is no private PostgreSQL yet.
    var existing: ConnectionTarget {
        get throws {
            let target = target
            if let cluster = target.privateCluster, try cluster.status() == .notCreated {
                throw WarehouseError.schemaMissing
            }
            return target
        }
    }

    /// Reports progress, unless `--quiet` was given.
    func progress(_ line: String) {
        if !quiet { Output.error(line) }
    }
}

/// Options of subcommands that run modules.
struct RunOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Seconds that one module may take (default: 300).", valueName: "seconds"),
        transform: parseTimeLimit)
    var timeLimit = 300.0

    @Option(
        help: ArgumentHelp("Megabytes of memory that one module may take (default: 1024).", valueName: "megabytes"),
        transform: { text in
            guard let megabytes = Int(text), megabytes >= 64, megabytes <= 1 << 20 else {
                throw ValidationError("'\(text)' is not a number of megabytes from 64 to 1048576.")
            }
            return megabytes
        })
    var memoryLimit = 1024

    @Option(
        help: ArgumentHelp(
            "Report from the warehouse as it was: a day, or the number of a vintage.", valueName: "date|vintage"),
        transform: { text in
            guard let asOf = AsOf(text) else {
                throw ValidationError("'\(text)' is neither a day, such as 2011-08-31, nor the number of a vintage.")
            }
            return asOf
        })
    var asOf: AsOf?

    @Flag(help: "Allow predictions of several models in one cohort.")
    var mixedModels = false

    @Option(
        help: ArgumentHelp(
            "Judge against the predictions that this model made here, not those loaded with the caseload.",
            valueName: "name[@version]"))
    var model: String?

    @Flag(
        help: ArgumentHelp(
            "With --model, of one that was fitted here: let verdicts allow for the uncertainty of its predictions."))
    var predictionUncertainty = false

    /// What the reports are based on.
    var basis: ReportBasis {
        get throws {
            if predictionUncertainty, model == nil {
                throw ValidationError(
                    "--prediction-uncertainty needs --model, of a model that 'laa predict fit' made: how uncertain other "
                        + "predictions are is not known.")
            }
            return ReportBasis(
                asOf: asOf, model: model.map(ModelChoice.init), allowsForPrediction: predictionUncertainty,
                allowsMixedModels: mixedModels)
        }
    }

    func runner(_ common: CommonOptions) throws -> ModuleRunner { runner(on: try common.existing) }

    func runner(on target: ConnectionTarget) -> ModuleRunner {
        var runner = ModuleRunner(target: target, program: Program.path, timeLimit: .seconds(timeLimit))
        runner.memoryLimit = memoryLimit << 20
        runner.warn = { Output.error("laa: \($0)") }
        return runner
    }

    /// - Parameter day: the last day of the requested period.
    func session(on day: Day, _ common: CommonOptions) throws -> ReportSession {
        let session = try ReportSession(opening: try runner(common), on: day, basis: try basis)
        if let erased = session.erasedOn, let asOf {
            Output.error(
                "laa: people were erased from the warehouse on \(erased): its figures as of \(asOf) are without them.")
        }
        return session
    }
}

/// This program's own file.
enum Program {
    static let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "laa"

    /// The folders that are searched for modules.
    static var moduleFolders: ModuleFolders {
        let environment = ProcessInfo.processInfo.environment
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        return ModuleFolders(
            environment: environment, programFolder: folder, below: [DeclaredModules.folder], home: homeModules)
    }

    /// The user's own module folder.
    static var homeModules: String {
        ConnectionTarget.home(environment: ProcessInfo.processInfo.environment) + "/modules"
    }

    /// The partnership's own comparison groups; nil where there is no file of them.
    static func comparators(_ named: String? = nil) throws -> ComparatorFile? {
        let environment = ProcessInfo.processInfo.environment
        return try ComparatorFile.read(
            named, home: ConnectionTarget.home(environment: environment), environment: environment)
    }

    /// Templates of the plans' tables: the user's own and the program's.
    static var templates: TemplateLibrary {
        let environment = ProcessInfo.processInfo.environment
        return TemplateLibrary(environment: environment, home: ConnectionTarget.home(environment: environment))
    }

    /// The ReportKit that this program was built with: as `make install` puts it beside the program, or else in the
    /// checkout in whose build folder the program still is; nil where there is neither.
    static var reportKit: String? {
        let installed = URL(fileURLWithPath: path).deletingLastPathComponent().path + "/sdk/ReportKit"
        let checkout = path.firstRange(of: "/.build/").map { "\(path[..<$0.lowerBound])/Sources/ReportKit" }
        return [installed, checkout].compactMap(\.self).first {
            FileManager.default.fileExists(atPath: $0 + "/Package.swift")
        }
    }
}

/// Seconds, for an option.
func parseTimeLimit(_ text: String) throws -> Double {
    guard let seconds = Double(text), seconds > 0, seconds <= 86_400 else {
        throw ValidationError("'\(text)' is not a number of seconds above 0 and at most 86400.")
    }
    return seconds
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
            "'\(text)' is not a period. Write the first and last day, as in 2009-04-01..2009-07-31.")
    }
    return period
}

/// Reads one of a few words from the command line.
func parseChoice<Choice: RawRepresentable<String>>(_ text: String, among choices: [Choice]) throws -> Choice {
    guard let choice = choices.first(where: { $0.rawValue == text }) else {
        let nearest = nearestNames(to: text, among: choices.map(\.rawValue), count: 1)
        throw ValidationError(
            "'\(text)' is not one of \(choices.map(\.rawValue).joined(separator: ", "))"
                + (nearest.first.map { "; is \($0) meant?" } ?? "."))
    }
    return choice
}

/// How many earlier quarters are drawn beside the requested one.
struct HistoryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Earlier quarters to draw beside this one, 0 to 40 (default: \(EarlierQuarters.usual); in a return, only "
                + "for indicators with a verdict or a target).",
            valueName: "quarters"))
    var history: Int?

    var earlierQuarters: EarlierQuarters { EarlierQuarters(history) }

    func validate() throws {
        if let history, !(0...40).contains(history) {
            throw ValidationError("--history is a number of quarters, 0 to 40.")
        }
    }
}
