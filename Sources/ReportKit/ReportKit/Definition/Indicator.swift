/// An indicator's definition sheet, which a module fills in and every report includes.
public struct Indicator: Hashable, Codable, Sendable {
    /// Letters and digits, such as `NI18`; the module's name on the command line.
    public var id: String
    public var title: String
    /// What is counted, for whom, and when.
    public var definition: String
    public var family: Family
    /// The unit of the value, such as `%` or `% relative difference`.
    public var unit: String
    /// The number of people that a rate is expressed per, such as 1,000; nil for the family's own
    /// (``Family/rateBase``).
    public var rateBase: Int?
    /// Which quantile is reported, and how finely, in the family of quantiles; nil for the family's own
    /// (``quantileTerms``).
    public var quantile: QuantileTerms?
    public var polarity: Polarity
    /// Decimal places of published values.
    public var decimals: Int
    public var frequency: String
    /// The levels this indicator can be reported at, in any order.
    public var levels: [AreaLevel]
    /// The systems that the counts come from.
    public var source: String
    /// Who supplies the published figure.
    public var supplier: String
    /// What every reader must be told.
    public var caveats: [String]
    /// The version of this definition.
    public var version: String
    /// Other names for the same indicator.
    public var aliases: [String]
    /// What the figures may be broken down by.
    public var breakdowns: [Breakdown]
    /// The identifier of the indicator whose counts this one uses; nil where it has its own.
    public var sameAs: String?
    /// How its counts add up with those of other indicators; one of the indicators of a relation declares it.
    public var relations: [CountRelation]

    public init(
        id: String, title: String, definition: String, family: Family, unit: String, polarity: Polarity,
        decimals: Int, frequency: String, levels: [AreaLevel], source: String, supplier: String, caveats: [String],
        version: String, aliases: [String] = [], breakdowns: [Breakdown] = [.sex, .ageBand, .ethnicity],
        rateBase: Int? = nil, relations: [CountRelation] = [], quantile: QuantileTerms? = nil
    ) {
        self.id = id
        self.title = title
        self.definition = definition
        self.family = family
        self.unit = unit
        self.polarity = polarity
        self.decimals = decimals
        self.frequency = frequency
        self.levels = levels
        self.source = source
        self.supplier = supplier
        self.caveats = caveats
        self.version = version
        self.aliases = aliases
        self.breakdowns = breakdowns
        self.rateBase = rateBase
        self.relations = relations
        self.quantile = quantile
    }
}

extension Indicator {
    /// The identifier of the indicator whose counts this one uses: its own, or another's.
    public var countsOf: String { sameAs ?? id }

    /// Whether the indicator can be reported at a level. A partnership is a group of authorities, so it can be reported
    /// wherever authorities can.
    public func offers(_ level: AreaLevel) -> Bool {
        levels.contains(level == .partnership ? .localAuthority : level)
    }

    /// Sorts indicators as readers expect, NI 18 before NI 143: by letters, then by number.
    public var sortKey: (letters: String, number: Int, id: String) {
        (id.filter(\.isLetter), Int(id.filter(\.isNumber)) ?? 0, id)
    }
}

/// What a report's figures may be broken down by.
public enum Breakdown: String, Codable, CaseIterable, Sendable {
    case sex
    case ageBand = "age-band"
    case ethnicity
    case tier
    case orderType = "order-type"
    /// The indicator's own categories, such as levels of public protection arrangements.
    case category
}
