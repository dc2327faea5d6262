import Foundation
import ReportKit
import Warehouse

/// Queries of the caseload's people, which have `people.sql` as a part.
enum PeopleQuery {
    private static var people: String { String(decoding: PackageResources.people_sql, as: UTF8.self) }

    /// A query with `people.sql` where its text says so.
    ///
    /// - Parameters:
    ///   - today: any later day is still to come.
    ///   - snapshots: whom it is about; everybody where there are none.
    ///   - others: the parameters that are the query's own.
    static func query(
        _ file: String, _ bytes: [UInt8], today: Day, snapshots: [Day], _ others: [String: ParameterValue]
    ) -> Query {
        let text = String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "/* people.sql */", with: people)
        return Query(
            file: file, sql: text,
            parameters: others.merging(["today": .day(today), "snapshots": .days(snapshots)]) { own, _ in own })
    }

    /// Makes the table `person` of everybody, for the rest of the transaction.
    static func makeTable(today: Day, on connection: Connection) throws {
        let text = people.replacingOccurrences(of: ":today", with: "$1::date")
            .replacingOccurrences(of: ":snapshots", with: "$2::date[]")
        _ = try connection.query(
            "create temporary table person on commit drop as\n" + text, [.day(today), .days([])], source: "people.sql")
    }
}
