import ReportKit
import Warehouse

/// What the server finds wrong with a declared module's query, without running it.
enum QueryCheck {
    /// - Parameter timeout: how long the server may take.
    static func problems(
        of module: DeclaredModule, on connection: Connection, timeout: Duration
    ) throws -> [DeclaredProblem] {
        guard let quarter = module.header.validQuarters?.last ?? Quarter(startYear: 2010, number: 4) else { return [] }
        let query = try module.query(for: .quarter(quarter), breakdown: nil)
        let inspection: QueryInspection
        do {
            inspection = try connection.readOnlyTransaction(statementTimeout: timeout) {
                try SnapshotWarehouse(connection).inspect(query, columns: module.indicator.family.columns)
            }
        } catch WarehouseError.server(let error) {
            return [DeclaredProblem(line: error.line, explanation(of: error))]
        }
        let columns = inspection.columnProblems.map { problem in
            DeclaredProblem(line: nil, problem.replacing("\(module.file): ", with: ""))
        }
        let writes = inspection.writes ? [DeclaredProblem(line: nil, "it writes; a module may only read.")] : []
        return columns + writes + inspection.wastefulScans.map(warning)
    }

    private static func explanation(of error: ServerError) -> String {
        let hint = error.hint.map { " \($0)" } ?? ""
        let remedy =
            error.sqlState == "42501" ? " A module reads the views of schema reporting, and nothing else." : ""
        return "\(error.message).\(hint)\(remedy)"
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
