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

    /// In cohorts of more rows than this the moments for another factor are taken as if probabilities above 1 were possible:
    /// factors of interest are then so near to 1 that it makes no difference.
    private static let manyRows = 2_000

    /// The mean, the variance and the third central moment of the count.
    /// - Parameter factor: what every probability is multiplied by, none of them to more than 1.
    public func moments(times factor: Double = 1) -> CountMoments {
        factor * largest <= 1 || n > Self.manyRows
            ? polynomials.moments(times: factor)
            : MomentPolynomials(probabilities.map { min(1, factor * $0) }, rows, correlation: correlation).moments(
                times: 1)
    }

    /// The distribution of the count.
    ///
    /// By the finite Fourier sum of its characteristic function over the counts that are possible, or over those within 7.5
    /// standard deviations where that is fewer; angles at which the function is below 1e-11 are left out. The error of a
    /// probability is below 1e-10. Time is linear in the number of rows.
    /// - Parameter factor: as in ``moments(times:)``.
    public func distribution(times factor: Double = 1) -> CountDistribution {
        let moments = moments(times: factor)
        let deviation = moments.variance.squareRoot()
        // A person's rows may all go the same way: some more room above for the skewness.
        let room = Double(8 * (rows.max() ?? 1)) + 8
        let first = max(0, Int(moments.mean - 7.5 * deviation - room))
        let last = min(n, Int(moments.mean + 8 * deviation + room) + 1)
        let points = last - first + 1
        let spacing = 2 * Double.pi / Double(points)
        let widest = points <= 256 ? .pi : min(.pi, 7.4 / deviation)
        let angles = (0...Int(widest / spacing)).map { Double($0) * spacing }
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
