/// A factor that a term can have as its input; the term gives each level a coefficient.
public enum FactorInput: String, CaseIterable, Sendable {
    case sex
    case ageBand = "age-band"
    case ethnicity
    case tier
    case orderType = "order-type"
    /// The group of the current offence, as OGRS3 groups them.
    case offenceGroup = "offence-group"
    /// The supervising area or trust by its name: an allowance for how much is detected there.
    case trust

    /// Every level that the caseload can hold, of which a model says what each adds; nil where the warehouse tells them.
    public var levels: [String]? {
        switch self {
        case .sex: ["female", "male"]
        case .ageBand:
            ["under 18", "18 to 20", "21 to 24", "25 to 29", "30 to 39", "40 to 49", "50 and over"]
        case .ethnicity: ["asian", "black", "mixed", "other", "white"]
        case .tier: ["1", "2", "3", "4"]
        case .orderType: ["community order", "suspended sentence order", "licence"]
        case .offenceGroup: OffenceCodes.standard.groups
        case .trust: nil
        }
    }

    /// Whether it comes from the criminal history.
    var isOfHistory: Bool { self == .offenceGroup }

    /// Its place among the factors.
    var place: Int { Self.allCases.firstIndex(of: self)! }
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
    /// Completed months from the current conviction to the snapshot.
    case monthsSinceConviction = "months-since-conviction"

    /// Whether it comes from the criminal history.
    var isOfHistory: Bool { self != .age && self != .ageSquared }

    /// What it is computed from.
    var sources: [NumberSource] {
        switch self {
        case .age, .ageSquared: [.age]
        case .sanctions, .logSanctions: [.sanctions]
        case .ageAtFirstSanction: [.ageAtFirstSanction]
        case .copas: [.sanctions, .career]
        case .monthsSinceConviction: [.monthsSinceConviction]
        }
    }
}

/// A whole number of a person from which inputs are computed.
enum NumberSource: Int, CaseIterable, Sendable {
    case age, sanctions, ageAtFirstSanction, career, monthsSinceConviction
}
