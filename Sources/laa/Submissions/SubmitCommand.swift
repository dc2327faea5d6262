import ArgumentParser
import Host
import ReportKit
import Submissions

struct SubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: "Makes, signs, records and delivers returns: each once.",
        discussion: """
            --due submits every scheduled return that is due, complete and not submitted yet: run it daily. Again, or \
            several times at once, it does nothing more. With --area and --quarter one return is submitted once its \
            data are complete. The settings are $LAA_HOME/submissions.yaml.
            """)

    @Flag(help: "Submit what is due.")
    var due = false

    @Option(help: "Name or code of the partnership's area.")
    var area: String?

    @Option(help: "The quarter, such as 2010-11Q4.", transform: parseQuarter)
    var quarter: Quarter?

    @Option(
        name: .customLong("override"),
        help: ArgumentHelp(
            "Submit although gates are closed, and say why; recorded, and printed on the cover.", valueName: "reason"))
    var overrideReason: String?

    @Option(
        help: ArgumentHelp(
            "Make a new edition of a return that was delivered, if a figure has changed, and say why.",
            valueName: "reason"))
    var revise: String?

    @Flag(help: "Print a JSON object a line for each return, instead of a sentence.")
    var events = false

    @OptionGroup var when: SubmissionOptions
    @OptionGroup var limits: ModuleLimits
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard due ? area == nil && quarter == nil : area != nil && quarter != nil else {
            throw ValidationError("Give either --due, or both --area and --quarter.")
        }
        for reason in [overrideReason, revise].compactMap({ $0 }) {
            guard !due else {
                throw ValidationError("--override and --revise are for one return: --area and --quarter.")
            }
            guard !reason.allSatisfy(\.isWhitespace) else { throw ValidationError("A reason must be given.") }
        }
    }

    func run() async throws {
        let settings = try SubmissionOptions.settings()
        let making = try await SubmissionOptions.making(settings, by: try limits.runner(common))
        var submitter = try Submitter(
            settings: settings, making: making, asOf: when.day, today: SubmissionOptions.today,
            account: SubmissionOptions.account)
        submitter.overrideReason = overrideReason
        submitter.progress = { [common] in common.progress($0) }
        var codes: [Int32] = []
        func tell(_ outcome: SubmissionOutcome) {
            codes.append(Failure.code(ofSubmission: outcome))
            if events {
                Output.result(outcome.event(asOf: when.day) + "\n")
            } else if outcome.isGood {
                Output.result("\(outcome)\n")
            }
            if !outcome.isGood { Output.error("laa: \(outcome)") }
        }
        if let area, let quarter {
            tell(try await submitter.submit(area: area, quarter: quarter, revision: revise))
        } else {
            try await submitter.submitDue(ended: tell)
            if codes.isEmpty { common.progress("laa: nothing is due as of \(when.day).") }
        }
        if let gravest = codes.filter({ $0 != 0 }).min() { throw ExitCode(gravest) }
    }
}
