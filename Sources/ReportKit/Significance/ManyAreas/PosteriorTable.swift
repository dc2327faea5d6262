import Glibc

/// The posteriors of several positive quantities, each a mixture of gamma distributions, as tables over one grid: nodes at
/// equal steps of the logarithm.
///
/// A step is a third of the narrowest component's standard deviation. Cumulative probabilities are by the trapezoidal
/// rule with the ends' slopes (Euler and Maclaurin), with an error below 1e-4 of the component's weight.
struct PosteriorTable: Sendable {
    /// One gamma distribution of a mixture.
    struct Component {
        let weight, mean, variance: Double

        /// The standard deviation of the logarithm, roughly.
        fileprivate var deviation: Double { variance.squareRoot() / mean }
    }

    /// How many nodes there are.
    let count: Int
    private let low, step: Double
    /// By quantity, one density and one cumulative probability for each node.
    private let densities, cumulative: [[Double]]

    /// More nodes than this are not used: components too narrow for them are widened to two steps.
    private static let most = 1500

    init(_ mixtures: [[Component]]) {
        let all = mixtures.flatMap(\.self)
        let likely = all.filter { $0.weight > 1e-4 }
        let (low, high) = likely.reduce((Double.infinity, -Double.infinity)) { ends, component in
            let reach = 8 * component.deviation
            // The lower tail of a gamma variable's logarithm is the longer one.
            return (min(ends.0, log(component.mean) - 1.5 * reach), max(ends.1, log(component.mean) + reach))
        }
        let narrowest = likely.reduce(Double.infinity) { min($0, $1.deviation) }
        let count = min(Self.most, max(100, Int(3 * (high - low) / narrowest) + 1))
        let step = (high - low) / Double(count - 1)
        (self.low, self.step, self.count) = (low, step, count)
        var (densities, cumulative) = ([[Double]](), [[Double]]())
        for mixture in mixtures {
            let (density, sums) = Self.table(mixture, low: low, step: step, count: count)
            densities.append(density)
            cumulative.append(sums)
        }
        (self.densities, self.cumulative) = (densities, cumulative)
    }

    private static func table(
        _ mixture: [Component], low: Double, step: Double, count: Int
    ) -> (densities: [Double], cumulative: [Double]) {
        var densities = [Double](repeating: 0, count: count)
        var slopes = densities
        for component in mixture {
            let deviation = max(component.deviation, 2 * step)
            let shape = 1 / (deviation * deviation)
            let centre = log(component.mean)
            // The density of log X where X is gamma: shape log shape - shape - log Γ(shape) in Stirling's form.
            let constant = (log(shape) - log(2 * Double.pi)) / 2 - stirlingCorrection(shape)
            let first = max(0, Int((centre - 14 * deviation - low) / step))
            let last = min(count - 1, Int((centre + 9 * deviation - low) / step))
            guard first <= last else { continue }
            for node in first...last {
                let distance = low + Double(node) * step - centre
                let excess = expm1(distance)
                let density = component.weight * exp(constant - shape * (excess - distance))
                densities[node] += density
                slopes[node] -= density * shape * excess
            }
        }
        var cumulative = [0.0]
        for node in 1..<count {
            let area =
                step / 2 * (densities[node - 1] + densities[node]) + step * step / 12
                * (slopes[node - 1] - slopes[node])
            cumulative.append(cumulative[node - 1] + max(0, area))
        }
        let sum = cumulative[count - 1]
        return (densities.map { $0 / sum }, cumulative.map { $0 / sum })
    }

    /// The probability that a quantity lies in the step around a node.
    func weight(of quantity: Int, at node: Int) -> Double { densities[quantity][node] * step }

    /// The probability that a quantity lies below a node.
    func chance(of quantity: Int, below node: Int) -> Double { cumulative[quantity][node] }

    /// The equal-tailed interval of a quantity.
    func interval(_ quantity: Int, confidence: Double) -> Interval {
        let tail = (1 - confidence) / 2
        return Interval(
            lower: quantile(tail, of: quantity), upper: quantile(1 - tail, of: quantity), confidence: confidence,
            method: "empirical Bayes, Poisson-gamma")
    }

    /// Between two nodes, where the cubic that has their probabilities and densities reaches p.
    private func quantile(_ p: Double, of quantity: Int) -> Double {
        let sums = cumulative[quantity]
        let node = max(1, Search.firstIndex(from: 0, limit: count - 1) { sums[$0] >= p })
        let (from, rise) = (sums[node - 1], sums[node] - sums[node - 1])
        let (slope, next) = (step * densities[quantity][node - 1], step * densities[quantity][node])
        var (least, most) = (0.0, 1.0)
        for _ in 0..<40 {
            let t = (least + most) / 2
            let value = from + t * (slope + t * (3 * rise - 2 * slope - next + t * (slope + next - 2 * rise)))
            if value < p { least = t } else { most = t }
        }
        return exp(low + (Double(node - 1) + least) * step)
    }
}
