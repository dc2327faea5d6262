import Foundation
import ReportKit
import Sample
import Warehouse

/// Warehouses with a small sample, and such with areas alone: each made once for the whole run, and copied.
public enum SampleWarehouse {
    private static let emptyTemplate = Template.required("warehouse") { database in
        let connection = try Fixture.connection(to: database)
        defer { connection.close() }
        try WarehouseSchema.update(connection)
    }

    private static let sampleTemplate = Template.required("sample", copiedBy: .files) { database in
        let connection = try Fixture.connection(to: database)
        defer { connection.close() }
        try WarehouseSchema.update(connection)
        _ = try Sample(offenders: 1).load(into: connection)
    }

    /// The connection string of the sample; for reading only.
    public static let database: String = {
        do {
            return try fresh()
        } catch {
            fatalError("the sample for the tests cannot be copied: \(error)")
        }
    }()

    /// The connection string of a sample of one's own, to be changed.
    public static func fresh() throws -> String { try sampleTemplate.copy() }

    /// The connection string of a warehouse of one's own, with areas and no extract.
    public static func empty() throws -> String { try emptyTemplate.copy() }
}
