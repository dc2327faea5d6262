import ReportKit
import Warehouse

/// The view that a query takes its rows' trust from, and the days of it that the query counts: the denominator's own view.
struct DrivingView {
    /// With its schema, such as `reporting.termination`.
    let view: String
    /// The column that becomes `trust_id`.
    let trust: String
    /// The column that becomes `authority_id`; nil where that comes from elsewhere.
    let authority: String?
    /// The column that the query compares with the days counted.
    let day: String

    /// Nil where no column of a view is passed on as the trust, or none of its days is compared with a parameter.
    init?(of trial: ModuleTrial) throws {
        guard let trust = trial.inspection.origins["trust_id"] else { return nil }
        let sql = String(decoding: PackageResources.day_columns_sql, as: UTF8.self)
        let days = Set(
            try trial.connection.query(sql, [.text(trust.view)], source: "day_columns.sql").map { row -> String in
                try row.get("name")
            })
        guard let day = Self.comparedDay(among: days, in: trial.wording) else { return nil }
        view = trust.view
        self.trust = trust.column
        authority = trial.inspection.origins["authority_id"].flatMap { $0.view == trust.view ? $0.column : nil }
        self.day = day
    }

    /// How far before a parameter the column may stand that is compared with it.
    private static let nearby = 10

    /// The first of the columns that stands before a parameter of the days counted.
    private static func comparedDay(among days: Set<String>, in wording: ModuleWording) -> String? {
        let tokens = wording.tokens
        for (index, token) in tokens.enumerated()
        where token.kind == .parameter && ["period_start", "period_end", "snapshots"].contains(token.text) {
            for before in tokens[max(0, index - Self.nearby)..<index].reversed() {
                if before.kind == .parameter || before.isWord("and", "or", "where", "on") { break }
                if before.kind == .word, days.contains(before.text) { return before.text }
            }
        }
        return nil
    }

    /// The condition by which the view's rows are those of the period, with the module's own parameters.
    private func condition(_ trial: ModuleTrial) throws -> String {
        try trial.snapshots().isEmpty
            ? "between :period_start - \(trial.module.header.reachesBack) and :period_end" : "= any (:snapshots)"
    }

    /// What the view holds for the days counted.
    struct Content {
        let rows: Int
        let rowsWithoutAuthority: Int
        /// The areas that have rows: trusts, or those of any level where the view holds others' counts.
        let areas: Set<Int>
    }

    /// Counts the view's rows of the days counted.
    func content(in trial: ModuleTrial) throws -> Content? {
        let template = String(decoding: PackageResources.driving_view_sql, as: UTF8.self)
        let sql: String = try trial.connection.query(
            template, [.text(view), .text(trust), .text(authority), .text(day), .text(try condition(trial))],
            source: "driving_view.sql")[0].get("statement")
        let values = try trial.module.values(for: trial.period, breakdown: nil, areas: [])
        let used = Set(NamedParameters(sql).names)
        let query = Query(file: "driving_view.sql", sql: sql, parameters: values.filter { used.contains($0.key) })
        let columns = [
            ColumnRequirement("trust", .integer, nullable: true), ColumnRequirement("rows", .integer),
            ColumnRequirement("without_authority", .integer),
        ]
        return try? trial.attempt { () throws -> Content in
            var (rows, without, areas) = (0, 0, Set<Int>())
            try SnapshotWarehouse(trial.connection).stream(query, columns: columns) { batch in
                for row in 0..<batch.rowCount {
                    if !batch.columns[0].isNull[row] { areas.insert(batch.columns[0].integers[row]) }
                    rows += batch.columns[1].integers[row]
                    without += batch.columns[2].integers[row]
                }
            }
            return Content(rows: rows, rowsWithoutAuthority: without, areas: areas)
        }.get()
    }

    /// The module's text with one row for each place in place of the view, so that whatever multiplies rows shows.
    ///
    /// - Parameter draw: which rows are drawn: another number, other rows.
    /// - Returns: nil where the text does not name the view as this search expects it.
    func sample(_ draw: Int, in trial: ModuleTrial) throws -> String? {
        let template = String(decoding: PackageResources.driving_sample_sql, as: UTF8.self)
        let statement: String = try trial.connection.query(
            template,
            [
                .text(view), .text(trust), .text(authority), .text(day), .text(try condition(trial)), .integer(draw),
            ], source: "driving_sample.sql")[0].get("statement")
        let parts = view.split(separator: ".").map(String.init)
        let tokens = trial.wording.tokens
        let bytes = Array(trial.module.sql.utf8)
        var (text, end, replaced) = ([UInt8](), 0, false)
        for index in tokens.indices.dropLast(2)
        where tokens[index].isWord(parts[0]) && tokens[index + 1].isSign(".") && tokens[index + 2].isWord(parts[1]) {
            let next = index + 3 < tokens.count ? tokens[index + 3] : nil
            if next?.isSign(".") == true { return nil }
            let isNamed = next.map { $0.kind == .word && !Self.following.contains($0.text) } ?? false
            text += bytes[end..<tokens[index].range.lowerBound] + Array("(\(statement))".utf8)
            if !isNamed { text += Array(" as \(parts[1])".utf8) }
            end = tokens[index + 2].range.upperBound
            replaced = true
        }
        return replaced ? String(decoding: text + bytes[end...], as: UTF8.self) : nil
    }

    /// The keywords that may follow a table which has no other name.
    private static let following: Set<String> = [
        "cross", "except", "fetch", "for", "full", "group", "having", "inner", "intersect", "join", "left", "limit",
        "natural", "offset", "on", "order", "right", "tablesample", "union", "using", "where", "window",
    ]
}
