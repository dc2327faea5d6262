import Disclosure
import Presenting
import ReportKit
import Text

/// The published figures of the areas that the return's own areas are compared with.
public struct SimilarFigures: Sendable {
    public let groups: [ComparisonGroup]
    /// The return's own areas for which no similar ones were found.
    public let alone: [Area]
    private let beside: [String: PublishedReport]

    /// - Parameters:
    ///   - reports: on members of the groups that are not in the return itself, one per indicator.
    ///   - alone: the return's own areas for which similar ones were sought and not found.
    public init(_ groups: [ComparisonGroup] = [], beside reports: [PublishedReport] = [], alone: [Area] = []) {
        self.groups = groups
        self.alone = alone
        beside = Dictionary(reports.map { ($0.indicator.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether figures of areas of different size can be compared: plain counts cannot.
    private static func isComparable(_ indicator: Indicator) -> Bool {
        indicator.family != .countAgainstTarget && !["count", "people", "hours", "GBP"].contains(indicator.unit)
    }

    /// The fewest published figures that a group is told by: the median and range of fewer would be their own figures.
    static let fewest = 3

    /// How an area's published figure stands among those of its group; nil where the area has no group, or no figure, or
    /// fewer than ``fewest`` of its members have one, and for plain counts, which follow an area's size.
    func position(of finding: ShownFinding, in report: PublishedReport) -> SimilarPosition? {
        guard Self.isComparable(report.indicator), finding.group == nil, finding.mayBeCompared,
            let group = groups.first(where: { $0.area == finding.area }),
            let own = finding.figures.presentation.headline(finding, report.indicator), let value = own.value
        else { return nil }
        let known = report.shown + (beside[report.indicator.id]?.shown ?? [])
        let values = group.members.compactMap { member in
            known.first { $0.area == member && $0.group == nil && $0.mayBeCompared }.flatMap { finding in
                finding.figures.presentation.headline(finding, report.indicator)?.value
            }
        }
        guard values.count >= Self.fewest else { return nil }
        return SimilarPosition(of: value, own.interval, among: values, of: group.members.count, headline: own)
    }
}

extension ShownFinding {
    /// Whether the figure is one that may be held against another: its data allow a judgement, and are enough.
    fileprivate var mayBeCompared: Bool { notJudged == nil && verdict != .notEnoughData && !isInsufficient }
}

/// How a figure stands among those of similar areas: without a rank, which chance alone would shuffle.
struct SimilarPosition: Sendable {
    /// Where it is, as far as its own interval tells.
    enum Standing: String, Sendable, CaseIterable {
        case below = "below their median"
        case above = "above their median"
        /// The median lies in its 95% interval.
        case unclear = "not clearly different"
        /// It has no interval, so that only the range says anything.
        case inside = "within their range"
        case outside = "outside their range"
    }

    let median, lowest, highest: Double
    /// How many of the similar areas have a published figure, of how many.
    let published: Int
    let members: Int
    let standing: Standing
    let unit: PlottedValue.Unit

    init(
        of value: Double, _ interval: (lower: Double, upper: Double)?, among values: [Double], of members: Int,
        headline: Headline
    ) {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        median = sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
        (lowest, highest) = (sorted[0], sorted[sorted.count - 1])
        (published, self.members, unit) = (sorted.count, members, headline.unit)
        if let interval {
            standing = interval.upper < median ? .below : interval.lower > median ? .above : .unclear
        } else {
            standing = value < lowest || value > highest ? .outside : .inside
        }
    }

    /// `median 11.20%, 9.05% to 14.10%`.
    var range: String { "median \(unit.text(median)), \(unit.text(lowest)) to \(unit.text(highest))" }

    /// `median 11.20%, 9.05% to 14.10%: not clearly different`.
    var line: String { "\(range): \(standing.rawValue)" }

    /// `Among 10 similar areas, the median is 11.20% and the range 9.05% to 14.10%; this figure is not clearly
    /// different.`
    func sentence(_ basis: ComparisonGroup.Basis) -> String {
        let kind = basis == .makeUp ? "similar areas" : "areas chosen for comparison"
        let count =
            published == members
            ? "\(members) \(kind)"
            : "\(published) of \(members) \(kind), whose figures "
                + "are published"
        let told: String =
            switch standing {
            case .below, .above: "its 95% interval lies \(standing.rawValue)"
            case .unclear: "the median lies in its 95% interval"
            case .inside, .outside: "it lies \(standing.rawValue)"
            }
        return "Among \(count), the median is \(unit.text(median)) and the range \(unit.text(lowest)) to "
            + "\(unit.text(highest)); \(told)."
    }
}

extension Return {
    /// How a figure stands among those of similar areas, in a sentence; nil where they have too few.
    func similarSentence(on finding: ShownFinding, in report: PublishedReport) -> String? {
        guard let position = similar.position(of: finding, in: report) else { return nil }
        return position.sentence(similar.groups.first { $0.area == finding.area }?.basis ?? .makeUp)
    }

    /// Which areas the return's own are compared with, one sentence each, and how they were found.
    package var comparisonLines: [String] {
        let groups = similar.groups
        let alone = similar.alone.map { area in
            "\(area.named) is compared with no similar areas: on the last snapshot it has too few people, or too few "
                + "areas of its level have enough."
        }
        guard !groups.isEmpty else { return alone }
        let lists = groups.map { group in
            let names = group.members.map(\.name).joined(separator: ", ")
            let what = group.basis == .makeUp ? "most similar caseloads" : "chosen by the partnership"
            return "\(group.area.named) is compared with (\(what)): \(names)."
        }
        let method =
            groups.contains { $0.basis == .makeUp }
            ? [
                "Similar are the areas whose caseloads are nearest in size, predicted risk, age, sex, current offence "
                    + "and tier, "
                    + "each counting alike (standardised Euclidean distance of rounded shares). They are not a league: "
                    + "a "
                    + "position says nothing unless the area's own interval lies beyond the median."
            ] : []
        let left =
            "Nothing is said of a plain count, which follows an area's size, or where fewer than "
            + "\(SimilarFigures.fewest) of the areas compared with have a published figure."
        return lists + alone + method + [left]
    }
}
