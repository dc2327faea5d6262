import ReportKit

/// Why a figure is suppressed.
public enum SuppressionReason: String, Codable, Hashable, Sendable, CaseIterable {
    /// The numerator is small.
    case smallCount = "small count"
    /// The denominator less the numerator is small.
    case smallComplement = "all but a small count"
    /// The baseline has few events.
    case smallBase = "small baseline"
    /// Few people account for the events: one of them could work out the others' (dominance).
    case fewPeople = "few people"
    /// Everyone or nobody in a small group.
    case everyoneOrNobody = "everyone or nobody of a few"
    /// It was published before, and late data change it by few people.
    case revision
    /// Another suppressed figure could be worked out from it.
    case protects = "would give away another figure"
    /// An earlier return suppressed the same figure.
    case earlierReturn = "suppressed in an earlier return"

    /// Whether the figure is suppressed for its own sake.
    var isPrimary: Bool {
        switch self {
        case .protects, .earlierReturn: false
        default: true
        }
    }
}

/// A suppressed figure: where and why, but no number.
public struct Suppression: Hashable, Sendable {
    public let indicator: String
    public let area: Area
    public let group: String?
    public let span: Period
    public let breakdown: Breakdown?
    public let reason: SuppressionReason
    /// Which of its counts are suppressed.
    public let counts: [CountKind]

    /// The group, with the breakdown that it belongs to.
    public var findingGroup: Finding.Group? {
        breakdown.flatMap { by in group.map { Finding.Group(by: by, value: $0) } }
    }

    /// The same suppression of several counts, under the name of another indicator of the same counts.
    func of(_ indicator: Indicator, counts: [CountKind]) -> Suppression {
        Suppression(
            indicator: indicator.id, area: area, group: group, span: span, breakdown: breakdown, reason: reason,
            counts: counts)
    }
}
