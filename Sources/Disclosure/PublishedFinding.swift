import ReportKit

/// A finding as it may leave the program.
public enum PublishedFinding: Sendable {
    case shown(ShownFinding)
    /// Its counts are rounded.
    case rounded(RoundedFinding)
    /// Only some of its counts are shown.
    case partial(PartialFinding)
    /// It has no number.
    case suppressed(Suppression)

    public var area: Area {
        switch self {
        case .shown(let finding): finding.area
        case .rounded(let finding): finding.area
        case .partial(let finding): finding.area
        case .suppressed(let suppression): suppression.area
        }
    }

    /// The finding with its numbers; nil where they are rounded or suppressed.
    public var shown: ShownFinding? { if case .shown(let finding) = self { finding } else { nil } }

    /// The same with its adjusted p value, judged by it if asked for.
    func judged(beside areas: Comparisons, by basis: VerdictBasis) -> PublishedFinding {
        if case .shown(let finding) = self { .shown(areas.judged(finding, by: basis)) } else { self }
    }

    /// The group it is about; nil where the report is not broken down.
    public var group: Finding.Group? {
        switch self {
        case .shown(let finding): finding.group
        case .rounded(let finding): finding.group
        case .partial(let finding): finding.group
        case .suppressed(let suppression): suppression.findingGroup
        }
    }

    /// Why there is no verdict, where the data behind the figure do not allow one; nil where it is suppressed.
    public var notJudged: NotJudged? {
        switch self {
        case .shown(let finding): finding.notJudged
        case .rounded(let finding): finding.notJudged
        case .partial(let finding): finding.notJudged
        case .suppressed: nil
        }
    }

    /// How many of its members an area that is made up of others has in its figure; nil for any other area, and where
    /// the figure is suppressed.
    public var coverage: MemberCoverage? {
        switch self {
        case .shown(let finding): finding.coverage
        case .rounded(let finding): finding.coverage
        case .partial(let finding): finding.coverage
        case .suppressed: nil
        }
    }
}
