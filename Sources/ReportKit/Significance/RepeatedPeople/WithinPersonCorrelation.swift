/// How much the outcomes of one person's rows go together, given what was predicted for each: one number for a cohort.
///
/// 0 where a person's rows are like those of different people, 1 where they are as alike as their predictions allow. With
/// e = O - c p the residuals, c = ΣO/Σp over the cohort (so that a cohort that does better than predicted does not look
/// correlated), and pairs i < j of rows of one person:
///
///     ρ = Σ e_i e_j / Σ (c min(p_i, p_j) - c² p_i p_j), at least 0 and at most 1.
///
/// The denominator is the largest covariance that two outcomes with the probabilities c p can have, reached where the
/// likelier happens whenever the less likely does; for equal predictions ρ is the ordinary correlation. It is the moment
/// estimator of the mixture behind ``RepeatedPeople``.
public struct WithinPersonCorrelation: Sendable {
    /// How many pairs of rows of the same person there are.
    public private(set) var pairs = 0
    private var observed = 0.0
    private var expected = CompensatedSum()
    // Σ over pairs of O_i O_j, of O_i p_j + O_j p_i, and of p_i p_j.
    private var both = 0.0
    private var crossed = CompensatedSum()
    private var products = CompensatedSum()
    /// Σ min(p_i, p_j) over the pairs of all people but the latest.
    private var smaller = CompensatedSum()
    private var latest: Int32?
    private var latestObserved = 0.0
    private var latestExpected = 0.0
    private var latestPredictions: [Double] = []

    /// No row.
    public init() {}

    /// Adds a row; all rows of a person come one after another.
    /// - Parameters:
    ///   - person: any number.
    ///   - predicted: the predicted probability of the outcome.
    ///   - happened: the outcome.
    public mutating func add(person: Int32, predicted: Double, observed happened: Bool) {
        let outcome = happened ? 1.0 : 0
        if person != latest {
            if latestPredictions.count > 1 { smaller.add(PairwiseMinimum.sum(latestPredictions)) }
            (latest, latestObserved, latestExpected) = (person, 0, 0)
            latestPredictions.removeAll(keepingCapacity: true)
        } else {
            both += outcome * latestObserved
            crossed.add(outcome * latestExpected + latestObserved * predicted)
            products.add(predicted * latestExpected)
            pairs += latestPredictions.count
        }
        observed += outcome
        expected.add(predicted)
        latestObserved += outcome
        latestExpected += predicted
        latestPredictions.append(predicted)
    }

    /// ρ; 0 where nobody is in several rows, or where no outcome of those who are is uncertain.
    public var estimate: Double {
        guard pairs > 0, observed > 0, expected.value > 0 else { return 0 }
        let ratio = observed / expected.value
        let room =
            ratio * (smaller.value + PairwiseMinimum.sum(latestPredictions)) - ratio * ratio * products.value
        guard room > 0 else { return 0 }
        let covariance = both - ratio * crossed.value + ratio * ratio * products.value
        return min(1, max(0, covariance / room))
    }

    /// ρ to hundredths, which hardly changes a verdict: nothing about an area that is not published should be worked out from
    /// what all areas tell together.
    public var told: Double { (100 * estimate).rounded() / 100 }
}

/// Σ min(p_i, p_j) over the pairs of some numbers.
enum PairwiseMinimum {
    /// In the time of a sort: a person may be in very many rows.
    static func sum(_ numbers: [Double]) -> Double {
        switch numbers.count {
        case ...1: 0
        case 2: min(numbers[0], numbers[1])
        default:
            // The smallest is the smaller one of all its pairs, and so on.
            numbers.sorted().enumerated().reduce(0) { $0 + Double(numbers.count - 1 - $1.offset) * $1.element }
        }
    }
}
