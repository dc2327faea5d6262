import CLAPACK

/// A symmetric matrix, of which the elements with row ≤ column are kept in rows: LAPACK's lower triangle in columns.
struct SymmetricMatrix: Equatable, Sendable {
    let size: Int
    private(set) var elements: [Double]

    /// The matrix of zeros.
    init(size: Int) {
        self.size = size
        elements = [Double](repeating: 0, count: size * size)
    }

    /// The element of a row and a column, in any order.
    subscript(row: Int, column: Int) -> Double {
        get { elements[min(row, column) * size + max(row, column)] }
        set { elements[min(row, column) * size + max(row, column)] = newValue }
    }

    var diagonal: [Double] { (0..<size).map { self[$0, $0] } }

    /// Gives the elements, of which those with row ≤ column count.
    mutating func withElements<R>(_ body: (UnsafeMutablePointer<Double>) throws -> R) rethrows -> R {
        try elements.withUnsafeMutableBufferPointer { try body($0.baseAddress!) }
    }

    /// The matrix with each row and column multiplied by a factor.
    func scaled(by factors: [Double]) -> SymmetricMatrix {
        var result = self
        for row in 0..<size {
            for column in row..<size { result[row, column] *= factors[row] * factors[column] }
        }
        return result
    }

    /// The product with a vector.
    func times(_ vector: [Double]) -> [Double] {
        (0..<size).map { row in (0..<size).reduce(0) { $0 + self[row, $1] * vector[$1] } }
    }

    /// A M A, where A is this matrix.
    func sandwich(_ middle: SymmetricMatrix) -> SymmetricMatrix {
        let half = (0..<size).map { column in middle.times((0..<size).map { self[$0, column] }) }
        var result = SymmetricMatrix(size: size)
        for column in 0..<size {
            let whole = times(half[column])
            for row in 0...column { result[row, column] = whole[row] }
        }
        return result
    }

    /// The matrix of some rows and columns.
    func part(_ indices: [Int]) -> SymmetricMatrix {
        var result = SymmetricMatrix(size: indices.count)
        for (row, from) in indices.enumerated() {
            for column in row..<indices.count { result[row, column] = self[from, indices[column]] }
        }
        return result
    }
}

/// The Cholesky factorisation of a positive definite matrix (LAPACK: DPOTRF), whose rows and columns are first scaled so
/// that the diagonal is 1: the accuracy then does not depend on units.
struct Cholesky {
    private let size: Int
    private var factor: [Double]
    /// 1 / √ of each diagonal element.
    private let scale: [Double]

    /// Nil where the matrix is not positive definite.
    init?(_ matrix: SymmetricMatrix) {
        size = matrix.size
        guard matrix.diagonal.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
        scale = matrix.diagonal.map { 1 / $0.squareRoot() }
        factor = matrix.scaled(by: scale).elements
        var (order, info) = (Int32(size), Int32(0))
        dpotrf_("L", &order, &factor, &order, &info, 1)
        guard info == 0 else { return nil }
    }

    /// The logarithm of the matrix's determinant.
    var logDeterminant: Double {
        (0..<size).reduce(0.0) { $0 + 2 * (logarithm(factor[$1 * size + $1]) - logarithm(scale[$1])) }
    }

    /// x where the matrix times x is `vector` (DPOTRS).
    func solve(_ vector: [Double]) -> [Double] {
        var solution = zip(vector, scale).map { $0 * $1 }
        var (order, one, info) = (Int32(size), Int32(1), Int32(0))
        dpotrs_("L", &order, &one, factor, &order, &solution, &order, &info, 1)
        return zip(solution, scale).map { $0 * $1 }
    }

    /// Lᵀv, where the matrix is LLᵀ: its sum of squares is vᵀ times the matrix times v.
    func transposedFactor(times vector: [Double]) -> [Double] {
        (0..<size).map { column in
            (column..<size).reduce(0) { $0 + factor[column * size + $1] * vector[$1] / scale[$1] }
        }
    }

    /// The inverse of the matrix (DPOTRI).
    var inverse: SymmetricMatrix {
        var result = SymmetricMatrix(size: size)
        var (order, info) = (Int32(size), Int32(0))
        result.withElements { elements in
            elements.update(from: factor, count: size * size)
            dpotri_("L", &order, elements, &order, &info, 1)
        }
        return result.scaled(by: scale)
    }
}

/// Which columns of a design are sums of others, from its cross-products: the Cholesky factorisation with complete
/// pivoting (LAPACK: DPSTRF) of the cross-products scaled to a diagonal of 1.
struct DependentColumns {
    /// A column that others determine, with those others.
    struct Dependence: Equatable {
        let column: Int
        let others: [Int]
    }

    let dependences: [Dependence]

    /// - Parameters:
    ///   - crossProducts: with a positive diagonal.
    ///   - tolerance: a column depends on others where they leave less of its sum of squares than this share.
    init(_ crossProducts: SymmetricMatrix, tolerance: Double = 1e-11) {
        let size = crossProducts.size
        let scale = crossProducts.diagonal.map { 1 / $0.squareRoot() }
        var factor = crossProducts.scaled(by: scale).elements
        var pivots = [Int32](repeating: 0, count: size)
        var work = [Double](repeating: 0, count: 2 * size)
        var (order, rank, info, limit) = (Int32(size), Int32(0), Int32(0), tolerance)
        dpstrf_("L", &order, &factor, &order, &pivots, &rank, &limit, &work, &info, 1)
        let kept = Int(rank)
        dependences = (kept..<size).map { index in
            // L11ᵀ c = the column's own row of the factor: its coordinates along the columns that were kept.
            var coordinates = (0..<kept).map { factor[$0 * size + index] }
            var (leading, one, state) = (Int32(kept), Int32(1), Int32(0))
            dtrtrs_("L", "T", "N", &leading, &one, factor, &order, &coordinates, &leading, &state, 1, 1, 1)
            return Dependence(
                column: Int(pivots[index]) - 1,
                others: (0..<kept).filter { coordinates[$0].magnitude > 1e-6 }.map { Int(pivots[$0]) - 1 }.sorted())
        }
    }
}
