import ArgumentParser
import Foundation
import Host
import Platform
import ReportKit
import Returning
import Submissions
import Warehouse

/// What the subcommands for submissions have in common.
enum SubmissionOptions {
    /// This account's settings.
    static func settings() throws -> SubmissionSettings {
        let environment = ProcessInfo.processInfo.environment
        return try SubmissionSettings(home: ConnectionTarget.home(environment: environment), environment: environment)
    }

    /// The maker of returns, for the settings' indicators.
    static func making(_ settings: SubmissionSettings, by runner: ModuleRunner) async throws -> ReturnMaking {
        let survey = await ModuleSurvey(Program.moduleFolders, program: Program.path)
        let terms = try DisclosureTerms(policy: settings.policy, environment: ProcessInfo.processInfo.environment)
        var making = try ReturnMaking(
            survey, indicators: settings.indicators, by: runner, terms: terms, program: .own,
            comparators: try Program.comparators(settings.comparators),
            basis: ReportBasis(
                model: settings.model.map(ModelChoice.init), allowsForPrediction: settings.allowsForPrediction))
        making.waiting = { Output.error(Publishing.isWaiting) }
        return making
    }

    /// `account@machine`.
    static var account: String {
        let account = User.current?.name ?? "\(User.currentID)"
        return "\(account)@\(ProcessInfo.processInfo.hostName)"
    }
}

/// Limits on the modules that a submission runs.
struct ModuleLimits: ParsableArguments {
    @Option(
        help: ArgumentHelp("Seconds that one module may take (default: 300).", valueName: "seconds"),
        transform: parseTimeLimit)
    var timeLimit = 300.0

    func runner(_ common: CommonOptions) throws -> ModuleRunner {
        var runner = ModuleRunner(target: try common.existing, program: Program.path, timeLimit: .seconds(timeLimit))
        runner.warn = { Output.error("laa: \($0)") }
        return runner
    }
}
