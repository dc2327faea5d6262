/// How much the outcomes of one person's rows go together, given what was predicted for each: one number for a cohort.
///
/// 0 where a person's rows are like those of different people, 1 where they are as alike as their predictions allow. With
/// e = O - c p the residuals, c = ΣO/Σp over the cohort (so that a cohort that does better than predicted does not look
/// correlated), and pairs i < j of rows of one person:
///
///     ρ = Σ e_i e_j / Σ (min(p_i, p_j) - p_i p_j), at least 0 and at most 1.
///
/// The denominator is the largest covariance that two outcomes with these probabilities can have, reached where the
/// likelier happens whenever the less likely does; for equal predictions ρ is the ordinary correlation. It is the moment
/// estimator of the mixture behind ``RepeatedPeople``.
public struct WithinPersonCorrelation: Sendable {
    /// How many pairs of rows of the same person there are.
    public private(set) var pairs = 0
    private var observed = 0.0
    private var expected = CompensatedSum()
    // Σ over pairs of O_i O_j, of O_i p_j + O_j p_i, of p_i p_j, and of min(p_i, p_j).
    private var both = 0.0
    private var crossed = CompensatedSum()
    private var products = CompensatedSum()
    private var smaller = CompensatedSum()
    private var person: Int32?
    /// The rows of that person so far.
    private var rows: [(predicted: Double, observed: Double)] = []

    /// No row.
    public init() {}

    /// Adds a row; all rows of a person come one after another.
    /// - Parameters:
    ///   - person: any number.
    ///   - predicted: the predicted probability of the outcome.
    ///   - happened: the outcome.
    public mutating func add(person: Int32, predicted: Double, observed happened: Bool) {
        let outcome = happened ? 1.0 : 0
        observed += outcome
        expected.add(predicted)
        if person != self.person {
            self.person = person
            rows.removeAll(keepingCapacity: true)
        }
        for other in rows {
            both += outcome * other.observed
            crossed.add(outcome * other.predicted + other.observed * predicted)
            products.add(predicted * other.predicted)
            smaller.add(min(predicted, other.predicted))
        }
        pairs += rows.count
        rows.append((predicted, outcome))
    }

    /// ρ; 0 where nobody is in several rows, or where no outcome of those who are is uncertain.
    public var estimate: Double {
        let room = smaller.value - products.value
        guard pairs > 0, room > 0 else { return 0 }
        let ratio = observed / expected.value
        let covariance = both - ratio * crossed.value + ratio * ratio * products.value
        return min(1, max(0, covariance / room))
    }
}
