import ReportKit
import Text

/// A module's query made ready for COPY, which takes no parameters of its own: each value is bound to a setting of the
/// transaction, and the text reads the setting with the value's type.
///
/// The text depends only on a value's type and on whether it is null; the value itself never becomes part of it.
struct BoundQuery {
    /// The query without named parameters, its lines as they were.
    let sql: String
    /// What each parameter's setting is to hold.
    let values: [(parameter: TransactionSetting.Parameter, value: String)]

    /// - Parameter hasFunctions: whether the warehouse has the functions of `migration_table.sql`.
    /// - Throws: ``ReportError/parameter(file:name:problem:)`` where names and values do not match.
    init(_ query: Query, hasFunctions: Bool) throws {
        let text = NamedParameters(query.sql)
        let used = Set(text.names)
        if let number = text.positional {
            throw ReportError.parameter(
                file: query.file, name: number, problem: "is written as $\(number); give it a name, as in :name")
        }
        for name in text.names where query.parameters[name] == nil {
            throw ReportError.parameter(
                file: query.file, name: name,
                problem: "has no value" + Self.suggestion(for: name, among: query.parameters.keys.sorted()))
        }
        for name in query.parameters.keys.sorted() where !used.contains(name) {
            throw ReportError.parameter(
                file: query.file, name: name,
                problem: "has a value, but the query does not use it" + Self.suggestion(for: name, among: used.sorted())
            )
        }
        sql = text.text { Self.expression(for: $0, query.parameters[$0] ?? .text(nil), hasFunctions) }
        values = try query.parameters.sorted { $0.key < $1.key }.compactMap { name, value in
            guard let parameter = TransactionSetting.Parameter(name) else {
                throw ReportError.parameter(
                    file: query.file, name: name, problem: "is no name for a parameter here; give it another")
            }
            return value.settingText.map { (parameter, $0) }
        }
    }

    private static func suggestion(for name: String, among names: [String]) -> String {
        nearestNames(to: name, among: names).first.map { "; is :\($0) meant" } ?? ""
    }

    /// What replaces a parameter in the text.
    ///
    /// Without the warehouse's functions the setting is read for every row, which is slower but correct.
    private static func expression(for name: String, _ value: ParameterValue, _ hasFunctions: Bool) -> String {
        let type = value.postgresType
        if value == .text(nil) { return "null::text" }
        if hasFunctions { return "laa.bound_\(type.functionSuffix)('\(name)')" }
        return "(current_setting('laa.\(name)')::\(type.name))"
    }
}

extension PostgresType {
    fileprivate var functionSuffix: String {
        switch self {
        case .double: "double"
        case .bigintArray: "bigint_array"
        case .dateArray: "date_array"
        case .textArray: "text_array"
        default: name
        }
    }
}
