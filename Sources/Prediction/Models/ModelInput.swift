/// A factor that a term can have as its input; the term gives each level a coefficient.
public enum FactorInput: String, CaseIterable, Sendable {
    case sex
    case ageBand = "age-band"
    case ethnicity
    case tier
    case orderType = "order-type"

    /// Every level that the caseload can hold; a model gives each a coefficient.
    public var levels: [String] {
        switch self {
        case .sex: ["female", "male"]
        case .ageBand:
            ["under 18", "18 to 20", "21 to 24", "25 to 29", "30 to 39", "40 to 49", "50 and over"]
        case .ethnicity: ["asian", "black", "mixed", "other", "white"]
        case .tier: ["1", "2", "3", "4"]
        case .orderType: ["community order", "suspended sentence order", "licence"]
        }
    }
}

/// A quantity that a term multiplies by its coefficient.
public enum NumberInput: String, CaseIterable, Sendable {
    /// Completed years at the snapshot, as if born on the first of the month of birth.
    case age
    case ageSquared = "age-squared"
    /// All sanctions, the current one included.
    case sanctions
    /// The natural logarithm of ``sanctions``.
    case logSanctions = "log-sanctions"
    case ageAtFirstSanction = "age-at-first-sanction"
    /// ln(sanctions / (10 + age at conviction - age at first sanction)), as in OGRS3.
    case copas
}
