import Glibc

/// How often events happen in a group of people who differ, such as offences per 100 offenders.
public struct Frequency: Sendable, Hashable {
    /// The number of people.
    public let n: Int
    /// The total number of events.
    public let events: Int
    /// Events per `per` people.
    public let rate: Double
    /// The number of people that the rate is expressed per, such as 100.
    public let per: Double
    /// The interval with the variance between people (the sandwich form), which assumes no distribution; nil without
    /// any event, or with only one person.
    public let interval: Interval?
    /// The interval as if events were independent (exact Poisson): too narrow where people differ; for comparison.
    public let poissonInterval: Interval
    /// The variance between people divided by the mean: 1 for independent events, above 1 where people differ.
    public let dispersion: Double?
    /// The fitted negative binomial; nil where people vary no more than chance.
    public let negativeBinomial: NegativeBinomialFit?
}

/// A negative binomial fitted to counts by maximum likelihood.
public struct NegativeBinomialFit: Sendable, Hashable {
    /// The size; the variance is m + m²/size. R: `MASS::theta.ml`.
    public let size: Double
    /// The interval of the rate: exp(log m ∓ z sqrt((1/m + 1/size)/n)). R: `MASS::glm.nb(x ~ 1)`.
    public let interval: Interval
}

extension Counts {
    /// The frequency of events per person, with the variance between people.
    ///
    /// With m = Σx/n and s² = Σ(x - m)²/(n - 1), the interval is m exp(∓ t s / (m sqrt n)), t of Student with n - 1
    /// degrees of freedom: the delta method on the log scale, which keeps it above 0. Refuses an empty array.
    /// - Parameters:
    ///   - events: each person's number of events, including people with none.
    ///   - per: the number of people to express the rate per.
    ///   - confidence: the level of the intervals.
    public static func frequency(
        events: [Int], per: Double = 100, confidence: Double = 0.95
    ) throws(SignificanceError) -> Frequency {
        guard !events.isEmpty else { throw .empty(name: "events") }
        for count in events { try Check.count(count, name: "events") }
        try Check.positive(per, name: "per")
        try Check.level(confidence)
        let n = Double(events.count)
        let total = events.reduce(0, +)
        let mean = Double(total) / n
        let squares = events.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        let variance = n > 1 ? squares / (n - 1) : nil
        let poisson = try exactInterval(observed: total, confidence: confidence)
        return Frequency(
            n: events.count, events: total, rate: mean * per, per: per,
            interval: variance.flatMap { variance in
                guard total > 0 else { return nil }
                let t = StudentT.critical(confidence: confidence, degreesOfFreedom: n - 1)
                return logInterval(
                    mean, t * (variance / n).squareRoot() / mean, per, confidence, "frequency, variance by person")
            },
            poissonInterval: poisson.scaled(by: per / n),
            dispersion: try dispersion(events: events),
            negativeBinomial: negativeBinomialSize(events, mean).map { size in
                let error = ((1 / mean + 1 / size) / n).squareRoot()
                let z = Normal.critical(confidence: confidence)
                return NegativeBinomialFit(
                    size: size, interval: logInterval(mean, z * error, per, confidence, "frequency, negative binomial"))
            })
    }

    /// The variance between people's numbers of events divided by their mean: 1 for independent events; nil for one person, and
    /// where nothing happened. Refuses an empty array.
    public static func dispersion(events: [Int]) throws(SignificanceError) -> Double? {
        guard !events.isEmpty else { throw .empty(name: "events") }
        let n = Double(events.count)
        let mean = events.reduce(0) { $0 + Double($1) } / n
        guard n > 1, mean > 0 else { return nil }
        return events.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / (n - 1) / mean
    }

    private static func logInterval(
        _ mean: Double, _ margin: Double, _ per: Double, _ confidence: Double, _ method: String
    ) -> Interval {
        Interval(
            lower: mean * exp(-margin) * per, upper: mean * exp(margin) * per, confidence: confidence, method: method)
    }

    /// The size at which the likelihood is largest: the root of Σ_i Σ_{j < x_i} 1/(size + j) = n log(1 + m/size), found
    /// by halving in log(size); nil where Σ(x - m)² <= n m, the likelihood then rising for ever.
    private static func negativeBinomialSize(_ events: [Int], _ mean: Double) -> Double? {
        let n = Double(events.count)
        guard events.reduce(0.0, { $0 + (Double($1) - mean) * (Double($1) - mean) }) > n * mean else { return nil }
        var atLeast = [Double](repeating: 0, count: (events.max() ?? 0) + 1)
        for count in events { atLeast[count] += 1 }
        for count in atLeast.indices.dropLast().reversed() { atLeast[count] += atLeast[count + 1] }
        let score = { (size: Double) in
            zip(0..., atLeast.dropFirst()).reduce(0) { $0 + $1.1 / (size + Double($1.0)) } - n * log1p(mean / size)
        }
        var (low, high) = (log(1e-8), log(1e12))
        while high - low > 1e-14 * max(1, high.magnitude) {
            let middle = (low + high) / 2
            if middle == low || middle == high { break }
            if score(exp(middle)) > 0 { low = middle } else { high = middle }
        }
        return exp(low)
    }
}
