import Glibc

/// What a first pass over a design's rows tells: sums by column, and which columns cannot be told apart.
struct DesignOverview {
    private(set) var trials = 0.0
    private(set) var events = 0.0
    /// The largest magnitude in each column.
    private(set) var largest: [Double]
    private var crossProducts: SymmetricMatrix
    /// Of each column that holds nothing but 0 and 1: how many rows have 1, and how many of them the event.
    private var indicated: [(trials: Double, events: Double)?]

    private init(columns size: Int) {
        largest = [Double](repeating: 0, count: size)
        crossProducts = SymmetricMatrix(size: size)
        indicated = [(trials: Double, events: Double)?](repeating: (0, 0), count: size)
    }

    init(_ rows: some DesignRows) throws {
        self.init(columns: rows.columnCount)
        let size = rows.columnCount
        var products = SymmetricMatrix(size: size)
        try products.withElements { products in
            try rows.visit { row in
                add(row)
                for first in 0..<row.columns.count {
                    let weighted = row.trials * row.values[first]
                    let line = products + Int(row.columns[first]) * size
                    for second in first..<row.columns.count {
                        line[Int(row.columns[second])] += weighted * row.values[second]
                    }
                }
            }
        }
        crossProducts = products
    }

    /// The overview with the likelihood at some coefficients, in one pass. The information stands in for the
    /// cross-products: each row weighs p(1 - p) there, and columns that depend on each other do so with any weights.
    static func with(
        likelihoodOf rows: some DesignRows, at coefficients: [Double]
    ) throws -> (overview: DesignOverview, likelihood: Likelihood) {
        var overview = DesignOverview(columns: rows.columnCount)
        let likelihood = try Likelihood(rows, at: coefficients) { overview.add($0) }
        overview.crossProducts = likelihood.information
        return (overview, likelihood)
    }

    /// Adds a row to all but the cross-products.
    private mutating func add(_ row: DesignRow) {
        trials += row.trials
        events += row.events
        for index in 0..<row.columns.count {
            let (column, value) = (Int(row.columns[index]), row.values[index])
            if value == 1 {
                indicated[column]?.trials += row.trials
                indicated[column]?.events += row.events
            } else if value != 0, indicated[column] != nil {
                indicated[column] = nil
            }
            if value.magnitude > largest[column] { largest[column] = value.magnitude }
        }
    }

    /// The log-likelihood of one probability for all.
    var nullLogLikelihood: Double {
        guard events > 0, events < trials else { return 0 }
        return events * log(events / trials) + (trials - events) * log1p(-events / trials)
    }

    /// Coefficients of the intercept alone.
    var start: [Double] {
        let share = (events + 0.5) / (trials + 1)
        return [log(share / (1 - share))] + largest.dropFirst().map { _ in 0 }
    }

    /// Refuses columns that hold nothing, depend on others, or alone separate the outcomes.
    func check(_ penalty: FitPenalty) throws(FitFailure) {
        if let column = largest.firstIndex(of: 0) { throw .empty(column: column) }
        if case .ridge = penalty { return }
        if let dependence = DependentColumns(crossProducts).dependences.first {
            throw .dependent(column: dependence.column, others: dependence.others)
        }
        guard case .none = penalty else { return }
        let separating = indicated.indices.filter { column in
            guard let sums = indicated[column] else { return false }
            return sums.events == 0 || sums.events == sums.trials
        }
        if !separating.isEmpty { throw .separated(columns: separating) }
    }

    /// What a ridge adds to the diagonal of the information: λ times the column's variance, and nothing to the intercept's.
    func ridge(_ penalty: FitPenalty) -> [Double]? {
        guard case .ridge(let strength) = penalty else { return nil }
        return crossProducts.diagonal.indices.map { column in
            guard column > 0 else { return 0 }
            let mean = crossProducts[0, column] / trials
            return strength * max(0, crossProducts[column, column] / trials - mean * mean)
        }
    }

    /// Whether moving along a direction lowers the probability of no outcome that was seen, and raises that of some: then
    /// the likelihood has no maximum (A. Albert and J. A. Anderson, Biometrika 71 (1984) 1-10).
    func separates(_ direction: [Double], _ rows: some DesignRows) throws -> Bool {
        let scale = zip(direction, largest).map { ($0 * $1).magnitude }.max() ?? 0
        guard scale > 0 else { return false }
        // Coefficients that have settled still move by rounding.
        let clean = zip(direction, largest).map { ($0 * $1).magnitude > 1e-5 * scale ? $0 / scale : 0 }
        var (holds, isStrict) = (true, false)
        try clean.withUnsafeBufferPointer { clean in
            try rows.visit { row in
                let move = row.score(clean.baseAddress!)
                if row.events > 0, move < -1e-4 { holds = false }
                if row.events < row.trials, move > 1e-4 { holds = false }
                if move.magnitude > 1e-2 { isStrict = true }
            }
        }
        return holds && isStrict
    }
}
