import ArgumentParser
import Foundation
import Host
import Platform
import Submissions
import Warehouse

/// What the subcommands about submissions have in common.
enum SubmissionOptions {
    /// The settings of this account.
    static func settings() throws -> SubmissionSettings {
        let environment = ProcessInfo.processInfo.environment
        return try SubmissionSettings(home: ConnectionTarget.home(environment: environment), environment: environment)
    }

    /// Makes returns of the indicators that the settings name.
    static func making(_ settings: SubmissionSettings, _ run: ReportRun) async throws -> ReturnMaking {
        let survey = await ModuleSurvey(Program.moduleFolders, program: Program.path)
        let policy =
            settings.policy ?? ProcessInfo.processInfo.environment["LAA_POLICY"].flatMap { $0.isEmpty ? nil : $0 }
        return try ReturnMaking(
            run: run, survey: survey, indicators: settings.indicators, policy: policy, program: Laa.version)
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

    func run(_ common: CommonOptions) throws -> ReportRun {
        var run = ReportRun(target: try common.existing, program: Program.path, timeLimit: .seconds(timeLimit))
        run.warn = { Output.error("laa: \($0)") }
        return run
    }
}
