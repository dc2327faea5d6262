/// What PostgreSQL said when it refused a statement.
public struct ServerError: Equatable, Sendable {
    /// The five-character SQLSTATE, such as `42703`; empty where the server gave none.
    public var sqlState: String
    /// `ERROR`, `FATAL` or `PANIC`, whatever the server's language.
    public var severity: String
    /// The server's primary message.
    public var message: String
    /// More about this occurrence, such as the duplicated key.
    public var detail: String?
    /// What the server advises.
    public var hint: String?
    /// Where inside nested functions, or in which line of a COPY, it happened.
    public var context: String?
    /// The constraint that was violated, if one was.
    public var constraint: String?
    /// The `.sql` file, or the short name of the statement, that was running.
    public var source: String?
    /// The line of ``source`` that the server points to, counted from 1.
    public var line: Int?

    /// An error from the server; what it left out is nil.
    public init(
        sqlState: String, severity: String = "ERROR", message: String, detail: String? = nil, hint: String? = nil,
        context: String? = nil, constraint: String? = nil, source: String? = nil, line: Int? = nil
    ) {
        self.sqlState = sqlState
        self.severity = severity
        self.message = message
        self.detail = detail
        self.hint = hint
        self.context = context
        self.constraint = constraint
        self.source = source
        self.line = line
    }
}

extension ServerError {
    /// Whether the server runs on with libraries that were replaced beneath it, as an upgrade of its package does: one of
    /// another version has symbols that the running server lacks, is not there, or is for another version.
    package var isOfReplacedLibraries: Bool {
        sqlState == "58P01"
            && ["undefined symbol", "could not load library", "could not access file"].contains(where: message.contains)
            || message.contains("incompatible library")
    }

    /// What the error says about the server, by the class of its SQLSTATE (PostgreSQL's appendix A).
    enum Kind {
        /// The server runs on with libraries that were replaced.
        case replacedLibraries
        /// It is a standby, or set read-only.
        case readOnly
        /// The role lacks a right.
        case notAllowed
        /// Another session was in the way; the same statement may succeed later.
        case inTheWay
        /// It ran out of memory, connections or another resource.
        case outOfResources
        /// Another server of a distributed warehouse was not there, or went away.
        case serverMissing
        /// It was shut down, or an operator intervened.
        case operatorIntervened
        /// It cannot read or write its own files, or they are damaged.
        case damaged
        /// Anything else: the statement does not fit the data.
        case ofData
    }

    /// What Citus says of a server that it lost, whatever the code.
    private static let lossesOfServers = [
        "connection to the remote node", "failure on connection marked as essential",
        "server closed the connection unexpectedly",
        "connection not open",
    ]

    var kind: Kind {
        if isOfReplacedLibraries { return .replacedLibraries }
        if Self.lossesOfServers.contains(where: message.contains) { return .serverMissing }
        switch sqlState {
        case "25006": return .readOnly
        case "42501": return .notAllowed
        case "40001", "40P01", "55P03", "55006": return .inTheWay
        default: break
        }
        switch sqlState.prefix(2) {
        case "53": return .outOfResources
        case "08": return .serverMissing
        case "57": return .operatorIntervened
        case "58", "XX": return .damaged
        default: return .ofData
        }
    }
}

extension ServerError: CustomStringConvertible {
    /// One line, `file:line: message (SQLSTATE 23505)`, then the detail, hint and context, one line each.
    public var description: String {
        let place = source.map { name in line.map { "\(name):\($0): " } ?? "\(name): " } ?? ""
        let state = sqlState.isEmpty ? "" : " (SQLSTATE \(sqlState))"
        let rest = [("Detail", detail), ("Hint", hint), ("Context", context)]
            .compactMap { label, text in text.map { "\n  \(label): \($0)" } }
        return place + message + state + rest.joined()
    }
}
