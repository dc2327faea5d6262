/// What an area agreed for an indicator, and for which days: a target, or a value that targets are based on.
public struct Agreement: Hashable, Codable, Sendable {
    /// What the value is.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case target
        case baseline
        case expectedChange = "expected change"
    }

    /// Identifier of the indicator under which it was agreed.
    public let indicator: String
    public let area: Area
    public let kind: Kind
    public let terms: AgreedTarget
    /// The days to which it applies.
    public let applies: Period

    public init(indicator: String, area: Area, kind: Kind, terms: AgreedTarget, applies: Period) {
        self.indicator = indicator
        self.area = area
        self.kind = kind
        self.terms = terms
        self.applies = applies
    }
}
