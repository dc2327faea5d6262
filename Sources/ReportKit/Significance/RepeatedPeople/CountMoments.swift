import Glibc

/// The first moments of a count, and what follows from them for its distribution.
public struct CountMoments: Sendable, Hashable {
    public let mean: Double
    public let variance: Double
    /// E (X - mean)³.
    public let thirdCentral: Double

    var deviation: Double { variance.squareRoot() }
    var skewness: Double { variance > 0 ? thirdCentral / (variance * deviation) : 0 }

    /// P(X <= count), by Edgeworth's expansion to the skewness with the correction for continuity: for planning.
    func lowerTail(_ count: Int) -> Double {
        guard variance > 0 else { return Double(count) >= mean ? 1 : 0 }
        let x = (Double(count) + 0.5 - mean) / deviation
        return min(1, max(0, Normal.cdf(x) - Normal.density(x) * skewness * (x * x - 1) / 6))
    }

    /// A standard normal deviate for a count, from its mean, variance and skewness (Cornish and Fisher's expansion,
    /// inverted): near the normal quantile of P(X < count) + P(X = count)/2.
    func deviate(_ count: Int) -> Double {
        guard variance > 0 else { return Double(count) == mean ? 0 : Double(count) > mean ? .infinity : -.infinity }
        let x = (Double(count) - mean) / deviation
        // Beyond the reach of the expansion, where it would turn, its slope of 1 is kept.
        let reach = min(x.magnitude, 2.5, 3 / max(skewness.magnitude, 1e-9))
        return x - skewness * (reach * reach - 1) / 6
    }
}

/// The moments of a count of ``RepeatedPeople`` as polynomials in the factor that multiplies all probabilities.
///
/// With e₁, e₂, e₃ the elementary symmetric sums of a person's probabilities and m₂, m₃ the binomial moments of their
/// outcomes from one draw, E C(X, 2) = (1 - ρ) s² e₂ + ρ s m₂ and so on; the moments follow, and add up over people.
struct MomentPolynomials: Sendable {
    private(set) var expected = 0.0
    // Coefficients of s and s² in the variance; of s, s² and s³ in the third central moment.
    private var variance = (first: 0.0, second: 0.0)
    private var third = (first: 0.0, second: 0.0, third: 0.0)

    /// - Parameters:
    ///   - probabilities: one person's after another's, each person's in descending order.
    ///   - rows: how many each person has.
    ///   - correlation: ρ.
    init(_ probabilities: [Double], _ rows: [Int], correlation: Double) {
        var row = 0
        let alone = 1 - correlation
        for count in rows {
            var (e1, e2, e3, m2, m3) = (0.0, 0.0, 0.0, 0.0, 0.0)
            for rank in 0..<count {
                let p = probabilities[row + rank]
                (e1, e2, e3) = (e1 + p, e2 + p * e1, e3 + p * e2)
                m2 += Double(rank) * p
                m3 += Double(rank * (rank - 1) / 2) * p
            }
            row += count
            (e2, e3, m2, m3) = (alone * e2, alone * e3, correlation * m2, correlation * m3)
            expected += e1
            variance.first += e1 + 2 * m2
            variance.second += 2 * e2 - e1 * e1
            third.first += e1 + 6 * m2 + 6 * m3
            third.second += 6 * e2 - 3 * e1 * (e1 + 2 * m2)
            third.third += 6 * e3 - 6 * e1 * e2 + 2 * e1 * e1 * e1
        }
    }

    func moments(times s: Double) -> CountMoments {
        // What rounding leaves where nothing is uncertain is no variance.
        let variance = s * (self.variance.first + s * self.variance.second)
        return CountMoments(
            mean: s * expected, variance: variance > 1e-12 * s * expected ? variance : 0,
            thirdCentral: s * (third.first + s * (third.second + s * third.third)))
    }
}
