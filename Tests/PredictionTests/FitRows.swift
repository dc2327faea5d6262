import Foundation
import Testing
import Text

@testable import Prediction

/// A design written out as a matrix, whose first column is 1.
struct MatrixRows: DesignRows {
    var rows: [[Double]]
    var events: [Double]
    var trials: [Double]
    var people: [Int32]

    var columnCount: Int { rows.first?.count ?? 0 }

    init(_ rows: [[Double]], events: [Double], trials: [Double]? = nil, people: [Int32]? = nil) {
        self.rows = rows.map { [1] + $0 }
        self.events = events
        self.trials = trials ?? events.map { _ in 1 }
        self.people = people ?? events.indices.map(Int32.init)
    }

    /// The columns of a file of the folder `vectors`, of which one is the outcome.
    init(_ file: String, outcome: String, columns: [String], person: String? = nil) throws {
        let cells = try VectorRow.all(file)
        self.init(
            try cells.map { row in try columns.map { try #require(Double(row[$0])) } },
            events: try cells.map { try #require(Double($0[outcome])) },
            people: try person.map { person in try cells.map { try #require(Int32($0[person])) } })
    }

    /// With a column computed from each row's columns.
    func adding(_ column: ([Double]) -> Double) -> MatrixRows {
        var result = self
        for index in rows.indices { result.rows[index].append(column(rows[index])) }
        return result
    }

    func visit(_ body: (DesignRow) throws -> Void) throws {
        for index in rows.indices {
            let present = rows[index].indices.filter { rows[index][$0] != 0 }
            let values = present.map { rows[index][$0] }
            try present.map(Int32.init).withUnsafeBufferPointer { columns in
                try values.withUnsafeBufferPointer { values in
                    try body(
                        DesignRow(
                            columns: columns, values: values, trials: trials[index], events: events[index],
                            person: people[index]))
                }
            }
        }
    }
}

/// The largest relative difference between two lists of numbers.
func worst(_ left: [Double], _ right: [Double]) -> Double {
    left.count == right.count ? zip(left, right).map { abs($0 / $1 - 1) }.max() ?? 0 : .infinity
}
