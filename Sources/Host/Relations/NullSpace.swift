/// The sums of columns that are zero in every row.
struct NullSpace {
    /// One vector per column that is a sum of columns before it: 1 for that column, and a factor for each of the
    /// others.
    let vectors: [[(column: Int, factor: PrimeField)]]

    /// Eliminates row by row, and leaves rows that say nothing new after a while: whether a vector holds in all rows is
    /// seen from the columns' check sums, and a row in which one does not hold is added.
    ///
    /// - Parameters:
    ///   - columns: the columns' numbers, all of one length.
    ///   - checks: for each column, its numbers multiplied by the same random ones and added up.
    init(of columns: [[Int]], checks: [PrimeField]) {
        var echelon = Echelon(width: columns.count)
        let height = columns.first?.count ?? 0
        var idle = 0
        for row in 0..<height where idle < Self.patience {
            idle = echelon.add(columns.map { PrimeField($0[row]) }) ? 0 : idle + 1
        }
        while true {
            let vectors = echelon.nullVectors
            let wrong = vectors.first { vector in
                vector.reduce(PrimeField.zero) { $0 + $1.factor * checks[$1.column] } != .zero
            }
            guard let wrong,
                let row = (0..<height).first(where: { row in
                    wrong.reduce(PrimeField.zero) { $0 + $1.factor * PrimeField(columns[$1.column][row]) } != .zero
                })
            else {
                self.vectors = vectors
                return
            }
            echelon.add(columns.map { PrimeField($0[row]) })
        }
    }

    /// Rows in a row that say nothing new, after which no more are tried.
    private static let patience = 40
}

/// The reduced row echelon form of the rows added so far.
private struct Echelon {
    private let width: Int
    /// For each row, the first position where it is not zero; it is 1 there, and every other row is zero.
    private var pivots: [Int] = []
    private var rows: [[PrimeField]] = []

    init(width: Int) { self.width = width }

    /// - Returns: whether the row was not a sum of the others.
    @discardableResult mutating func add(_ row: [PrimeField]) -> Bool {
        var row = row
        for (pivot, other) in zip(pivots, rows) where row[pivot] != .zero {
            Self.subtract(other, times: row[pivot], from: &row)
        }
        guard let pivot = row.firstIndex(where: { $0 != .zero }) else { return false }
        let inverse = row[pivot].inverse
        for place in row.indices { row[place] = row[place] * inverse }
        for index in rows.indices where rows[index][pivot] != .zero {
            Self.subtract(row, times: rows[index][pivot], from: &rows[index])
        }
        pivots.append(pivot)
        rows.append(row)
        return true
    }

    var nullVectors: [[(column: Int, factor: PrimeField)]] {
        let dependent = Set(pivots)
        return (0..<width).filter { !dependent.contains($0) }.map { free in
            [(column: free, factor: PrimeField.one)]
                + zip(pivots, rows).filter { $1[free] != .zero }.map { (column: $0, factor: -$1[free]) }
        }
    }

    private static func subtract(_ other: [PrimeField], times factor: PrimeField, from row: inout [PrimeField]) {
        for place in row.indices where other[place] != .zero { row[place] = row[place] - factor * other[place] }
    }
}
