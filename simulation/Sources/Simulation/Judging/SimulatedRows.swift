import ReportKit

/// The rows of a simulated query, column by column.
public struct SimulatedRows: Sendable {
    /// The values of one column.
    public enum Values: Sendable {
        case integers([Int])
        case reals([Double])
        case sameInteger(Int)
        case sameReal(Double)
        case null
    }

    public let count: Int
    public let columns: [String: Values]

    public init(count: Int, columns: [String: Values]) {
        self.count = count
        self.columns = columns
    }
}

/// A warehouse in memory that answers a family's query with simulated rows, several thousand at a time.
struct SimulatedWarehouse: Warehouse {
    let rows: SimulatedRows
    private static let batchSize = 8192

    func stream(_ query: Query, columns: [ColumnRequirement], _ consume: (Batch) throws -> Void) throws {
        if columns.contains(where: { $0.name == "horizon_months" }) {
            return try consume(model(columns))
        }
        let batch = Batch(columns: columns, capacity: min(SimulatedWarehouse.batchSize, max(rows.count, 1)))
        for start in stride(from: 0, to: rows.count, by: SimulatedWarehouse.batchSize) {
            batch.rowCount = min(SimulatedWarehouse.batchSize, rows.count - start)
            for column in batch.columns { try fill(column, start..<start + batch.rowCount, query) }
            try consume(batch)
        }
    }

    private func fill(_ column: Column, _ range: Range<Int>, _ query: Query) throws {
        let values = rows.columns[column.requirement.name]
        switch (values, column.requirement.kind == .real) {
        case (.integers(let numbers)?, false):
            numbers.withUnsafeBufferPointer { source in
                for row in 0..<range.count { column.integers[row] = source[range.lowerBound + row] }
            }
        case (.reals(let numbers)?, true):
            numbers.withUnsafeBufferPointer { source in
                for row in 0..<range.count { column.reals[row] = source[range.lowerBound + row] }
            }
        case (.sameInteger(let number)?, false): column.integers[..<range.count].update(repeating: number)
        case (.sameReal(let number)?, true): column.reals[..<range.count].update(repeating: number)
        case (.null?, _) where column.requirement.nullable: column.isNull[..<range.count].update(repeating: true)
        default:
            throw ReportError.column(
                file: query.file, name: column.requirement.name, problem: "is not what the simulation draws")
        }
    }

    /// The row of the model that made the predictions, which predicts for as long as the outcome counts.
    private func model(_ columns: [ColumnRequirement]) -> Batch {
        let batch = Batch(columns: columns, capacity: 1)
        batch.rowCount = 1
        for column in batch.columns where column.requirement.kind == .label { column.labels = ["simulated"] }
        for column in batch.columns where column.requirement.name == "model_id" {
            column.integers[0] = SimulatedModule.model
        }
        for column in batch.columns where column.requirement.name == "horizon_months" {
            column.integers[0] = SimulatedModule.horizon
        }
        return batch
    }
}
