/// A view that modules may read, as the warehouse describes it: what its rows and its columns are.
public struct ReportingView: Sendable {
    /// A column of the view.
    public struct Column: Sendable {
        public let name: String
        /// As SQL writes it, such as `date`.
        public let type: String
        /// What it holds, with unit and what null means; nil where the warehouse does not say.
        public let meaning: String?
        /// The texts that it may hold, in the order of the table behind it; empty where it is not coded.
        public let codes: [String]
    }

    /// Its name, without the schema `reporting`.
    public let name: String
    /// What a row is; nil where the warehouse does not say.
    public let meaning: String?
    public let columns: [Column]
    /// The functions of the schema `reporting` that read it.
    public let functions: [String]

    /// Every view that modules may read, in order of name.
    public static func all(on connection: Connection) throws -> [ReportingView] {
        let sql = String(decoding: PackageResources.reporting_columns_sql, as: UTF8.self)
        var views: [ReportingView] = []
        for row in try connection.query(sql, [], source: "reporting_columns.sql") {
            let name: String = try row.get("view_name")
            let column = Column(
                name: try row.get("column_name"), type: try row.get("type"), meaning: try row.get("meaning"),
                codes: lines(try row.get("codes")))
            if let last = views.last, last.name == name {
                views[views.count - 1] = ReportingView(
                    name: name, meaning: last.meaning, columns: last.columns + [column], functions: last.functions)
            } else {
                views.append(
                    ReportingView(
                        name: name, meaning: try row.get("view_meaning"), columns: [column],
                        functions: lines(try row.get("functions"))))
            }
        }
        return views
    }

    private static func lines(_ text: String?) -> [String] {
        (text ?? "").split(separator: "\n").map(String.init)
    }
}
