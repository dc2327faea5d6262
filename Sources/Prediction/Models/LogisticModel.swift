/// A logistic model of re-offending, as an analyst fitted it: the probability is 1 / (1 + exp(-score)), the score an
/// intercept and a sum of terms.
///
/// Written as JSON:
///
/// ```json
/// {
///   "name": "three-month model", "version": "2", "horizonMonths": 3,
///   "fittedOn": "caseload of 2008-09, 612,000 offender-snapshots, England and Wales",
///   "intercept": -2.31,
///   "terms": [
///     {"name": "women", "input": "sex", "levels": {"female": -0.2, "male": 0}, "missing": 0},
///     {"name": "sanctions", "input": "log-sanctions", "coefficient": 0.61, "missing": "refuse"}
///   ]
/// }
/// ```
///
/// A term on a factor (``FactorInput``) gives every level a coefficient, 0 for the reference level; a term on a number
/// (``NumberInput``) has one coefficient. `missing` is what is added if the input is missing, or `"refuse"`: the person
/// then gets no prediction, and is counted under the term's name. An input has at most one term.
public struct LogisticModel: Equatable, Sendable {
    public let name: String
    public let version: String
    /// Months after the snapshot that the model predicts for.
    public let horizonMonths: Int
    /// The data that it was fitted on, in words.
    public let fittedOn: String
    public let intercept: Double
    public let terms: [Term]

    /// One term of the sum.
    public struct Term: Equatable, Sendable {
        public let name: String
        public let effect: Effect
        public let missing: Missing
    }

    /// What a term adds.
    public enum Effect: Equatable, Sendable {
        case factor(FactorInput, levels: [String: Double])
        case number(NumberInput, coefficient: Double)
    }

    /// What is done if a term's input is missing.
    public enum Missing: Equatable, Sendable {
        case refuse
        case add(Double)
    }
}
