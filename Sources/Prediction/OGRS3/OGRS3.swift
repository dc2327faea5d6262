import Glibc

/// The Offender Group Reconviction Scale, version 3: the probability of proven re-offending within one and two years,
/// from age, sex and criminal history.
///
/// P. Howard, B. Francis, K. Soothill and L. Humphreys, OGRS 3: the revised Offender Group Reconviction Scale, Ministry
/// of Justice Research Summary 7/09. It is not the prediction that NI 18 is judged against, which is for three months.
///
///     copas = c ln(N / (10 + A - S))
///     T     = age and sex at the start of follow-up + status + copas + offence
///     p     = exp(a + T) / (1 + exp(a + T))
public struct OGRS3: Sendable {
    public let coefficients: CoefficientSet
    /// The most previous sanctions that count; nil for no limit. One implementation had 50; the scale has none.
    public let cap: Int?
    private let codes = OffenceCodes.standard

    public init(_ coefficients: CoefficientSet, cap: Int? = nil) {
        self.coefficients = coefficients
        self.cap = cap
    }

    /// The score of one person.
    ///
    /// - Parameters:
    ///   - weight: a weight to use instead of the offence code's, as some test cases do.
    ///   - rules: which criminal histories are impossible.
    /// - Throws: why the person cannot be scored.
    public func score(
        _ input: OGRS3Input, weight: OffenceWeight = .ofCode, rules: OGRS3Rules = .published
    ) throws(OGRS3Refusal) -> OGRS3Score {
        let valid = try input.validated(by: rules)
        let offence =
            switch weight {
            case .ofCode: try codes.weight(of: valid.offenceCode, in: coefficients)
            case .given(let weight): weight
            case .refused(let refusal): throw refusal
            }
        guard let ageSex = coefficients.ageSexPoints(age: valid.ageAtFollowUp, sex: valid.sex) else {
            throw .followedUpBelowTen
        }
        let parts = OGRS3Score.Parts(
            ageSex: ageSex, status: valid.sanctions == 1 ? coefficients.firstTime : coefficients.repeatOffender,
            copas: try copas(
                sanctions: valid.sanctions, ageAtConviction: valid.ageAtConviction,
                ageAtFirstSanction: valid.ageAtFirstSanction),
            offence: offence)
        return OGRS3Score(
            parts: parts,
            oneYear: try Self.probability(score: parts.sum, intercept: coefficients.oneYearIntercept),
            twoYear: try Self.probability(score: parts.sum, intercept: coefficients.twoYearIntercept))
    }

    /// The rate of sanctions: c ln(N / (10 + A - S)), where N is at most one above ``cap``.
    func copas(sanctions: Int, ageAtConviction: Int, ageAtFirstSanction: Int) throws(OGRS3Refusal) -> Double {
        let counted = cap.map { min(sanctions, $0 + 1) } ?? sanctions
        let years = coefficients.copasYears + Double(ageAtConviction - ageAtFirstSanction)
        guard counted >= 1 else { throw .sanctionsBelowOne }
        guard years > 0 else { throw .firstSanctionAfterConviction }
        return coefficients.copasMultiplier * log(Double(counted) / years)
    }

    /// exp(a + T) / (1 + exp(a + T)).
    ///
    /// Refused if the exponential overflows or vanishes: for a + T of 709 or more, and of -745 or less.
    static func probability(score: Double, intercept: Double) throws(OGRS3Refusal) -> Double {
        let exponent = intercept + score
        guard exponent > -745, exponent < 709 else { throw .outOfRange }
        return exp(exponent) / (1 + exp(exponent))
    }
}

/// What an offence adds to a score: the weight of its code, or what a test case puts in its place.
public enum OffenceWeight: Sendable {
    case ofCode
    case given(Double)
    case refused(OGRS3Refusal)
}

/// A person's score.
public struct OGRS3Score: Sendable {
    /// The terms of the sum.
    public struct Parts: Sendable {
        public let ageSex, status, copas, offence: Double

        /// T, added up from left to right.
        public var sum: Double { ageSex + status + copas + offence }
    }

    public let parts: Parts
    /// The probability of proven re-offending within one year, unrounded.
    public let oneYear: Double
    /// Within two years.
    public let twoYear: Double

    public var oneYearPercent: Int { Self.percent(oneYear) }
    public var twoYearPercent: Int { Self.percent(twoYear) }
    public var band: RiskBand? { RiskBand(twoYearPercent: twoYearPercent) }

    /// A probability as the whole percentage that is reported: rounded half-up to five decimals, then to a whole
    /// percentage, and limited to 1 to 99.
    static func percent(_ probability: Double) -> Int {
        clamped(HalfUp.percentage(HalfUp.fiveDecimals(probability)))
    }

    /// Limits a percentage to 1 to 99: neither 0% nor 100% is reported.
    static func clamped(_ percent: Int) -> Int {
        min(max(percent, 1), 99)
    }
}
