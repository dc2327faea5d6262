import Foundation
import Glibc
import Platform
import ReportKit
import Text

/// What is submitted, when, and where to: a YAML file, `submissions.yaml` in the home unless `LAA_SUBMISSIONS` names
/// another.
///
/// ```yaml
/// from: 2010-11Q1                    # no earlier quarter is ever submitted by itself
/// due: 20                            # working days after the last indicator's data are complete
/// partnerships:
///   - Lancashire
///   - {area: Cumbria, from: 2010-11Q3, due: 15}
/// indicators: [NI18, NI30, NI143]    # all, where left out
/// model: own@1                       # predictions made here, where left out those loaded with the caseload
/// revise: 365                        # days after its due date in which late data make a new edition; 0 for never
/// outbox: /var/spool/laa/outbox
/// deliver: {command: [/usr/local/bin/send-return], tries: 3, wait: 10, limit: 600}
/// ```
///
/// With `deliver`, neither the file nor its folder may be writable by others than their owner, this account or root.
public struct SubmissionSettings: Equatable, Sendable {
    /// The file that they were read from, or would be.
    public let file: String
    public private(set) var partnerships: [Scheduled] = []
    /// The indicators that make a return; nil for every one at hand.
    public private(set) var indicators: [String]?
    /// Days after its due date in which a return is made again by itself, where extracts came since; 0 for never.
    public private(set) var revisedFor = 365
    /// The disclosure policy's file; nil for the program's own.
    public private(set) var policy: String?
    /// The file of the partnerships' own comparison groups; nil for the home's own, where it is there.
    public private(set) var comparators: String?
    /// The model, applied here, whose predictions indicators are judged against; nil for those loaded with the caseload.
    public private(set) var model: String?
    /// Whether verdicts allow for the uncertainty of that model's predictions.
    public private(set) var allowsForPrediction = false
    /// The folder that bundles are delivered to.
    public private(set) var outbox: String
    /// The folder that bundles are kept in.
    public private(set) var store: String
    /// The signing key's file.
    public private(set) var key: String
    /// The folder of what is kept about the store: locks, and how far the ledger had come.
    var state: String { store + ".state" }
    /// The command that delivers a bundle from the outbox on; nil where nothing does.
    public private(set) var command: DeliveryCommand?

    /// A partnership that submits.
    public struct Scheduled: Hashable, Sendable {
        /// Name or code of the area.
        public let area: String
        /// The first quarter that is submitted.
        public let from: Quarter
        public let rule: DueRule
        /// The line of the settings that names it.
        public let line: Int
    }

    /// Reads the settings; those of a file that is not there are the defaults, with nothing scheduled.
    ///
    /// - Parameters:
    ///   - home: the folder of the program's own data.
    ///   - environment: `LAA_SUBMISSIONS` names the file.
    public init(home: String, environment: [String: String] = [:]) throws(SubmissionError) {
        file = environment["LAA_SUBMISSIONS"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/submissions.yaml"
        outbox = home + "/outbox"
        store = home + "/submissions"
        key = home + "/submission.key"
        guard FileManager.default.fileExists(atPath: file) else {
            // What is in a folder that this account may not enter looks as if it were not there.
            var status = stat()
            if lstat(file, &status) != 0, errno == EACCES {
                throw .notReadable(file: file)
            }
            guard environment["LAA_SUBMISSIONS"]?.isEmpty ?? true else {
                throw .settings(file: file, line: nil, problem: "there is no such file")
            }
            return
        }
        guard let data = WholeFolder.contents(of: (try? resolved(file)) ?? file) else {
            throw .settings(file: file, line: nil, problem: "it cannot be read")
        }
        if let root = try Part.read(String(decoding: data, as: UTF8.self), file: file) { try read(root) }
        if command != nil { try checkThatOthersCannotWrite() }
    }

    /// Whoever can write the settings decides what the schedule's account runs.
    private func checkThatOthersCannotWrite() throws(SubmissionError) {
        let path = (try? resolved(file)) ?? file
        for (part, name) in [(path, "it"), (Path.folder(of: path), "its folder")] {
            guard FileStatus(following: part)?.isWritableByOthers() == false else {
                throw .settings(
                    file: file, line: nil,
                    problem: "\(name) can be written by others than its owner, and 'deliver' names a command to run: "
                        + "check that command, then chmod go-w '\(part)'")
            }
        }
    }

    private typealias Part = StrictYAML<SubmissionError>

    private mutating func read(_ root: Part) throws(SubmissionError) {
        let fields = try root.fields(
            of: "the settings",
            among: [
                "from", "due", "partnerships", "indicators", "revise", "policy", "comparators", "model",
                "prediction-uncertainty", "outbox", "store", "key", "deliver",
            ])
        let from = try fields["from"]?.quarter()
        let rule = try fields["due"]?.rule() ?? DueRule()
        for part in try fields["partnerships"]?.items(of: "partnerships") ?? [] {
            partnerships.append(try scheduled(part, from: from, rule: rule))
        }
        if let part = fields["indicators"] {
            var names: [String] = []
            for item in try part.items(of: "indicators") { names.append(try item.word(of: "an indicator")) }
            guard !names.isEmpty else { throw part.wrong("no indicator is named", "Name some, or take the line away") }
            indicators = names
        }
        if let part = fields["revise"] { revisedFor = try part.count(of: "revise", 0...3_660) }
        if let part = fields["policy"] { policy = try part.path(of: "policy") }
        if let part = fields["comparators"] { comparators = try part.path(of: "comparators") }
        if let part = fields["model"] { model = try part.word(of: "model") }
        if let part = fields["prediction-uncertainty"] {
            allowsForPrediction = try part.flag(of: "prediction-uncertainty")
            guard !allowsForPrediction || model != nil else {
                throw part.wrong(
                    "how uncertain predictions are is known of a model fitted here alone",
                    "Name one as model: NAME@VERSION, or take the line away")
            }
        }
        if let part = fields["outbox"] { outbox = try part.path(of: "outbox") }
        if let part = fields["store"] { store = try part.path(of: "store") }
        if let part = fields["key"] { key = try part.path(of: "key") }
        if let part = fields["deliver"] { command = try part.command() }
    }

    /// A partnership by its name alone, or with a first quarter and a rule of its own.
    private func scheduled(_ part: Part, from: Quarter?, rule: DueRule) throws(SubmissionError) -> Scheduled {
        var (area, first, own) = (part, from, rule)
        if part.isMapping {
            let fields = try part.fields(of: "a partnership", among: ["area", "from", "due"])
            guard let named = fields["area"] else {
                throw part.wrong("a partnership has no 'area'", "Write {area: NAME, from: 2010-11Q1}")
            }
            area = named
            first = try fields["from"]?.quarter() ?? from
            own = try fields["due"]?.rule() ?? rule
        }
        let name = try area.word(of: "a partnership")
        guard let first else {
            throw part.wrong("no first quarter is given for \(name)", "Add, for example, from: 2010-11Q1")
        }
        guard !partnerships.contains(where: { $0.area == name }) else {
            throw part.wrong("\(name) is there twice", "Take one of the two away")
        }
        return Scheduled(area: name, from: first, rule: own, line: area.line)
    }
}

private func resolved(_ path: String) throws -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
}

extension SubmissionError: LocatedError {
    /// A line of the settings that is not as it must be.
    public static func wrong(file: String, line: Int, problem: String, remedy: String) -> SubmissionError {
        .settings(file: file, line: line, problem: "\(problem). \(remedy)")
    }
}

extension StrictYAML<SubmissionError> {
    fileprivate func word(of what: String) throws(SubmissionError) -> String {
        guard let word = try text(of: what) else { throw wrong("\(what) is empty", "Write a word") }
        return word
    }

    fileprivate func path(of what: String) throws(SubmissionError) -> String {
        let path = try word(of: what)
        guard path.hasPrefix("/") else {
            throw wrong("'\(path)' is not a path from the root", "Write one that begins with /")
        }
        return path
    }

    fileprivate func flag(of what: String) throws(SubmissionError) -> Bool {
        switch try word(of: what) {
        case "true": true
        case "false": false
        case let word: throw wrong("'\(word)' is neither true nor false", "Write \(what): true, or take the line away")
        }
    }

    fileprivate func quarter() throws(SubmissionError) -> Quarter {
        let text = try word(of: "a quarter")
        guard let quarter = Quarter(text) else { throw wrong("'\(text)' is not a quarter", "Write one as 2010-11Q1") }
        return quarter
    }

    fileprivate func rule() throws(SubmissionError) -> DueRule {
        DueRule(workingDays: try count(of: "due", 0...250))
    }

    fileprivate func count(of what: String, _ range: ClosedRange<Int>) throws(SubmissionError) -> Int {
        let text = try word(of: what)
        guard let number = Int(text), range.contains(number) else {
            throw wrong(
                "'\(text)' is not a number from \(range.lowerBound) to \(range.upperBound)", "Write a whole number")
        }
        return number
    }

    fileprivate func command() throws(SubmissionError) -> DeliveryCommand {
        let fields = try fields(of: "deliver", among: ["command", "tries", "wait", "limit"])
        guard let words = fields["command"] else {
            throw wrong("'deliver' has no 'command'", "Write command: [/PATH/TO/PROGRAM, ARGUMENT]")
        }
        var command: [String] = []
        for word in try words.items(of: "the command") {
            command.append(try word.verbatim(of: "a word of the command"))
        }
        guard let program = command.first, program.hasPrefix("/") else {
            throw words.wrong(
                "the command must begin with the program's path from the root", "Write it as /usr/bin/sftp")
        }
        var made = DeliveryCommand(command)
        if let tries = fields["tries"] { made.tries = try tries.count(of: "tries", 1...20) }
        if let wait = fields["wait"] { made.wait = try wait.count(of: "wait", 0...3_600) }
        if let limit = fields["limit"] { made.limit = try limit.count(of: "limit", 1...86_400) }
        return made
    }
}
