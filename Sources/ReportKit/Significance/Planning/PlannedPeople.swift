/// People like those behind a published figure, as many as one wants: for what a caseload of that kind could show.
///
/// A published figure tells how many rows and people there are, the expected count, its variance and the within-person
/// correlation, but nobody's own prediction. The stand-in has the same rate, rows per person and correlation. Its
/// people are of two kinds, of lower and of higher risk, as far apart as the variance of the count tells: with C = Σ r
/// (1 + (r - 1) ρ) over people of r rows, the risks differ from the mean P with the variance P (1 - P) - V / C. The
/// rate is exact, the variance nearly so; with one row per person and V = n P (1 - P) the count is exactly binomial.
public struct PlannedPeople: Sendable, Hashable {
    /// P, the mean of the probabilities.
    public let rate: Double
    /// How many rows there are for each person.
    public let rowsPerPerson: Double
    /// V / n.
    private let varianceOfRow: Double
    /// ρ.
    private let correlation: Double

    /// - Parameters:
    ///   - n: the number of rows.
    ///   - people: how many people they are of.
    ///   - expected: the expected count.
    ///   - variance: the variance of the count.
    ///   - correlation: how much one person's outcomes go together.
    public init(
        n: Int, people: Int, expected: Double, variance: Double, correlation: Double
    ) throws(SignificanceError) {
        try Check.counts(observed: 0, n: n)
        guard people > 0, people <= n else {
            throw .outOfRange(name: "people", value: Double(people), allowed: "a whole number from 1 to n = \(n)")
        }
        try Check.probability(expected / Double(n), name: "expected / n")
        try Check.nonNegative(variance, name: "variance")
        try Check.probability(correlation, name: "correlation")
        rate = expected / Double(n)
        rowsPerPerson = Double(n) / Double(people)
        varianceOfRow = variance / Double(n)
        self.correlation = correlation
    }

    /// People in one row each, all with the same probability: their count is binomial.
    public init(rate: Double) throws(SignificanceError) {
        try Check.probability(rate, name: "rate")
        self.rate = rate
        rowsPerPerson = 1
        varianceOfRow = rate * (1 - rate)
        correlation = 0
    }

    /// So many rows of such people.
    public func rows(_ n: Int) throws(SignificanceError) -> RepeatedPeople {
        try Check.counts(observed: 0, n: n)
        let people = min(n, max(1, Int((Double(n) / rowsPerPerson).rounded())))
        let (few, more) = n.quotientAndRemainder(dividingBy: people)
        let rows = (0..<people).map { $0 < more ? few + 1 : few }
        let pairs = Double(rows.reduce(0) { $0 + $1 * ($1 - 1) })
        let (alike, variance) = (rate * (1 - rate), varianceOfRow * Double(n))
        var (correlation, between) = (correlation, alike - variance / (Double(n) + correlation * pairs))
        if between < 0, pairs > 0, alike > 0 {
            // More variance than equal numbers of rows explain: some people have many.
            correlation = min(1, max(0, (variance / alike - Double(n)) / pairs))
        }
        between = between > 1e-9 * alike ? between : 0
        let (low, high) = risks(apart: between, rows)
        return try RepeatedPeople(
            probabilities: zip(rows, isHigher(people, apart: between)).flatMap { count, isHigher in
                Array(repeating: isHigher ? high : low, count: count)
            }, rowsPerPerson: rows, correlation: correlation)
    }

    /// The two risks whose variance over people is as given, with the rate as their mean over the rows.
    private func risks(apart between: Double, _ rows: [Int]) -> (low: Double, high: Double) {
        guard between > 0 else { return (rate, rate) }
        let high = min(1, rate + between / step(apart: between))
        var (lowRows, highRows) = (0, 0)
        for (count, isHigher) in zip(rows, isHigher(rows.count, apart: between)) {
            if isHigher { highRows += count } else { lowRows += count }
        }
        guard lowRows > 0 else { return (rate, rate) }
        let low = (rate * Double(lowRows + highRows) - high * Double(highRows)) / Double(lowRows)
        return low < 0 ? (rate, rate) : (low, high)
    }

    /// How far the lower risk lies below the mean: as far as the higher one lies above, unless that would leave less
    /// than a third of the mean.
    private func step(apart between: Double) -> Double { min(between.squareRoot(), 2 * rate / 3) }

    /// Who is of the higher risk, spread evenly over all.
    private func isHigher(_ people: Int, apart between: Double) -> [Bool] {
        guard between > 0 else { return Array(repeating: false, count: people) }
        let step = step(apart: between)
        let share = step / (step + between / step)
        return (0..<people).map { Int(Double($0 + 1) * share + 0.5) > Int(Double($0) * share + 0.5) }
    }
}

extension PlannedPeople {
    /// How many rows it takes for a true rate of so many times the predicted one to be found significant, in its
    /// direction, with the given power.
    ///
    /// By the exact test and the exact distribution. The power falls a little wherever the critical count moves, so
    /// that it is not the first n that counts: it is the smallest n, among those of two significant digits, at which
    /// the power is reached there and at the next four.
    ///
    /// - Parameters:
    /// - ratio: of the true rate to the predicted one; not 1. - smallest: the fewest rows that are judged. - largest:
    /// the most rows that are tried.
    /// - Returns: nil where even the largest number is not enough.
    public func caseload(
        detecting ratio: Double, power: Double = 0.8, significance: Double = 0.05, smallest: Int = 1,
        largest: Int = 1_000_000
    ) throws(SignificanceError) -> Int? {
        try Check.level(power, name: "power")
        let about = try Planning.cohortSize(
            predicted: rate, relativeDifference: 100 * (ratio - 1), power: power, confidence: 1 - significance,
            designEffect: max(1e-3, varianceOfRow / (rate * (1 - rate))))
        guard about / 3 <= largest else { return nil }
        let sizes = Self.sizes(from: max(smallest, about / 3), to: min(largest, 3 * max(about, smallest)))
        var known: [Int: Bool] = [:]
        func reaches(_ n: Int) throws(SignificanceError) -> Bool {
            if let known = known[n] { return known }
            let judged = JudgedCount(of: try rows(n), significance: significance)
            let found = judged.power(ratio: ratio)
            known[n] = (ratio < 1 ? found.low : found.high) >= power
            return known[n] ?? false
        }
        func holds(from index: Int) throws(SignificanceError) -> Bool {
            for n in sizes[index..<min(index + 5, sizes.count)] where try !reaches(n) { return false }
            return true
        }
        var (low, high) = (0, sizes.count)
        while low < high {
            let middle = low + (high - low) / 2
            if try holds(from: middle) { high = middle } else { low = middle + 1 }
        }
        while low > 0, low < sizes.count, try holds(from: low - 1) { low -= 1 }
        return low < sizes.count ? sizes[low] : nil
    }

    /// The whole numbers of two significant digits.
    private static func sizes(from first: Int, to last: Int) -> [Int] {
        var sizes: [Int] = []
        var (size, step) = (1, 1)
        while size <= last {
            if size >= first { sizes.append(size) }
            size += step
            if size == 100 * step { step *= 10 }
        }
        return sizes
    }
}

extension JudgedCount {
    /// The chance that the count will be found significantly low, and significantly high, where the true rate is so
    /// many times the predicted one: P(X < a) and P(X > b), a and b the first and the last count that are not
    /// significant.
    public func power(ratio: Double) -> (low: Double, high: Double) {
        let truly = people.distribution(times: people.factor(reaching: ratio))
        return (
            canBeLow ? truly.lowerTail(insignificant.lowerBound - 1) : 0,
            canBeHigh ? truly.upperTail(insignificant.upperBound + 1) : 0
        )
    }
}
