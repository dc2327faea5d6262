import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

/// A warehouse with the people of `vectors/caseload.sql`.
enum Caseload {
    static func connection(people: Int) throws -> Connection {
        let connection = try Fixture.connection(to: SampleWarehouse.empty())
        let url = try #require(
            Bundle.module.url(forResource: "caseload", withExtension: "sql", subdirectory: "vectors"))
        _ = try connection.query(String(contentsOf: url, encoding: .utf8), [.integer(people)], source: "caseload.sql")
        try Fixture.coverEveryArea(connection)
        return connection
    }
}
