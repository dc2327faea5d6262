import Disclosure
import ReportKit
import Significance
import Text

/// Observed against expected in the groups of a factor, as they may leave the program.
///
/// Two ways lead here. In the internal form they are a check's own: cross-validated, of the model's baseline. Those may
/// not be published: they are of nearly the same people as NI 18's figures by trust and by group, so that what is left
/// out of the one and not of the other could be worked out, and what disclosure control holds back in NI 18's figures
/// would be here. Otherwise they are taken from NI 18's reports themselves, judged by the model, that disclosure
/// control has let through: nothing is shown that these do not show.
public struct PublishedGroups: Sendable {
    /// What divides the people.
    let factor: FactorInput
    public let rows: [Row]

    /// The people of one level. What is suppressed is nil.
    public struct Row: Sendable {
        public let level: String
        let n: Int?
        let observed: Int?
        let expected: Double?
        /// Observed divided by expected, with its 95% interval.
        public let ratio: Ratio?
    }

    public struct Ratio: Sendable {
        public let value: Double
        public let interval: (lower: Double, upper: Double)
    }

    public var name: String { factor.rawValue }

    init(_ grouping: ModelCheck.Grouping) {
        factor = grouping.factor
        rows = grouping.groups.map { group in
            Row(
                level: group.level, n: group.n, observed: group.observed, expected: group.expected,
                ratio: group.ratio.map { Ratio(value: $0.value, interval: $0.interval) })
        }
    }

    /// The groups, or the trusts, of a report of NI 18 that is judged by the model.
    public init(_ report: PublishedReport) {
        switch report.breakdown {
        case .sex: factor = .sex
        case .ageBand: factor = .ageBand
        case .ethnicity: factor = .ethnicity
        default: factor = .trust
        }
        rows = report.findings.map { finding in
            let level = finding.group?.value ?? finding.area.name
            guard let shown = finding.shown, case .predicted(let figures) = shown.figures else {
                return Row(level: level, n: nil, observed: nil, expected: nil, ratio: nil)
            }
            let ratio = figures.relativeDifference.flatMap { difference in
                figures.differenceInterval.map { interval in
                    Ratio(
                        value: 1 + difference / 100, interval: (1 + interval.lower / 100, 1 + interval.upper / 100))
                }
            }
            return Row(
                level: level, n: shown.n, observed: shown.observed, expected: figures.expected, ratio: ratio)
        }
    }

    /// What the groups are divided by, in NI 18's reports: nil for trusts, which are areas.
    public static let breakdowns: [Breakdown?] = [.sex, .ageBand, .ethnicity, nil]

    func lines(width: Int) -> [String] {
        var table = TextTable([
            .init(heading: "Group", alignment: .left), .init(heading: "n"), .init(heading: "Observed"),
            .init(heading: "Expected"), .init(heading: "Ratio"), .init(heading: "95% interval"),
        ])
        for row in rows {
            table.append([
                row.level, row.n.map(Numbers.count) ?? Numbers.missing,
                row.observed.map(Numbers.count) ?? Numbers.missing,
                row.expected.map { Numbers.fixed($0, 1) } ?? Numbers.missing,
                row.ratio.map { Numbers.fixed($0.value, 3) } ?? Numbers.missing,
                row.ratio.map { "\(Numbers.fixed($0.interval.lower, 3)) to \(Numbers.fixed($0.interval.upper, 3))" }
                    ?? Numbers.missing,
            ])
        }
        return table.lines(width: width)
    }
}
