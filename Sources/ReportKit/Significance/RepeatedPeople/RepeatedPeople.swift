import Glibc

/// People of whom some are in several rows, each row with the probability that was predicted for its outcome.
///
/// How many rows have the outcome is a sum over people, who are independent of each other. Within a person the outcomes
/// are correlated: with probability ρ they all follow from one draw u, uniform from 0 to 1 (a row has the outcome where u
/// is below its probability), otherwise each from a draw of its own. Every row keeps its own probability, and two rows have
/// the covariance ρ (min(p, q) - p q). ``WithinPersonCorrelation`` estimates ρ over a whole cohort, so that an area's
/// variance does not depend on the area's own outcome. With ρ = 0, or where nobody is in two rows, the count is
/// ``PoissonBinomial``.
public struct RepeatedPeople: Sendable {
    /// The number of rows.
    public let n: Int
    /// The number of people.
    public let people: Int
    /// The expected count: the sum of all probabilities.
    public let expected: Double
    /// ρ, from 0 to 1.
    public let correlation: Double
    /// The probabilities of one person after another, each person's in descending order.
    private let probabilities: [Double]
    /// How many rows each person has.
    private let rows: [Int]
    private let largest: Double
    private let polynomials: MomentPolynomials
    private let high: HighProbabilities

    /// - Parameters:
    ///   - probabilities: of every row, one person's rows after another's.
    ///   - rowsPerPerson: how many rows each person has, at least 1; together as many as there are probabilities.
    ///   - correlation: ρ; not used where nobody is in several rows.
    public init(
        probabilities: [Double], rowsPerPerson: [Int], correlation: Double
    ) throws(SignificanceError) {
        guard !probabilities.isEmpty else { throw .empty(name: "probabilities") }
        try Check.probabilities(probabilities, name: "probabilities")
        try Check.probability(correlation, name: "correlation")
        try Check.sameLength(
            rowsPerPerson.reduce(0, +), "the rows of all people", probabilities.count, "probabilities")
        var sorted = probabilities
        var start = 0
        for count in rowsPerPerson {
            guard count > 0 else {
                throw .outOfRange(name: "rowsPerPerson", value: Double(count), allowed: "a whole number from 1 on")
            }
            if count > 1 { sorted[start..<start + count].sort(by: >) }
            start += count
        }
        n = probabilities.count
        people = rowsPerPerson.count
        self.correlation = people < n ? correlation : 0
        self.probabilities = sorted
        rows = rowsPerPerson
        largest = sorted.max() ?? 0
        high = HighProbabilities(sorted)
        polynomials = MomentPolynomials(sorted, rowsPerPerson, correlation: self.correlation)
        expected = polynomials.expected
    }

    /// Whether somebody is in several rows.
    public var hasRepeats: Bool { people < n }

    /// The variance of the count.
    public var variance: Double { moments().variance }

    /// The variance of the count divided by that without repeats, Σ p(1 - p); nil where nothing is uncertain.
    public var designEffect: Double? {
        let independent = probabilities.reduce(0) { $0 + $1 * (1 - $1) }
        return independent > 0 ? (hasRepeats ? variance / independent : 1) : nil
    }

    /// The mean, the variance and the third central moment of the count.
    /// - Parameter factor: what every probability is multiplied by, none of them to more than 1.
    public func moments(times factor: Double = 1) -> CountMoments {
        guard factor * largest > 1, !high.isNegligible(above: 1 / factor, of: expected) else {
            return polynomials.moments(times: factor)
        }
        return MomentPolynomials(probabilities.map { min(1, factor * $0) }, rows, correlation: correlation).moments(
            times: 1)
    }

    /// What all probabilities have to be multiplied by, none of them to more than 1, for the expected count to be so many times
    /// the predicted one; where that is more than all rows, by so much that all are 1.
    public func factor(reaching ratio: Double) -> Double {
        guard ratio * largest > 1 else { return ratio }
        var (low, high) = (ratio, 1e9)
        func reaches(_ factor: Double) -> Bool {
            probabilities.reduce(0) { $0 + min(1, factor * $1) } >= ratio * expected
        }
        guard reaches(high) else { return high }
        while high / low > 1 + 1e-12 {
            let middle = (low * high).squareRoot()
            if middle <= low || middle >= high { break }
            if reaches(middle) { high = middle } else { low = middle }
        }
        return high
    }

    /// The distribution of the count.
    ///
    /// By the finite Fourier sum of its characteristic function over the counts that are possible, or over those within 7.5
    /// standard deviations where that is fewer; angles at which the function is below 1e-11 are left out. The error of a
    /// probability is below 1e-10, and time is linear in the number of rows, unless one person is in hundreds of them.
    /// - Parameter factor: as in ``moments(times:)``.
    public func distribution(times factor: Double = 1) -> CountDistribution {
        let moments = moments(times: factor)
        let deviation = moments.variance.squareRoot()
        // A person's rows may all go the same way: some more room above for the skewness.
        let room = Double(8 * (rows.max() ?? 1)) + 8
        let first = max(0, Int(moments.mean - 7.5 * deviation - room))
        let last = max(first, min(n, Int(moments.mean + 8 * deviation + room) + 1))
        let points = last - first + 1
        let spacing = 2 * Double.pi / Double(points)
        let angles = (0...lastAngle(of: points, deviation: deviation, times: factor)).map { Double($0) * spacing }
        let values = zip(characteristic(at: angles, times: factor), angles).map { value, angle in
            value * Complex(angle: -Double(first) * angle)
        }
        let pmf = (0..<points).map { index in
            let step = Complex(angle: -Double(index) * spacing)
            var turn = step
            var sum = values[0].real / 2
            for (index, value) in values.enumerated().dropFirst() {
                // Half a turn is its own mirror image.
                let share = 2 * index == points ? 0.5 : 1
                sum += share * (value.real * turn.real - value.imaginary * turn.imaginary)
                turn = turn * step
            }
            return max(0, 2 * sum / Double(points))
        }
        return CountDistribution(first: first, pmf: pmf, mean: moments.mean)
    }

    /// The last of the angles 2πj/points at which the characteristic function matters.
    ///
    /// It falls to 1e-11 at 7.4 standard deviations' inverse, but where people's rows go together it may rise again at the
    /// fractions of a turn that their numbers of rows divide it into: the distribution then has steps, and all angles count.
    private func lastAngle(of points: Int, deviation: Double, times factor: Double) -> Int {
        let half = points / 2
        let near = Int(min(Double(half), (7.4 / deviation) * Double(points) / (2 * .pi)))
        guard points > 256, near < half, hasRepeats else { return points > 256 ? near : half }
        let most = min(12, rows.max() ?? 1)
        var fractions: Set<Double> = []
        for parts in stride(from: 2, through: most, by: 1) {
            for part in 1...parts / 2 { fractions.insert(2 * .pi * (Double(part) / Double(parts))) }
        }
        let peak =
            characteristic(at: fractions.sorted(), times: factor)
            .map { $0.real * $0.real + $0.imaginary * $0.imaginary }.max() ?? 0
        // For so many angles and rows that it would take seconds, the steps are smoothed over.
        return peak > 1e-22 && n <= 100_000_000 / half ? half : near
    }

    /// E exp(i t X) at some angles, four at a time.
    private func characteristic(at angles: [Double], times factor: Double) -> [Complex] {
        typealias Lanes = SIMD4<Double>
        var values: [Complex] = []
        let all = factor == 1 ? probabilities : probabilities.map { min(1, factor * $0) }
        for start in stride(from: 0, to: angles.count, by: 4) {
            var (turnReal, turnImaginary) = (Lanes(repeating: 1), Lanes.zero)
            for lane in 0..<4 where start + lane < angles.count {
                (turnReal[lane], turnImaginary[lane]) = (cos(angles[start + lane]), sin(angles[start + lane]))
            }
            // e^{it} - 1
            let stepReal = turnReal - 1
            var (real, imaginary) = (Lanes(repeating: 1), Lanes.zero)
            var row = 0
            for count in rows {
                var (ownReal, ownImaginary) = (1 + all[row] * stepReal, all[row] * turnImaginary)
                if count > 1 {
                    // Σ S_j z^{j-1}, S_j the j-th largest probability: that of at least j outcomes from one draw.
                    var (sumReal, sumImaginary) = (Lanes.zero, Lanes.zero)
                    for index in (row..<row + count).reversed() {
                        (sumReal, sumImaginary) = (
                            sumReal * turnReal - sumImaginary * turnImaginary + all[index],
                            sumReal * turnImaginary + sumImaginary * turnReal
                        )
                    }
                    let togetherReal = 1 + sumReal * stepReal - sumImaginary * turnImaginary
                    let togetherImaginary = sumReal * turnImaginary + sumImaginary * stepReal
                    for index in row + 1..<row + count {
                        let (a, b) = (1 + all[index] * stepReal, all[index] * turnImaginary)
                        (ownReal, ownImaginary) = (
                            ownReal * a - ownImaginary * b, ownReal * b + ownImaginary * a
                        )
                    }
                    ownReal += correlation * (togetherReal - ownReal)
                    ownImaginary += correlation * (togetherImaginary - ownImaginary)
                }
                (real, imaginary) = (
                    real * ownReal - imaginary * ownImaginary, real * ownImaginary + imaginary * ownReal
                )
                row += count
            }
            for lane in 0..<min(4, angles.count - start) { values.append(Complex(real[lane], imaginary[lane])) }
        }
        return values
    }
}

extension RepeatedPeople {
    /// The distribution without any correlation, whoever is in several rows.
    func independent(times factor: Double) throws(SignificanceError) -> PoissonBinomial {
        try PoissonBinomial(probabilities: factor == 1 ? probabilities : probabilities.map { min(1, factor * $0) })
    }
}

/// How many probabilities lie above a limit, and their sum, to a 64th: tells quickly whether a factor would raise enough of
/// them above 1 to matter.
private struct HighProbabilities {
    /// By 64ths, those at least as large: their number and their sum.
    private var counts = [Double](repeating: 0, count: 66)
    private var sums = [Double](repeating: 0, count: 66)

    init(_ probabilities: [Double]) {
        for p in probabilities where p > 0.25 {
            counts[Int(p * 64)] += 1
            sums[Int(p * 64)] += p
        }
        for index in counts.indices.dropLast().reversed() {
            counts[index] += counts[index + 1]
            sums[index] += sums[index + 1]
        }
    }

    /// Whether what lies above the limit, and would be cut off there, is less than a 500th of the expected count.
    func isNegligible(above limit: Double, of expected: Double) -> Bool {
        guard limit > 0.3 else { return false }
        let from = Int(min(limit, 1) * 64)
        return sums[from] - limit * counts[from] < 0.002 * limit * expected
    }
}
