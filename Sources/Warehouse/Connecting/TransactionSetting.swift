import CLibPQ
import Platform
import ReportKit

/// A setting that the program sends to the server for the rest of a transaction. There are no others.
public enum TransactionSetting: Hashable, Sendable {
    /// The last vintage that the reporting views show, or ``latest``.
    case asOf
    /// What `pg_stat_activity` shows.
    case applicationName
    /// Milliseconds that each statement may take.
    case statementTimeout
    /// The token by which the portal's role sees returns.
    case portalKey
    /// The value of a query's parameter, by the parameter's name.
    case parameter(Parameter)

    /// The value of ``asOf`` that shows every vintage.
    public static let latest = "latest"

    /// The name of a query's parameter: letters, digits and underscores, and none that is a setting of the program's own.
    public struct Parameter: Hashable, Sendable {
        let name: String

        /// Nil where it is no such name.
        init?(_ name: String) {
            let bytes = Array(name.utf8)
            // The server cuts longer names off.
            guard let first = bytes.first, bytes.count < 64, bytes.allSatisfy(Self.isWord), !Self.isDigit(first),
                !Self.own.contains(name.lowercased())
            else { return nil }
            self.name = name
        }

        private static let own: Set<String> = ["as_of", "portal_key"]

        private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

        private static func isWord(_ byte: UInt8) -> Bool {
            isDigit(byte) || byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
    }

    /// As the server knows it.
    var name: String {
        switch self {
        case .asOf: "laa.as_of"
        case .applicationName: "application_name"
        case .statementTimeout: "statement_timeout"
        case .portalKey: "laa.portal_key"
        case .parameter(let parameter): "laa.\(parameter.name)"
        }
    }

    /// Whether the value must not stand in a statement's text.
    fileprivate var isSecret: Bool { self == .portalKey }

    /// The name as SQL writes it, so that it may also be a keyword.
    fileprivate var quotedName: String {
        name.split(separator: ".").map { "\"\($0)\"" }.joined(separator: ".")
    }
}

extension Connection {
    /// Sets a setting for the rest of the transaction, by a statement and a message of its own.
    ///
    /// This is the one place where a value becomes part of a statement's text, and a secret one does not: a database that is distributed over several
    /// servers hands `SET LOCAL` on to the sessions that it has there, and `set_config()`, which takes bound values, never.
    /// The value is quoted by libpq, and the names are ``TransactionSetting``'s.
    ///
    /// - Throws: ``WarehouseError/server(_:)`` for a value that no text of the server can be.
    public func set(_ setting: TransactionSetting, to value: String, source: String? = nil) throws {
        precondition(isInTransaction, "a setting is for a transaction")
        guard !value.utf8.contains(0) else {
            throw WarehouseError.server(
                ServerError(
                    sqlState: "22021", message: "the value of \(setting.name) holds a zero byte", source: source))
        }
        if setting.isSecret {
            // The register of submissions is on one server; a statement's text is shown to others, and kept in statistics.
            _ = try query(
                "select set_config($1, $2, true)", [.text(setting.name), .text(value)], source: source)
            return
        }
        let literal = value.utf8CString.withUnsafeBufferPointer { bytes in
            (try? liveHandle()).flatMap { PQescapeLiteral($0, bytes.baseAddress, bytes.count - 1) }
        }
        guard let literal else { throw lost(try liveHandle()) }
        defer { PQfreemem(literal) }
        try execute("set local \(setting.quotedName) = \(String(cString: literal))", source: source)
    }
}

extension ParameterValue {
    /// As the server writes a value of the type as text; nil for null.
    var settingText: String? {
        switch self {
        case .integer(let number): String(number)
        case .real(let number): "\(number)"
        case .boolean(let flag): flag ? "true" : "false"
        case .text(let text): text
        case .day(let day): day.description
        case .days(let days): Self.array(days.map(\.description))
        case .integers(let numbers): Self.array(numbers.map(String.init))
        case .texts(let texts):
            Self.array(
                texts.map { "\"\($0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"" })
        }
    }

    /// An array of elements that are quoted as far as they need it.
    private static func array(_ elements: [String]) -> String { "{\(elements.joined(separator: ","))}" }
}
