import ReportKit

/// A finding as it may leave the program.
public enum PublishedFinding: Sendable {
    case shown(ShownFinding)
    /// Its counts are rounded.
    case rounded(RoundedFinding)
    /// It has no number.
    case suppressed(Suppression)

    public var area: Area {
        switch self {
        case .shown(let finding): finding.area
        case .rounded(let finding): finding.area
        case .suppressed(let suppression): suppression.area
        }
    }

    /// The finding with its numbers; nil where they are rounded or suppressed.
    public var shown: ShownFinding? { if case .shown(let finding) = self { finding } else { nil } }

    /// The group it is about; nil where the report is not broken down.
    public var group: Finding.Group? {
        switch self {
        case .shown(let finding): finding.group
        case .rounded(let finding): finding.group
        case .suppressed(let suppression): suppression.findingGroup
        }
    }
}
