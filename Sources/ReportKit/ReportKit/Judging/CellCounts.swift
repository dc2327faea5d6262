import Significance

/// The sums of each cell of a level, and what its tests need, from rows in order of person.
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
    /// Every cell's probabilities, cell after cell.
    private let probabilities: [Double]
    /// One entry a person and cell: residual and variance summed over the person's rows there, cell after cell.
    private let residualSums: [Double]
    private let variances: [Double]
    /// The predicted probabilities summed in the same way; empty where no test is against a multiple of them.
    private let expectations: [Double]
    private let firstRow: [Int]
    private let firstPerson: [Int]

    /// - Parameter multiples: whether tests will be asked for against a multiple of what was predicted.
    init(_ rows: [PersonRows.Row], _ cells: LevelCells, multiples: Bool = false) {
        let sums = CellCounts.sums(rows, cells)
        let firstRow = CellCounts.starts(sums.map(\.n))
        let firstPerson = CellCounts.starts(sums.map(\.people))
        var probabilities = Array(repeating: 0.0, count: firstRow[sums.count])
        var residualSums = Array(repeating: 0.0, count: firstPerson[sums.count])
        var variances = residualSums
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
            nextPerson[cell] += 1
        }
        self.sums = sums
        self.probabilities = probabilities
        self.residualSums = residualSums
        self.variances = variances
        self.expectations = expectations
        self.firstRow = firstRow
        self.firstPerson = firstPerson
    }

    /// The sums of each cell alone.
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

    /// The tests of one cell; a test that cannot be made there is nil.
    ///
    /// - Parameter factor: how many times what was predicted the tests are against; other than 1 only where multiples
    ///   were asked for. No probability is raised above 1.
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

    /// Calls back once for each person and cell, with all of the person's rows there.
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
