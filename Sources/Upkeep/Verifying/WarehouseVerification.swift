import Submissions
import Warehouse

/// A check of the whole warehouse: its pages, where the server can check them, every constraint, and the ledger.
public struct WarehouseVerification {
    /// What is wrong, one sentence for each problem; empty where nothing is.
    public private(set) var problems: [String] = []
    /// What was not checked, and why.
    public private(set) var notes: [String] = []
    /// How many indexes and tables were checked page by page.
    public private(set) var relations = 0
    /// How many constraints were checked.
    public private(set) var constraints = 0
    /// How many entries the ledger has.
    public private(set) var entries = 0

    /// - Parameter progress: called with each step, in words.
    public init(of connection: Connection, progress: (String) -> Void = { _ in }) throws {
        progress("checking the pages")
        try checkPages(connection)
        progress("checking the constraints")
        for constraint in try Script.constraints.query(on: connection) {
            let name: String = try constraint.get("name")
            constraints += 1
            do {
                let rows: Int = try connection.query(try constraint.get("statement"), source: name)[0].get("violating")
                if rows > 0 { problems.append("\(name): \(rows) rows violate it") }
            } catch WarehouseError.server(let error) {
                problems.append("\(name) cannot be checked: \(error)")
            }
        }
        if try Script.bankHolidaysDiffer.query(on: connection)[0].get("differ") {
            problems.append(
                "reporting.bank_holidays() has other days than warehouse.bank_holiday: run 'update warehouse.bank_holiday set name = "
                    + "name'")
        }
        if try connection.hasDistributedTables {
            notes.append("the pages of other servers were not checked: run pg_amcheck on each")
            let strangers: Int = try Script.identitiesWithoutPerson.query(on: connection)[0].get("violating")
            if strangers > 0 { problems.append("warehouse.identity: \(strangers) rows are of nobody") }
        }
        progress("checking the ledger")
        let ledger = Ledger(connection)
        entries = try ledger.entries().count
        problems += try ledger.problems().map { "the ledger, \($0)" }
    }

    /// Checks pages by the extension amcheck, which is made for it and taken away again, and asks how many damaged ones the
    /// server has met.
    private mutating func checkPages(_ connection: Connection) throws {
        if let failures: Int = try Script.damagedPages.query(on: connection)[0].get("failures"), failures > 0 {
            problems.append("the server has met \(failures) damaged pages: see its log")
        }
        guard try Script.hasAmcheck.query(on: connection)[0].get("is_there", as: Bool.self) else {
            notes.append(
                "the pages were not checked: the extension amcheck is not at hand, or the role is no superuser's")
            return
        }
        /// Ends the transaction; caught below.
        struct TakenBack: UndoneTransaction {}
        do {
            try connection.transaction {
                try connection.execute("create extension if not exists amcheck with schema pg_catalog")
                for relation in try Script.indexes.query(on: connection) {
                    let name: String = try relation.get("name")
                    relations += 1
                    try connection.execute("savepoint one")
                    do {
                        for row in try connection.query(try relation.get("statement"), source: name) {
                            let problem: String? = try row.get("problem")
                            if let problem, !problem.isEmpty { problems.append("\(name): \(problem)") }
                        }
                    } catch WarehouseError.server(let error) {
                        try connection.execute("rollback to savepoint one")
                        problems.append("\(name): \(error.message)")
                    }
                }
                throw TakenBack()
            }
        } catch is TakenBack {}
    }
}
