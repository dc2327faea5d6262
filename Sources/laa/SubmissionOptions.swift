import ArgumentParser
import Foundation
import Glibc
import Host
import ReportKit
import Returning
import Submissions
import Warehouse

/// Options common to the subcommands for submissions.
struct SubmissionOptions: ParsableArguments {
    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp("Do this as of that day instead of today.", valueName: "date"),
        transform: { text in
            guard let day = Day(text) else { throw ValidationError("'\(text)' is not a day such as 2011-07-28.") }
            return day
        })
    var asOf: Day?

    var day: Day { asOf ?? Self.today }

    /// Today, in UTC.
    static var today: Day { Day(number: Int((Date().timeIntervalSince1970 / 86_400).rounded(.down))) }

    static func settings() throws -> SubmissionSettings {
        let environment = ProcessInfo.processInfo.environment
        return try SubmissionSettings(home: ConnectionTarget.home(environment: environment), environment: environment)
    }

    /// What makes returns, with the settings' indicators.
    static func making(_ settings: SubmissionSettings, by runner: ModuleRunner) async throws -> ReturnMaking {
        let survey = await ModuleSurvey(Program.moduleFolders, program: Program.path)
        let terms = try DisclosureTerms(policy: settings.policy, environment: ProcessInfo.processInfo.environment)
        return try ReturnMaking(
            survey, indicators: settings.indicators, by: runner, terms: terms, program: .own)
    }

    /// `account@machine`.
    static var account: String {
        let account = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "\(geteuid())"
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
