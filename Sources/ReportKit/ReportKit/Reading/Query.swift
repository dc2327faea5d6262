/// A module's query to the warehouse: the text of a `.sql` file, and the values of its named parameters.
///
/// Parameters are written as `:name` in the text; values are always bound, never spliced into it.
///
/// ```swift
/// Query(file: "NI143.sql", sql: Self.sql, parameters: ["period_start": .day(first), "period_end": .day(last)])
/// ```
public struct Query: Sendable, Equatable {
    /// The name of the `.sql` file, for messages.
    public var file: String
    /// One `select` statement; the final semicolon is optional.
    public var sql: String
    /// A value for every `:name` in the text. A missing or unused value is an error before the server sees the query.
    public var parameters: [String: ParameterValue]

    public init(file: String, sql: String, parameters: [String: ParameterValue]) {
        self.file = file
        self.sql = sql
        self.parameters = parameters
    }

    /// A query whose text is an embedded `.sql` file.
    public init(file: String, embedded bytes: [UInt8], parameters: [String: ParameterValue]) {
        self.init(file: file, sql: String(decoding: bytes, as: UTF8.self), parameters: parameters)
    }
}

/// The value of a named parameter, with the PostgreSQL type it is bound as.
public enum ParameterValue: Sendable, Equatable {
    /// Bound as `bigint`.
    case integer(Int)
    /// Bound as `double precision`.
    case real(Double)
    /// Bound as `boolean`.
    case boolean(Bool)
    /// Bound as `text`; nil is SQL's null.
    case text(String?)
    /// Bound as `date`.
    case day(Day)
    /// Bound as `date[]`.
    case days([Day])
    /// Bound as `bigint[]`.
    case integers([Int])
    /// Bound as `text[]`.
    case texts([String])
}
