import Foundation
import ReportKit
import Yams

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
/// revise: 365                        # days after its due date in which late data make a new edition; 0 for never
/// outbox: /var/spool/laa/outbox
/// deliver: {command: [/usr/local/bin/send-return], tries: 3, wait: 10, limit: 600}
/// ```
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
            guard environment["LAA_SUBMISSIONS"]?.isEmpty ?? true else {
                throw .settings(file: file, line: nil, problem: "there is no such file")
            }
            return
        }
        guard let data = WholeFolder.contents(of: (try? resolved(file)) ?? file) else {
            throw .settings(file: file, line: nil, problem: "it cannot be read")
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: String(decoding: data, as: UTF8.self))
        } catch {
            throw .settings(file: file, line: nil, problem: "it is not YAML: \(error)")
        }
        if let root { try read(Reader(file: file), root) }
    }

    private mutating func read(_ reader: Reader, _ root: Node) throws(SubmissionError) {
        let fields = try reader.fields(
            root,
            ["from", "due", "partnerships", "indicators", "revise", "policy", "outbox", "store", "key", "deliver"])
        let from = try fields["from"].map(reader.quarter)
        let rule = try fields["due"].map(reader.rule) ?? DueRule()
        for node in try fields["partnerships"].map(reader.list) ?? [] {
            var (area, first, own) = (node, from, rule)
            if node.mapping != nil {
                let parts = try reader.fields(node, ["area", "from", "due"])
                guard let named = parts["area"] else { throw reader.problem(node, "a partnership has no 'area'") }
                area = named
                first = try parts["from"].map(reader.quarter) ?? from
                own = try parts["due"].map(reader.rule) ?? rule
            }
            let name = try reader.text(area)
            guard let first else {
                throw reader.problem(node, "no first quarter is given for \(name): add 'from: 2010-11Q1', say")
            }
            guard !partnerships.contains(where: { $0.area == name }) else {
                throw reader.problem(node, "\(name) is there twice")
            }
            partnerships.append(Scheduled(area: name, from: first, rule: own))
        }
        if let node = fields["indicators"] {
            var names: [String] = []
            for item in try reader.list(node) { names.append(try reader.text(item)) }
            guard !names.isEmpty else { throw reader.problem(node, "no indicator is named") }
            indicators = names
        }
        if let node = fields["revise"] { revisedFor = try reader.number(node, 0...3_660) }
        if let node = fields["policy"] { policy = try reader.path(node) }
        if let node = fields["outbox"] { outbox = try reader.path(node) }
        if let node = fields["store"] { store = try reader.path(node) }
        if let node = fields["key"] { key = try reader.path(node) }
        if let node = fields["deliver"] { command = try reader.command(node) }
    }
}

private func resolved(_ path: String) throws -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
}

/// Reads the parts of the settings, and says on which line one is wrong.
private struct Reader {
    let file: String

    func problem(_ node: Node, _ problem: String) -> SubmissionError {
        .settings(file: file, line: node.mark?.line, problem: problem)
    }

    func fields(_ node: Node, _ known: [String]) throws(SubmissionError) -> [String: Node] {
        guard let mapping = node.mapping else { throw problem(node, "here must be 'name: value' lines") }
        var fields: [String: Node] = [:]
        for (key, value) in mapping {
            let name = try text(key)
            guard known.contains(name) else {
                throw problem(key, "'\(name)' is none of \(known.joined(separator: ", "))")
            }
            fields[name] = value
        }
        return fields
    }

    func list(_ node: Node) throws(SubmissionError) -> [Node] {
        guard let sequence = node.sequence else { throw problem(node, "here must be a list") }
        return Array(sequence)
    }

    func text(_ node: Node) throws(SubmissionError) -> String {
        guard let text = node.scalar?.string, !text.isEmpty else { throw problem(node, "here must be a word") }
        return text
    }

    func path(_ node: Node) throws(SubmissionError) -> String {
        let path = try text(node)
        guard path.hasPrefix("/") else { throw problem(node, "'\(path)' is not a path from the root") }
        return path
    }

    func quarter(_ node: Node) throws(SubmissionError) -> Quarter {
        let text = try text(node)
        guard let quarter = Quarter(text) else { throw problem(node, "'\(text)' is not a quarter as 2010-11Q1") }
        return quarter
    }

    func rule(_ node: Node) throws(SubmissionError) -> DueRule {
        DueRule(workingDays: try number(node, 0...250))
    }

    func number(_ node: Node, _ range: ClosedRange<Int>) throws(SubmissionError) -> Int {
        let text = try text(node)
        guard let number = Int(text), range.contains(number) else {
            throw problem(node, "'\(text)' is not a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func command(_ node: Node) throws(SubmissionError) -> DeliveryCommand {
        let fields = try fields(node, ["command", "tries", "wait", "limit"])
        guard let words = fields["command"] else { throw problem(node, "'deliver' has no 'command'") }
        var command: [String] = []
        for word in try list(words) { command.append(try text(word)) }
        guard let program = command.first, program.hasPrefix("/") else {
            throw problem(words, "the command must begin with the program's path from the root")
        }
        var made = DeliveryCommand(command)
        if let tries = fields["tries"] { made.tries = try number(tries, 1...20) }
        if let wait = fields["wait"] { made.wait = try number(wait, 0...3_600) }
        if let limit = fields["limit"] { made.limit = try number(limit, 1...86_400) }
        return made
    }
}
