import ReportKit
import Text
import Warehouse

/// What the server, and the checks of the rows that it returns, find wrong with a declared module's query.
enum QueryCheck {
    /// What the server finds wrong with the query without running it and, if nothing is, what the checks find in its rows.
    ///
    /// - Parameters:
    ///   - timeout: how long the server may take for each statement.
    ///   - quarters: those for which the query may be tried, the first that can be reported taking precedence.
    static func problems(
        of module: DeclaredModule, on connection: Connection, timeout: Duration, trying quarters: [Quarter] = []
    ) throws -> [DeclaredProblem] {
        guard let quarter = module.header.validQuarters?.last ?? Quarter(startYear: 2010, number: 4) else { return [] }
        let query = try module.query(for: .quarter(quarter), breakdown: nil)
        return try connection.readOnlyTransaction(
            statementTimeout: timeout, settings: [.asOf: TransactionSetting.latest]
        ) {
            let views = try connection.query(
                String(decoding: PackageResources.reporting_views_sql, as: UTF8.self), [], source: "reporting_views.sql"
            ).map { row -> String in try row.get("name") }
            let inspection: QueryInspection
            try connection.execute("savepoint inspection")
            do {
                inspection = try SnapshotWarehouse(connection).inspect(query, columns: module.indicator.family.columns)
            } catch WarehouseError.server(let error) {
                try connection.execute("rollback to savepoint inspection")
                return [DeclaredProblem(line: error.line, explanation(of: error, views: views))]
            }
            let columns = inspection.columnProblems.map { problem in
                DeclaredProblem(line: nil, problem.replacing("\(module.file): ", with: ""))
            }
            let writes = inspection.writes ? [DeclaredProblem(line: nil, "it writes; a module may only read.")] : []
            let found = columns + writes
            let scans =
                inspection.wastefulScans.map(warning).map { module.header.judged($0, by: .wholeTable) }
                + inspection.pulledTables.map(warningOfPulled).map { module.header.judged($0, by: .severalServers) }
            guard found.isEmpty else { return found + scans }
            return try scans + trialProblems(of: module, inspection, on: connection, trying: quarters)
        }
    }

    private static func trialProblems(
        of module: DeclaredModule, _ inspection: QueryInspection, on connection: Connection, trying quarters: [Quarter]
    ) throws -> [DeclaredProblem] {
        let common = CommonReading(connection)
        let maker = ReportMaker(module: module, connection: connection, common: common)
        for period in quarters.map(ReportPeriod.quarter) where try maker.holdsAllNeeded(for: period) {
            let trial = try ModuleTrial(
                module, period: period, areas: common.areas(on: period.lastDay), inspection: inspection,
                on: connection)
            return try DeclaredChecks.problems(in: trial)
        }
        return []
    }

    /// - Parameter views: the names of the views that a query may read.
    private static func explanation(of error: ServerError, views: [String]) -> String {
        let hint = error.hint.map { " \($0)" } ?? ""
        let remedy =
            switch error.sqlState {
            case "42501": " A module reads the views of schema reporting, and nothing else."
            case "42P01": meant(by: error.message, among: views)
            case _ where error.message.contains(where: "‘’“”".contains):
                " These quotes are a word processor's; SQL's are ' around a text and \" around a name."
            case "42601" where error.message.hasSuffix(#"near "\""#): " Commands of psql are no part of a query."
            default: ""
            }
        // What is never closed is quoted to the end of the file.
        let lines = error.message.split(separator: "\n", maxSplits: 1)
        let message = lines.count > 1 ? "\(lines[0])…\"" : error.message
        return "\(message).\(hint)\(remedy)"
    }

    /// The view that is meant by a name that the server does not know.
    private static func meant(by message: String, among views: [String]) -> String {
        let parts = message.split(separator: "\"", omittingEmptySubsequences: false)
        guard parts.count > 2 else { return "" }
        let name = parts[1].split(separator: ".").last.map(String.init) ?? ""
        let view = views.contains(name) ? name : nearestNames(to: name, among: views, count: 1).first
        return view.map { " Is reporting.\($0) meant?" }
            ?? " A module reads the views of schema reporting, which '\\d reporting.*' lists in psql."
    }

    private static func warningOfPulled(_ table: String) -> DeclaredProblem {
        DeclaredProblem(
            .warning, line: nil,
            "rows of warehouse.\(table) are brought to one server one by one, since another part of the query needs them there: "
                + "join people's views by offender_id, or group what is joined.")
    }

    private static func warning(_ scan: QueryInspection.Scan) -> DeclaredProblem {
        DeclaredProblem(
            .warning, line: nil,
            "it reads all \(Int(scan.rows)) rows of \(scan.table) to find about \(Int(scan.kept)): compare an indexed "
                + "column with a parameter"
                + (scan.indexed.isEmpty
                    ? "." : " (\(scan.indexed.joined(separator: ", "))), without a function around it."))
    }
}
