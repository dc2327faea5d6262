import Glibc

/// A logistic model of re-offending: the probability is 1 / (1 + exp(-score)), the score an intercept and a sum of terms.
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
///     {"name": "sanctions", "input": "log-sanctions", "coefficient": 0.61, "missing": "refuse"},
///     {"name": "age", "input": "age", "knots": [20, 30, 50], "coefficients": [-0.03, 0.01], "missing": "refuse"},
///     {"name": "women's sanctions", "inputs": ["sex", "log-sanctions"],
///      "levels": {"female": 0.1, "male": 0}, "missing": 0}
///   ]
/// }
/// ```
///
/// A term on a factor (``FactorInput``) gives every level a coefficient, 0 for the reference level, or `"refuse"`; a term
/// on a number (``NumberInput``) has one coefficient, or knots and coefficients of a restricted cubic spline; a term on two
/// inputs is their product. `missing` is what is added if an input is missing, or `"refuse"`: the person then gets no
/// prediction, and is counted under the term's name. An input has at most one term besides products.
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

    /// What a term adds. A level that is left out has no coefficient, and is refused.
    public enum Effect: Equatable, Sendable {
        case factor(FactorInput, levels: [String: Double])
        case number(NumberInput, coefficient: Double)
        /// A restricted cubic spline in Harrell's form, with one coefficient fewer than knots.
        case spline(NumberInput, knots: [Double], coefficients: [Double])
        /// A coefficient for each pair of levels.
        case pairs(FactorInput, FactorInput, levels: [String: [String: Double]])
        /// The number times the coefficient of the level.
        case numberByLevel(FactorInput, NumberInput, levels: [String: Double])
        case productOfNumbers(NumberInput, NumberInput, coefficient: Double)
    }

    /// What is done if a term's input is missing.
    public enum Missing: Equatable, Sendable {
        case refuse
        case add(Double)
    }
}

extension LogisticModel {
    /// The logistic function: 1 / (1 + exp(-score)).
    @inline(__always)
    static func probability(_ score: Double) -> Double { 1 / (1 + exp(-score)) }
}

extension LogisticModel.Effect {
    /// The name of the term's input, or the names of both.
    var input: String {
        switch self {
        case .factor(let input, _): input.rawValue
        case .number(let input, _), .spline(let input, _, _): input.rawValue
        case .pairs(let one, let other, _): "\(one.rawValue) x \(other.rawValue)"
        case .numberByLevel(let factor, let number, _): "\(factor.rawValue) x \(number.rawValue)"
        case .productOfNumbers(let one, let other, _): "\(one.rawValue) x \(other.rawValue)"
        }
    }
}
