import Glibc

/// The Poisson-binomial distribution seen through a tilt that moves its mean near one count.
///
/// With f the distribution of the sum of the tilted trials, P(X = j) = exp(K - jθ) f(j), K = Σ log(1 - p + p e^θ)
/// (F. Esscher 1932; H. E. Daniels, Annals of Mathematical Statistics 25 (1954) 631-650). Near its own mean f is of the
/// order of 1/σ, so that P(X = j) keeps its relative accuracy however small it is. f itself is the finite Fourier sum
/// of its characteristic function φ over N = 2M + 1 points (Y. Hong, Computational Statistics and Data Analysis 59
/// (2013) 41-51, with N = n + 1); since f(j) is below exp(-40) more than M from the count, N needs to be no larger, and
/// since |φ(t)| <= exp(-σ²(1 - cos t)), only the points up to exp(-40) are summed: some 35 of them for a large σ.
struct TiltedDistribution {
    /// θ.
    let tilt: Double
    /// The standard deviation of the tilted sum.
    let deviation: Double
    private let centre: Int
    private let logOdds: DoubleDouble
    private let logNormaliser: DoubleDouble
    private let reach: Int
    private let characteristic: [Complex]

    /// How many standard deviations from `centre` a count may lie for the functions below to be used.
    static let trust = 2.0

    /// The distribution tilted so that its mean is within half a standard deviation of `centre`.
    ///
    /// Newton's method on the scale log(mean / (n - mean)), on which the solution is a straight line in the tilt for
    /// equal trials, and near one for others; halving where it leaves the bracket. Each pass already takes the power
    /// sums that `CharacteristicSeries` will want if it is the last.
    /// - Parameters:
    ///   - centre: a count above 0 and below the number of trials.
    ///   - mean: Σ p.
    ///   - variance: Σ p(1 - p).
    ///   - largest: the largest probability.
    init(centre: Int, probabilities: [Double], mean: Double, variance: Double, largest: Double) {
        let (k, n) = (Double(centre), Double(probabilities.count))
        var (tilt, low, high) = (0.0, -690.0, 690.0)
        var (mean, variance) = (mean, variance)
        var trials: TiltedTrials?
        var series: CharacteristicSeries?
        func pass(assuming variance: Double) -> TiltedTrials {
            let odds = exp(tilt)
            series = CharacteristicSeries(
                largest: largest * odds / (1 - largest + largest * odds), angle: Self.widest(variance: variance),
                count: probabilities.count)
            return TiltedTrials(probabilities, odds: odds, powers: series?.powers ?? 2, about: series?.middle ?? 0)
        }
        while (k - mean).magnitude > max(0.5 * variance.squareRoot(), 0.05), high - low > 1e-9 {
            if mean < k { low = tilt } else { high = tilt }
            let gap = log(k / mean) - log((n - k) / (n - mean))
            let next = tilt + gap * mean * (n - mean) / (n * variance)
            tilt = next > low && next < high ? next : (low + high) / 2
            let latest = pass(assuming: 0.8 * variance)
            (mean, variance, trials) = (latest.mean, latest.variance, latest)
        }
        if trials == nil || series?.reaches(Self.widest(variance: variance)) != true {
            trials = pass(assuming: variance)
        }
        self.init(centre: centre, trials: trials ?? pass(assuming: variance), series: series, probabilities)
    }

    /// - Parameter series: what the trials' power sums were taken for; nil for the plain product.
    private init(centre: Int, trials: TiltedTrials, series: CharacteristicSeries?, _ probabilities: [Double]) {
        self.centre = centre
        logOdds = DoubleDouble(trials.odds).logarithm
        tilt = logOdds.hi
        deviation = trials.variance.squareRoot()
        logNormaliser = trials.logNormaliser
        reach = Int(12 * deviation) + 24
        let spacing = 2 * Double.pi / Double(2 * reach + 1)
        let widest = Self.widest(variance: trials.variance)
        let angles = (0...min(reach, Int(widest / spacing))).map { Double($0) * spacing }
        let plain =
            series.map { series in angles.map { series.value(trials.powerSums, angle: $0) } }
            ?? characteristicProduct(probabilities, odds: trials.odds, angles: angles)
        characteristic = zip(plain, angles).map { $0 * Complex(angle: -Double(centre) * $1) }
    }

    /// The angle beyond which |φ| is below exp(-40): where σ²(1 - cos t) = 40.
    private static func widest(variance: Double) -> Double { variance > 20 ? acos(1 - 40 / variance) : Double.pi }

    /// log P(X = j).
    func logPMF(_ j: Int) -> Double { scale(j).hi + log(max(0, density(j))) }

    /// P(X = j), its logarithm and both tails.
    func view(_ j: Int) -> PoissonBinomial.View {
        let scale = scale(j)
        let density = max(0, density(j))
        let pmf = scale.exponential * density
        let own = tail(from: j, step: tilt < 0 ? -1 : 1)
        let other = min(1, 1 - own + pmf)
        return (scale.hi + log(density), pmf, tilt < 0 ? own : other, tilt < 0 ? other : own)
    }

    /// P(X <= j): summed where it is the smaller tail, else one less the other.
    func lowerTail(_ j: Int) -> Double { tilt < 0 ? tail(from: j, step: -1) : 1 - tail(from: j + 1, step: 1) }

    /// P(X >= j): summed where it is the smaller tail, else one less the other.
    func upperTail(_ j: Int) -> Double { tilt < 0 ? 1 - tail(from: j - 1, step: -1) : tail(from: j, step: 1) }

    /// K - jθ, which is large numbers cancelling: in twice the digits.
    private func scale(_ j: Int) -> DoubleDouble { logNormaliser - logOdds * Double(j) }

    /// f(j) = Σ φ(t) e^{-ijt} / N over t = 2πl/N, |l| <= M.
    private func density(_ j: Int) -> Double {
        sum(at: j) { _ in Complex(1, 0) }
    }

    /// exp(K - jθ) Σ e^{-|θ|m} f(j ± m) over 0 <= m <= M: the Fourier sum with the finite geometric kernel
    /// (1 - r^{M+1}) / (1 - r), r = e^{-|θ| ∓ it}. A finite kernel has no aliases to mind near the mean.
    private func tail(from j: Int, step: Double) -> Double {
        let decay = -tilt.magnitude
        let terms = Double(reach + 1)
        let value = sum(at: j) { angle in
            let denominator = Self.oneMinusExp(decay, -step * angle)
            if denominator.real == 0, denominator.imaginary == 0 { return Complex(terms, 0) }
            return Self.oneMinusExp(decay * terms, -step * angle * terms) / denominator
        }
        return scale(j).exponential * max(0, value)
    }

    /// Σ φ(t) e^{-ijt} kernel(t) / N, the turns e^{-i(j - centre)t} by repeated multiplication.
    private func sum(at j: Int, kernel: (Double) -> Complex) -> Double {
        let spacing = 2 * Double.pi / Double(2 * reach + 1)
        let step = Complex(angle: -Double(j - centre) * spacing)
        var turn = step
        var sum = (characteristic[0] * kernel(0)).real / 2
        for index in 1..<characteristic.count {
            sum += (characteristic[index] * turn * kernel(Double(index) * spacing)).real
            turn = turn * step
        }
        return 2 * sum / Double(2 * reach + 1)
    }

    /// 1 - e^{a + ib} without cancellation: -expm1(a) + 2 e^a sin²(b/2) - i e^a sin b.
    private static func oneMinusExp(_ a: Double, _ b: Double) -> Complex {
        let half = sin(b / 2)
        return Complex(2 * exp(a) * half * half - expm1(a), -exp(a) * sin(b))
    }
}
