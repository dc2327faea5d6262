import ReportKit

/// A file of SQL that is built into the program.
///
/// Each library lists its own:
///
/// ```swift
/// extension Script {
///     static let areas = Script("areas.sql", PackageResources.areas_sql)
/// }
/// ```
package struct Script: Sendable {
    /// The file's name, for messages.
    package let name: String
    private let text: String

    package init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// Runs the file's statements, which take no parameters.
    package func run(on connection: Connection) throws {
        try connection.execute(text, source: name)
    }

    /// Runs the file's one statement.
    @discardableResult
    package func query(on connection: Connection, _ parameters: [ParameterValue] = []) throws -> Rows {
        try connection.query(text, parameters, source: name)
    }
}
