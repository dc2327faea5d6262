import Platform
import ReportKit

/// What can go wrong between a request and its reports: one case per situation, with its message and its remedy.
public enum HostError: Error, Sendable {
    case unknownIndicator(name: String, nearest: [String], problems: [ModuleProblem])
    case unknownArea(name: String, nearest: [Area])
    /// Several areas of one level are known by a name.
    case severalAreas(name: String, areas: [Area])
    case levelNotOffered(indicator: String, level: AreaLevel, offered: [AreaLevel])
    case breakdownNotOffered(indicator: String, breakdown: Breakdown, offered: [Breakdown])
    /// The indicator may be in a file that is not trusted, and is therefore not run.
    case perhapsNotTrusted(name: String, nearest: [String], problems: [ModuleProblem])
    case noAreasAtLevel(level: AreaLevel, areas: [String])
    case unknownModel(name: String, known: [String])
    case severalModels(name: String, known: [String])
    case nothingLoaded(asOf: AsOf)
    /// That state of the warehouse is not whole any more.
    case pruned(asOf: AsOf)
    case noRows(quarter: Quarter?)
    /// On several servers, something that has no vintage was changed while reports were made.
    case changedMeanwhile
    case noModules(problems: [ModuleProblem])
    case worker(WorkerFailure)
    /// A module failed beside which the requested report must be weighed.
    case companion(WorkerFailure, of: String)
    /// A parameter cannot be set so.
    case cannotSet(indicator: String, problem: String)
    /// A new module cannot be started.
    case cannotStart(problem: String)
}

extension HostError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownIndicator(let name, let nearest, let problems):
            let message = "there is no indicator '\(name)'\(suggestion(nearest)). 'laa modules' lists those installed."
            return ([message] + problems.map(\.description)).joined(separator: "\n")
        case .perhapsNotTrusted(let name, let nearest, let problems):
            let message = "there is no indicator '\(name)' among the modules that may be run\(suggestion(nearest)), "
            return ([message + "unless it is in one of these:"] + problems.map(\.description)).joined(separator: "\n")
        case .unknownArea(let name, let nearest):
            let names = nearest.map { "\($0.name) (\($0.code))" }
            return
                "there is no area '\(name)'\(suggestion(names)). Give an area's name or code: 'laa areas' lists them."
        case .severalAreas(let name, let areas):
            let names = areas.map { "\($0.code) (\($0.name))" }
            return "'\(name)' may be several areas: \(names.joined(separator: ", ")). Give the code of one."
        case .levelNotOffered(let indicator, let level, let offered):
            return "\(indicator) is not reported by \(level.rawValue); "
                + "choose one of: \(offered.map(\.rawValue).joined(separator: ", "))."
        case .breakdownNotOffered(let indicator, let breakdown, let offered):
            return "\(indicator) cannot be broken down by \(breakdown.rawValue); "
                + "choose one of: \(offered.map(\.rawValue).joined(separator: ", "))."
        case .noAreasAtLevel(let level, let areas):
            let within = areas.isEmpty ? "the warehouse" : areas.joined(separator: ", ")
            return "there is no area of level \(level.rawValue) in \(within). Choose another --level."
        case .unknownModel(let name, let known):
            return known.isEmpty
                ? "no predictions were made in this warehouse, neither by '\(name)' nor by any other model. "
                    + "Make some with 'laa predict ogrs3' or 'laa predict apply'."
                : "no predictions were made in this warehouse by '\(name)', only by: "
                    + "\(known.joined(separator: "; ")). Name one of these, or make predictions first."
        case .severalModels(let name, let known):
            return "'\(name)' has several versions; name one of: \(known.joined(separator: "; "))."
        case .nothingLoaded(let asOf):
            return "the warehouse held nothing as of \(asOf). 'laa warehouse status' lists its extracts."
        case .pruned(let asOf):
            return
                "the warehouse as of \(asOf) is not whole any more: 'laa warehouse prune' removed rows of it. Name a "
                + "later day, or restore a backup from before."
        case .noRows(let quarter):
            return "the warehouse has no rows\(quarter.map { " for \($0)" } ?? ""). "
                + "Load an extract, or make a sample with 'laa warehouse sample'."
        case .changedMeanwhile:
            return
                "areas, people or predictions were changed while the reports were made, and each server may have shown them before or "
                + "after it. The reports are not used; try again."
        case .noModules(let problems):
            let message = "there is no module to run. Set LAA_MODULES to the folders that hold them."
            return ([message] + problems.map(\.description)).joined(separator: "\n")
        case .worker(let failure):
            return failure.description
        case .companion(let failure, let requested):
            return
                "\(requested) cannot be reported: its counts add up with those of \(failure.module), which failed, so "
                + "that nobody can say what may be published. \(failure)"
        case .cannotSet(let indicator, let problem):
            return "\(indicator) cannot be set so: \(problem). 'laa modules show \(indicator)' lists its parameters."
        case .cannotStart(let problem):
            return "\(problem)."
        }
    }

    private func suggestion(_ nearest: [String]) -> String {
        nearest.isEmpty ? "" : "; nearest: \(nearest.joined(separator: ", "))"
    }
}

extension HostError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .unknownIndicator, .unknownArea, .severalAreas, .unknownModel, .noAreasAtLevel, .nothingLoaded,
            .pruned, .noRows:
            .noInput
        case .levelNotOffered, .breakdownNotOffered, .severalModels, .cannotSet: .usage
        case .cannotStart: .cannotWrite
        case .changedMeanwhile: .tryAgain
        case .noModules(let problems): problems.contains(where: \.isOfTrust) ? .notAllowed : .badConfiguration
        case .perhapsNotTrusted: .notAllowed
        case .worker(let failure), .companion(let failure, _): failure.exitCode
        }
    }
}
