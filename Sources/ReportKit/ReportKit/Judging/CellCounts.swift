import Significance

/// The sums of each cell of a level and what its tests need, computed from rows sorted by person.
struct CellCounts {
    /// Sums over one cell.
    struct Sums {
        var n = 0
        var observed = 0
        var people = 0
        var expected = 0.0
    }

    /// The three tests of one cell.
    struct Tests {
        var z: TestResult?
        var poissonBinomial: TestResult?
        var clustered: TestResult?
    }

    let sums: [Sums]
    /// The probabilities of all cells, one cell after another.
    private let probabilities: [Double]
    /// The residuals of each person's rows in a cell, summed: one entry per person, one cell after another.
    private let residualSums: [Double]
    /// The variances, summed in the same way.
    private let variances: [Double]
    /// The predicted probabilities, summed in the same way; empty where no test is against a multiple of them.
    private let expectations: [Double]
    /// How many rows each person has in a cell, in the same way.
    private let rows: [Int]
    private let firstRow: [Int]
    private let firstPerson: [Int]

    /// - Parameters:
    ///   - rows: sorted by person.
    ///   - cells: the cells of the level.
    ///   - multiples: whether ``tests(of:times:)`` will be called with a factor other than 1.
    init(_ rows: [PersonRows.Row], _ cells: LevelCells, multiples: Bool = false) {
        let sums = CellCounts.sums(rows, cells)
        let firstRow = CellCounts.starts(sums.map(\.n))
        let firstPerson = CellCounts.starts(sums.map(\.people))
        var probabilities = Array(repeating: 0.0, count: firstRow[sums.count])
        var residualSums = Array(repeating: 0.0, count: firstPerson[sums.count])
        var variances = residualSums
        var rowsOfPeople = Array(repeating: 0, count: firstPerson[sums.count])
        var expectations = multiples ? residualSums : []
        var (nextRow, nextPerson) = (firstRow, firstPerson)
        CellCounts.forEachPerson(rows, cells) { cell, slice in
            for row in slice {
                probabilities[nextRow[cell]] = row.predicted
                nextRow[cell] += 1
                residualSums[nextPerson[cell]] += row.residual
                variances[nextPerson[cell]] += row.predicted * (1 - row.predicted)
                if multiples { expectations[nextPerson[cell]] += row.predicted }
            }
            rowsOfPeople[nextPerson[cell]] = slice.count
            nextPerson[cell] += 1
        }
        self.sums = sums
        self.probabilities = probabilities
        self.residualSums = residualSums
        self.variances = variances
        self.expectations = expectations
        self.rows = rowsOfPeople
        self.firstRow = firstRow
        self.firstPerson = firstPerson
    }

    /// Only the sums of each cell.
    static func sums(_ rows: [PersonRows.Row], _ cells: LevelCells) -> [Sums] {
        var sums = Array(repeating: Sums(), count: cells.cells.count)
        forEachPerson(rows, cells) { cell, slice in
            sums[cell].people += 1
            for row in slice {
                sums[cell].n += 1
                sums[cell].observed += row.reoffended ? 1 : 0
                sums[cell].expected += row.predicted
            }
        }
        return sums
    }

    /// The tests of one cell; a test that cannot be made is nil.
    ///
    /// - Parameters:
    ///   - cell: the index of the cell.
    ///   - factor: the multiple of the predicted probabilities to test against; may differ from 1 only where the counts
    ///     were made with `multiples`. No probability is raised above 1.
    func tests(of cell: Int, times factor: Double = 1) throws -> Tests {
        let sums = sums[cell]
        let people = firstPerson[cell]..<firstPerson[cell + 1]
        var (residuals, probabilities) = (
            Array(residualSums[people]), Array(probabilities[firstRow[cell]..<firstRow[cell + 1]])
        )
        if factor != 1 {
            for (index, expectation) in expectations[people].enumerated() {
                residuals[index] -= (factor - 1) * expectation
            }
            for index in probabilities.indices { probabilities[index] = min(1, factor * probabilities[index]) }
        }
        let clustered = try Clustered.test(residualSums: residuals, variances: Array(variances[people]))
        return Tests(
            z: try? Proportions.zTest(
                observed: sums.observed, n: sums.n, predicted: min(1, factor * sums.expected / Double(sums.n))),
            poissonBinomial: try PoissonBinomial.test(observed: sums.observed, probabilities: probabilities),
            clustered: clustered.reliable)
    }

    /// Σ p(1 - p) of each cell.
    var independentVariances: [Double] {
        sums.indices.map { variances[firstPerson[$0]..<firstPerson[$0 + 1]].reduce(0, +) }
    }

    /// The people of one cell, with their predictions.
    /// - Parameters:
    ///   - cell: the index of the cell.
    ///   - correlation: how much one person's outcomes go together, over the whole cohort.
    func people(of cell: Int, correlation: Double) throws -> RepeatedPeople {
        try RepeatedPeople(
            probabilities: Array(probabilities[firstRow[cell]..<firstRow[cell + 1]]),
            rowsPerPerson: Array(rows[firstPerson[cell]..<firstPerson[cell + 1]]), correlation: correlation)
    }

    /// Calls `body` once for each combination of person and cell, with all of the person's rows in that cell.
    private static func forEachPerson(
        _ rows: [PersonRows.Row], _ cells: LevelCells, _ body: (Int, ArraySlice<PersonRows.Row>) -> Void
    ) {
        func cell(_ index: Int) -> Int32 { cells.cellOfPlace[Int(rows[index].place)] }
        var start = 0
        while start < rows.count {
            let first = cell(start)
            var (end, together) = (start + 1, true)
            while end < rows.count, rows[end].person == rows[start].person {
                together = together && cell(end) == first
                end += 1
            }
            if together {
                if first >= 0 { body(Int(first), rows[start..<end]) }
            } else {
                for moved in Set((start..<end).map(cell)).sorted() where moved >= 0 {
                    body(Int(moved), (start..<end).filter { cell($0) == moved }.map { rows[$0] }[...])
                }
            }
            start = end
        }
    }

    private static func starts(_ counts: [Int]) -> [Int] {
        counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    }
}

extension ClusteredResult {
    /// The test to rely on: the small-sample form where there are few people.
    var reliable: TestResult? { few ? smallSample : normal }
}
