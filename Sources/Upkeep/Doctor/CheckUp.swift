import Platform
import Text

/// How everything that a warehouse needs stands, one line for each subject.
public struct CheckUp: Encodable, Sendable {
    /// How a subject stands.
    public enum State: String, Encodable, Sendable {
        case good
        /// It works, and somebody should look at it.
        case look
        /// It does not work, or will not for long.
        case bad
    }

    /// One subject.
    public struct Line: Encodable, Sendable {
        public let subject: String
        public let state: State
        public let finding: String
        /// What to do; nil where nothing is to be done.
        public let remedy: String?
        /// Whether it is bad because of how something is set up, rather than for the time being.
        let isConfiguration: Bool

        private enum CodingKeys: CodingKey { case subject, state, finding, remedy }

        public static func good(_ subject: String, _ finding: String) -> Line {
            Line(subject: subject, state: .good, finding: finding, remedy: nil, isConfiguration: false)
        }

        public static func look(_ subject: String, _ finding: String, _ remedy: String) -> Line {
            Line(subject: subject, state: .look, finding: finding, remedy: remedy, isConfiguration: false)
        }

        /// Something that is wrong for the time being.
        public static func bad(_ subject: String, _ finding: String, _ remedy: String) -> Line {
            Line(subject: subject, state: .bad, finding: finding, remedy: remedy, isConfiguration: false)
        }

        /// Something that is set up wrongly.
        public static func misconfigured(_ subject: String, _ finding: String, _ remedy: String) -> Line {
            Line(subject: subject, state: .bad, finding: finding, remedy: remedy, isConfiguration: true)
        }

        /// What an error says about a subject.
        public static func failed(_ subject: String, _ error: any Error) -> Line {
            let code = (error as? any ExitCoded)?.exitCode
            let isPassing = code == .unavailable || code == .tryAgain || code == .cannotWrite || code == .noInput
            return Line(
                subject: subject, state: .bad, finding: "\(error)", remedy: nil, isConfiguration: !isPassing)
        }
    }

    public private(set) var lines: [Line] = []

    public init() {}

    public mutating func add(_ line: Line) { lines.append(line) }

    public mutating func add(_ more: [Line]) { lines += more }

    /// Adds what a look at a subject finds, or why it cannot be looked at.
    public mutating func look(at subject: String, _ body: () throws -> [Line]) {
        do {
            lines += try body()
        } catch {
            lines.append(.failed(subject, error))
        }
    }

    /// 78 where something is set up wrongly, 75 where something is bad for the time being, else 0.
    public var exitCode: ExitCode {
        let bad = lines.filter { $0.state == .bad }
        if bad.contains(where: \.isConfiguration) { return .badConfiguration }
        return bad.isEmpty ? .done : .tryAgain
    }

    /// ```
    /// good  server        15.18, as installed
    /// look  disk          3.1 GB of 40.0 GB are free below /var/lib/laa
    ///                     -> Make room: a backup of the database takes about 1.2 GB.
    /// ```
    public func text(width: Int) -> String {
        let subjects = lines.map(\.subject.count).max() ?? 0
        let indent = String(repeating: " ", count: 8 + subjects)
        var text: [String] = []
        for line in lines {
            let subject = line.subject + String(repeating: " ", count: subjects - line.subject.count)
            let state = line.state.rawValue + String(repeating: " ", count: 4 - line.state.rawValue.count)
            text += Wrapping.lines(line.finding, width: width, first: "\(state)  \(subject)  ", rest: indent)
            if let remedy = line.remedy {
                text += Wrapping.lines(remedy, width: width, first: indent + "-> ", rest: indent + "   ")
            }
        }
        let counts = [State.good, .look, .bad].map { state in "\(lines.count { $0.state == state }) \(state.rawValue)" }
        return (text + ["", counts.joined(separator: ", ") + "."]).joined(separator: "\n") + "\n"
    }

    public func json() throws -> String { try JSONText.text(self) }
}
