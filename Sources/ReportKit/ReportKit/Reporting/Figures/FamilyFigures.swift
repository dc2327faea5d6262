/// The part of a finding that is specific to its family.
public protocol FamilyFigures: Hashable, Codable, Sendable {
    static var family: Family { get }
    /// The outcomes of the family's tests, always the same number in the same order; nil for a test that was not made.
    var outcomes: [TestOutcome?] { get set }
    /// The outcome of the test by which the finding is judged: its p value is the one that is adjusted for many areas.
    /// Nil where it was not made.
    var judging: TestOutcome? { get set }
    /// The variance of the observed count if the area is as expected; nil where the family does not tell it.
    var varianceOfCount: Double? { get }
    /// Takes back what a judgement alone would rest on, but for the outcomes of tests.
    mutating func withdrawJudgement()
}

extension FamilyFigures {
    /// The only test of most families.
    public var judging: TestOutcome? {
        get { outcomes.first ?? nil }
        set { if !outcomes.isEmpty { outcomes[0] = newValue } }
    }

    public var varianceOfCount: Double? { nil }

    public mutating func withdrawJudgement() {}
}

extension Finding {
    /// The figures of each family.
    public enum Figures: Hashable, Sendable {
        case predicted(PredictedFigures)
        case proportion(ProportionFigures)
        case change(ChangeFigures)
        case frequency(FrequencyFigures)
        case rate(RateFigures)
        case standardised(StandardisedFigures)
        case count(CountFigures)
        case countChange(CountChangeFigures)
        case mean(MeanFigures)
        case quantile(QuantileFigures)
        case supplied(SuppliedFigures)
    }
}

extension Finding.Figures {
    /// The figures, whatever their family.
    public var any: any FamilyFigures {
        switch self {
        case .predicted(let figures): figures
        case .proportion(let figures): figures
        case .change(let figures): figures
        case .frequency(let figures): figures
        case .rate(let figures): figures
        case .standardised(let figures): figures
        case .count(let figures): figures
        case .countChange(let figures): figures
        case .mean(let figures): figures
        case .quantile(let figures): figures
        case .supplied(let figures): figures
        }
    }

    /// The outcome of the test by which the finding is judged.
    public var judging: TestOutcome? {
        get { any.judging }
        set { self = changed { $0.judging = newValue } }
    }

    /// The figures with other outcomes of the same tests.
    func with(_ outcomes: [TestOutcome?]) -> Finding.Figures {
        changed { $0.outcomes = outcomes }
    }

    /// The figures after a change that suits every family.
    func changed(_ change: (inout any FamilyFigures) -> Void) -> Finding.Figures {
        func changed<Figures: FamilyFigures>(_ figures: Figures) -> Figures {
            var any: any FamilyFigures = figures
            change(&any)
            return any as? Figures ?? figures
        }
        return switch self {
        case .predicted(let figures): .predicted(changed(figures))
        case .proportion(let figures): .proportion(changed(figures))
        case .change(let figures): .change(changed(figures))
        case .frequency(let figures): .frequency(changed(figures))
        case .rate(let figures): .rate(changed(figures))
        case .standardised(let figures): .standardised(changed(figures))
        case .count(let figures): .count(changed(figures))
        case .countChange(let figures): .countChange(changed(figures))
        case .mean(let figures): .mean(changed(figures))
        case .quantile(let figures): .quantile(changed(figures))
        case .supplied(let figures): .supplied(changed(figures))
        }
    }

    /// Decodes the figures of a family, whose keys stand in the same JSON object as the finding's own.
    init(_ family: Family, from decoder: any Decoder) throws {
        switch family {
        case .proportionAgainstPredicted: self = .predicted(try PredictedFigures(from: decoder))
        case .proportionAgainstTarget: self = .proportion(try ProportionFigures(from: decoder))
        case .cohortChange: self = .change(try ChangeFigures(from: decoder))
        case .frequency: self = .frequency(try FrequencyFigures(from: decoder))
        case .ratePerPopulation: self = .rate(try RateFigures(from: decoder))
        case .standardisedRate: self = .standardised(try StandardisedFigures(from: decoder))
        case .countAgainstTarget: self = .count(try CountFigures(from: decoder))
        case .countChange: self = .countChange(try CountChangeFigures(from: decoder))
        case .mean: self = .mean(try MeanFigures(from: decoder))
        case .quantile: self = .quantile(try QuantileFigures(from: decoder))
        case .supplied: self = .supplied(try SuppliedFigures(from: decoder))
        case .undefined:
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath, debugDescription: "an indicator without a definition has no finding"
                )
            )
        }
    }
}
