/// The counts that a finding has, by the names that relations and registers use for them.
///
/// Besides its figures, a finding has a count for each ``QualityMeasure``: how many lack something, and out of how
/// many, whose name ends in `-of`. Measures that are taken over all areas alone, such as rows rejected when an extract
/// was loaded, have no name here.
public enum CountKind: String, Codable, CaseIterable, Sendable {
    /// The numerator.
    case observed
    /// The denominator.
    case n
    /// Distinct people behind the counts, in families that count them.
    case people
    /// The count of the year before, in families that compare with it.
    case yearBefore = "year-before"
    /// Events left out of the denominator because the question was not answered.
    case notRecorded = "not-recorded"
    /// Rows not matched to the Police National Computer.
    case pncMatch = "pnc-match"
    case pncMatchOf = "pnc-match-of"
    /// Rows without a prediction.
    case prediction
    case predictionOf = "prediction-of"
    /// What is counted where the authority is not assigned.
    case authority
    case authorityOf = "authority-of"
    /// Events without an answer.
    case answered
    case answeredOf = "answered-of"
    /// People without an expected change.
    case expectedChange = "expected-change"
    case expectedChangeOf = "expected-change-of"
    /// Repeated snapshots of one person.
    case repeats
    case repeatsOf = "repeats-of"
}

extension CountKind {
    /// The count of rows that lack what a measure is about; nil for a measure that no area has.
    public init?(countOf measure: QualityMeasure.Kind) {
        self.init(rawValue: measure.rawValue)
    }

    /// The count of rows that could lack what a measure is about; nil for a measure that no area has.
    public init?(allOf measure: QualityMeasure.Kind) {
        self.init(rawValue: "\(measure.rawValue)-of")
    }
}

extension Finding {
    /// The count of a kind; nil where the finding has none, or it is not known.
    public subscript(kind: CountKind) -> Int? {
        switch kind {
        case .observed: return observed
        case .n: return n
        case .people: return figures.people
        case .yearBefore: return figures.yearBefore
        case .notRecorded:
            if case .proportion(let figures) = figures { return figures.notRecorded }
            return nil
        default:
            for measure in dataQuality {
                if kind == CountKind(countOf: measure.measure) { return measure.count }
                if kind == CountKind(allOf: measure.measure) { return measure.of }
            }
            return nil
        }
    }
}
