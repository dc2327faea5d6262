import ArgumentParser
import Host
import ReportKit
import Submissions

struct SubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: "Makes, signs, records and delivers returns: each once.",
        discussion: """
            --due submits every scheduled return that is due, complete and not submitted yet: run it daily. Running \
            it again, or several times at once, submits nothing twice. --area and --quarter submit one return, due or \
            not, if its data are complete. Closed gates stop a return; --override passes them, except 'calendar' and \
            'disclosure'.

            The settings are a YAML file, $LAA_HOME/submissions.yaml unless LAA_SUBMISSIONS names another:
              from: 2010-11Q1    # no earlier quarter is submitted by --due
              due: 20            # working days after the data are complete
              partnerships:
                - Lancashire
                - {area: Cumbria, from: 2010-11Q3, due: 15}
              indicators: [NI18, NI30, NI143]    # all, if left out
              revise: 365        # days after the due date in which late data
                                 # make a new edition; 0 for never
              policy: /etc/laa/disclosure.yaml   # the program's own, if left out
              comparators: /etc/laa/comparators.yaml    # areas of one's own to
                                 # compare with; comparators.yaml in $LAA_HOME
              model: own@1       # a model applied here to judge against; the
                                 # predictions loaded with the caseload
              prediction-uncertainty: true       # of that model; not allowed for
              outbox: /var/spool/laa/outbox      # these three: in $LAA_HOME, if
              store: /var/lib/laa/submissions    # left out
              key: /var/lib/laa/submission.key
              deliver: {command: [/usr/local/bin/send-return], tries: 3,
                        wait: 10, limit: 600}    # to the outbox only, if left out
            """)

    @Flag(help: "Submit every return that is due.")
    var due = false

    @Option(help: "Name or code of the partnership's area.")
    var area: String?

    @Option(help: "The quarter, such as 2010-11Q4.", transform: parseQuarter)
    var quarter: Quarter?

    @Option(
        name: .customLong("override"),
        help: ArgumentHelp(
            "Submit despite closed gates, for this reason, which is recorded and printed on the cover.",
            valueName: "reason"))
    var overrideReason: String?

    @Option(
        help: ArgumentHelp(
            "Make a new edition of a delivered return, for this reason, if a figure has changed.",
            valueName: "reason"))
    var revise: String?

    @Flag(help: "Print one JSON object per return, each on a line, instead of a sentence.")
    var events = false

    @OptionGroup var when: DayOption
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
            guard !reason.allSatisfy(\.isWhitespace) else { throw ValidationError("The reason must not be empty.") }
        }
    }

    func run() async throws {
        let settings = try SubmissionOptions.settings()
        let making = try await SubmissionOptions.making(settings, by: try limits.runner(common))
        var submitter = try Submitter(
            settings: settings, making: making, asOf: when.day, today: .today,
            account: SubmissionOptions.account)
        submitter.overrideReason = overrideReason
        submitter.progress = { [common] in common.progress($0) }
        var codes: Set<Int32> = []
        func show(_ outcome: SubmissionOutcome) {
            codes.insert(outcome.exitCode.number)
            if events {
                Output.result(outcome.event(asOf: when.day) + "\n")
            } else if outcome.isGood {
                Output.result("\(outcome)\n")
            }
            if !outcome.isGood { Output.error("laa: \(outcome)") }
        }
        if let area, let quarter {
            show(try await submitter.submit(area: area, quarter: quarter, revision: revise))
        } else {
            try await submitter.submitDue(ended: show)
            if codes.isEmpty { common.progress("laa: nothing is due as of \(when.day).") }
        }
        if let gravest = codes.filter({ $0 != 0 }).min() { throw ExitCode(gravest) }
    }
}
