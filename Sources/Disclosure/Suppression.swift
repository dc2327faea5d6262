import ReportKit

/// Why a figure was kept back.
public enum SuppressionReason: String, Codable, Hashable, Sendable, CaseIterable {
    /// Few of those counted.
    case smallCount = "small count"
    /// All but few of those counted.
    case smallComplement = "all but a small count"
    /// Few events in the baseline.
    case smallBase = "small baseline"
    /// Few people behind the events: one of them could know the others' (dominance).
    case fewPeople = "few people"
    /// Everyone, or nobody, of a small group.
    case everyoneOrNobody = "everyone or nobody of a few"
    /// Another figure that is kept back could be worked out from it.
    case protects = "would give away another figure"
    /// An earlier return kept the same figure back.
    case earlierReturn = "kept back in an earlier return"

    /// Whether the figure is kept back for its own sake.
    var isPrimary: Bool {
        switch self {
        case .protects, .earlierReturn: false
        default: true
        }
    }
}

/// A figure kept back: where and why, and no number.
public struct Suppression: Hashable, Sendable {
    public let indicator: String
    public let area: Area
    public let group: String?
    public let span: Period
    public let breakdown: Breakdown?
    public let reason: SuppressionReason
    /// What it protects, where that is its reason.
    public let protecting: String?

    /// The group, with what it is a group by.
    public var findingGroup: Finding.Group? {
        breakdown.flatMap { by in group.map { Finding.Group(by: by, value: $0) } }
    }

    /// The same figure under the name of an indicator of the same counts.
    func of(_ indicator: Indicator) -> Suppression {
        Suppression(
            indicator: indicator.id, area: area, group: group, span: span, breakdown: breakdown, reason: reason,
            protecting: protecting)
    }
}
