import ReportKit
import Text
import Warehouse

/// Counts that are not whole before a cast rounds them: half a case would be counted as none or as one.
enum Fractions: TrialCheck {
    static let name = CheckName.fractions

    static func problems(in module: ModuleTrial) throws -> [DeclaredProblem] {
        guard try module.rows() != nil, let sql = uncast(module) else { return [] }
        let counts = module.family.columns.filter { $0.kind == .integer && !$0.name.hasSuffix("_id") }.map(\.name)
        return try counts.compactMap { column in
            guard let rows = try fractions(of: column, in: sql, module), rows > 0 else { return nil }
            let lines = module.wording.wholeCasts.map { module.wording.tokens[$0].line }
            return DeclaredProblem(
                line: lines.count == 1 ? lines[0] : module.wording.line(ofColumn: column),
                "column '\(column)' is not whole in \(rows) rows, and the cast "
                    + "(\(ModuleWording.words(of: lines))) rounds it without a word. Count whole cases, or say that it is "
                    + "rounded: round(...)::bigint.")
        }
    }

    /// The module's text without casts to whole numbers; nil where there are none.
    private static func uncast(_ module: ModuleTrial) -> String? {
        let tokens = module.wording.tokens
        let casts = module.wording.wholeCasts
        guard !casts.isEmpty else { return nil }
        let bytes = Array(module.module.sql.utf8)
        var (text, end) = ([UInt8](), 0)
        for cast in casts {
            text += bytes[end..<tokens[cast].range.lowerBound]
            end = tokens[cast + 1].range.upperBound
        }
        text += bytes[end...]
        return String(decoding: text, as: UTF8.self).split(separator: ";").joined(separator: " ")
    }

    /// How many rows of a text hold a fraction in a column; nil where the text cannot be run.
    private static func fractions(of column: String, in sql: String, _ module: ModuleTrial) throws -> Int? {
        let template = String(decoding: PackageResources.fractions_sql, as: UTF8.self)
        let text = template.replacing("/* query */", with: "\(sql)\n").replacing("/* column */", with: column)
        let values = try module.module.values(for: module.period, breakdown: nil, areas: module.areas.ids)
        let used = Set(NamedParameters(text).names)
        let query = Query(file: module.module.file, sql: text, parameters: values.filter { used.contains($0.key) })
        return try? module.attempt { () throws -> Int in
            var count = 0
            try SnapshotWarehouse(module.connection).stream(query, columns: [ColumnRequirement("rows", .integer)]) {
                count = $0.columns[0].integers[0]
            }
            return count
        }.get()
    }
}

extension ModuleWording {
    private static let wholeTypes: Set<String> = ["bigint", "int", "int2", "int4", "int8", "integer", "smallint"]

    /// Where casts to whole numbers begin, `::bigint`, by the index of the sign.
    var wholeCasts: [Int] {
        tokens.indices.filter { index in
            tokens[index].isSign("::") && index + 1 < tokens.count && tokens[index + 1].kind == .word
                && Self.wholeTypes.contains(tokens[index + 1].text)
        }
    }

    /// Whether the query may round.
    var rounds: Bool { !wholeCasts.isEmpty || tokens.contains { $0.isWord("round", "ceil", "floor", "trunc", "cast") } }
}
