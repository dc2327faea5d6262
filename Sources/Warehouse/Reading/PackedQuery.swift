import ReportKit

/// A query of people's rows on several servers, packed: a row for each trust and group, with everything else in arrays, an element
/// a person.
///
/// The servers that have the rows make the arrays, so that the coordinator hands over few long rows instead of many short ones,
/// each of which would cost it several times what a row costs where it lies. One server gains nothing by it. The rows of a trust
/// stand together then, in no certain order.
struct PackedQuery {
    /// The columns that stay as they are, and by which rows are packed: not by authority too, since each server would then sort its
    /// rows, of which it expects too many groups to keep a table of them.
    private static let keys = ["trust_id", "breakdown"]
    private static let person = "offender_id"

    /// The statement's text; its columns are those required, in their order.
    let sql: String
    /// How each column is read.
    let fields: [CopyDecoder.Field]

    /// - Parameters:
    ///   - sql: a query.
    ///   - columns: what is required of it.
    ///   - fields: how the columns that it returns are read.
    ///   - connection: where it is to be sent.
    /// - Returns: nil where one server answers, or the rows are not people's at places, or people alone: those are few, or
    ///   grouped by the query itself.
    init?(
        _ sql: String, columns: [ColumnRequirement], fields: [CopyDecoder.Field], over connection: Connection
    ) throws {
        guard try connection.readsSeveralServers() else { return nil }
        let names = columns.map(\.name)
        guard names == [Self.person] || Set(names).isSuperset(of: [Self.person, Self.keys[0]]) else { return nil }
        let isKey = names.map(Self.keys.contains)
        let quoted = names.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
        let returned = zip(quoted, isKey).map { $1 ? $0 : "pg_catalog.array_agg(\($0))" }.joined(separator: ", ")
        let keys = zip(quoted, isKey).filter(\.1).map(\.0).joined(separator: ", ")
        // The query begins on the first line, so that line numbers are the file's; a line end closes a final comment.
        self.sql = "select \(returned) from (\(sql)\n) as counted" + (keys.isEmpty ? "" : " group by \(keys)")
        self.fields = columns.indices.compactMap { index in
            fields.first { $0.column == index }.map { field in
                var field = field
                field.isPacked = !isKey[index]
                return field
            }
        }
    }
}
