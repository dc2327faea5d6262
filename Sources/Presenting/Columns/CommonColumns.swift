import Disclosure
import ReportKit
import Text

/// Columns that every finding has, whatever its family.
extension FindingColumn {
    /// Where a finding is: the first columns of every file.
    static let places: [FindingColumn] = [
        .place("indicator", "Indicator", "Identifier of the national indicator.") { report, _ in
            .text(report.indicator.id)
        },
        .place(
            "quarter", "Quarter", "Quarter of the financial year asked for; 2010-11Q3 is October to December 2010.",
            whenEmpty: .notApplicable
        ) { report, _ in
            guard case .quarter(let quarter) = report.requested else { return nil }
            return .text(quarter.description)
        },
        .place("period_from", "From", "First day that the figures cover.", kind: .day) { report, _ in
            .text(report.period.from.description)
        },
        .place("period_to", "To", "Last day that the figures cover.", kind: .day) { report, _ in
            .text(report.period.to.description)
        },
        .place(
            "area_code", "Area code",
            "Code of the area on the last day, of the Government Statistical Service where one is known."
        ) { _, finding in .text(finding.area.code) },
        .place("area_name", "Area", "Name of the area.") { _, finding in .text(finding.area.name) }
            .shown(.place("Area", yields: true) { $0.areaName }),
        .place(
            "area_level", "Level",
            "Kind of area; not-assigned is the offenders of a trust whose authority is not known."
        ) { _, finding in .text(finding.area.level.rawValue) }
        .shown(.place("Level") { $0.area.level.word }),
        .place("by", "Broken down by", "What the figures are broken down by.", whenEmpty: .notApplicable) {
            _, finding in finding.group.map { .text($0.by.rawValue) }
        },
        .place("group", "Group", "The group of people in the area.", whenEmpty: .notApplicable) { _, finding in
            finding.group.map { .text($0.value) }
        }.shown(.place("Group") { $0.group?.value ?? Numbers.missing }),
    ]

    /// The numerator.
    static let observed: FindingColumn = .finding(
        "observed", "Numerator", .count, "How many of those counted it happened to.", role: .numerator
    ) { $0.observed.map { .number(Double($0)) } }

    /// The numerator, under the family's own heading in a table.
    static func observed(_ heading: String) -> FindingColumn {
        observed.shown(Display(heading) { _, finding in Numbers.count(finding.observed) })
    }

    /// The denominator.
    static let n: FindingColumn = .finding("n", "Denominator", .count, "How many were counted.", role: .denominator) {
        $0.n.map { .number(Double($0)) }
    }

    /// The denominator, under the family's own heading in a table.
    static func n(_ heading: String, spare: Int? = nil) -> FindingColumn {
        n.shown(Display(heading, spare: spare) { _, finding in Numbers.count(finding.n) })
    }

    /// The judgement of a finding: verdict, marks and target.
    static let judgement: [FindingColumn] = [
        .finding(
            "verdict", "Verdict", .text, "What may be said of the difference; not significant is not the same as none.",
            whenEmpty: .notApplicable, role: .verdict
        ) { $0.verdict.map { .text($0.rawValue) } },
        .basis(
            "not_judged", "Why not judged", .text, "What the data behind the figure lack, where they allow no verdict."
        ) { $0.notJudged.map { .text($0.reason) } },
        .basis("members", "Members", .count, "How many areas a larger one is made up of.") {
            $0.coverage.map { .number(Double($0.members)) }
        },
        .basis(
            "members_present", "Members present", .count, "How many of them have all that the figure needs."
        ) { $0.coverage.map { .number(Double($0.present)) } },
        .finding(
            "unreliable", "Unreliable", .flag, "Whether there are too few people or events for a steady rate."
        ) { .flag($0.unreliable) },
        .finding(
            "insufficient_data", "Records insufficient", .flag,
            "Whether the area's own records lack more than the thresholds allow."
        ) { .flag($0.isInsufficient) },
        .finding(
            "target", "Target", .number, "What was agreed, rates and relative measures as a fraction.",
            whenEmpty: .notApplicable
        ) { $0.target.map { .decimal($0.value) } }.shown(Display("Target", spare: 2, TargetCell.text)),
        .finding(
            "target_upper", "Target, upper end", .number, "Upper end of a target that is a range.",
            whenEmpty: .notApplicable
        ) { $0.target?.upper.map { .decimal($0) } },
        .finding(
            "target_measure", "Target measure", .text, "What the target is compared with.", whenEmpty: .notApplicable
        ) { $0.target.map { .text($0.measure.rawValue) } },
        .finding(
            "target_met", "Target met", .flag, "Whether the value meets the target, whatever the verdict.",
            whenEmpty: .notApplicable
        ) { $0.target?.met.map { .flag($0) } },
    ]

    /// The last columns of every file.
    static let ending: [FindingColumn] = [
        .place("sentence", "In words", "The finding in plain words.") { report, finding in
            .text(finding.sentence(report.indicator))
        }.asWording,
        .place("source", "Source", "The systems that the counts come from.") { report, _ in
            .text(report.indicator.source)
        }.asWording,
        .place("synthetic", "Synthetic", "Whether any row behind the figure is synthetic.", kind: .flag) { report, _ in
            .flag(report.dataQuality.synthetic)
        },
    ]

    /// The additional column of a file in which nothing is suppressed.
    package static func marking(_ marking: String) -> FindingColumn {
        .place("marking", "Marking", "How a file in which nothing is suppressed must be handled.") { _, _ in
            .text(marking)
        }
    }
}

extension PublishedFinding {
    /// The finding in plain words, or the sentence that replaces it where it may not be shown.
    package func sentence(_ indicator: Indicator) -> String {
        switch self {
        case .shown(let finding): finding.sentence(indicator)
        case .rounded(let finding):
            ([finding.notJudged?.sentence, finding.words(indicator)]
                + [finding.coverage.flatMap { $0.isComplete ? nil : $0.sentence(of: finding.area) }])
                .compactMap(\.self).joined(separator: " ")
        case .partial(let finding):
            ([finding.notJudged?.sentence, finding.words]
                + [finding.coverage.flatMap { $0.isComplete ? nil : $0.sentence(of: finding.area) }])
                .compactMap(\.self).joined(separator: " ")
        case .suppressed: "This figure is suppressed so that nobody can be recognised."
        }
    }
}

extension PartialFinding {
    /// What may be told of its counts.
    fileprivate var words: String {
        let rest = "is suppressed so that nobody can be recognised, with all that follows from it."
        switch (observed, n) {
        case (nil, let n?): return "Out of \(Numbers.count(n)); how many of them \(rest)"
        case (let observed?, nil): return "\(Numbers.count(observed)); out of how many \(rest)"
        case (let observed?, let n?):
            return "\(Numbers.count(observed)) and \(Numbers.count(n)); how many people they are of \(rest)"
        case (nil, nil): return "This figure \(rest)"
        }
    }
}

/// A target in a table, in the unit that the figures beside it are given in: `75.0% met`.
private enum TargetCell {
    @Sendable static func text(_ indicator: Indicator, _ finding: ShownFinding) -> String {
        guard let target = finding.target else { return Numbers.missing }
        let ends = [target.value] + (target.upper.map { [$0] } ?? [])
        return ends.map { value($0, target.measure, indicator) }.joined(separator: " to ")
            + (target.met.map { $0 ? " met" : " not met" } ?? "")
    }

    private static func value(_ value: Double, _ measure: AgreedTarget.Measure, _ indicator: Indicator) -> String {
        switch measure {
        case .rate where indicator.per > 1: Numbers.fixed(value * Double(indicator.per), max(1, indicator.decimals))
        case .rate: Numbers.percent(value, decimals: 1)
        case .relativeDifference, .relativeChange: Numbers.signedPercent(100 * value, decimals: 2)
        case .count: Numbers.amount(value)
        case .value: TableNumbers.inUnit(indicator, value)
        }
    }
}

/// Numbers as a table of one indicator shows them.
enum TableNumbers {
    /// A rate as events per so many people.
    @Sendable static func per(_ indicator: Indicator, _ rate: Double) -> String {
        Numbers.fixed(rate * Double(indicator.per), max(1, indicator.decimals))
    }

    /// The heading of a rate's column: `Per 1,000`.
    @Sendable static func perHeading(_ indicator: Indicator) -> String { "Per \(Numbers.count(indicator.per))" }

    /// A fraction as a percentage, with as many decimals as the indicator has.
    @Sendable static func percent(_ indicator: Indicator, _ fraction: Double) -> String {
        Numbers.percent(fraction, decimals: max(1, indicator.decimals))
    }

    /// A number with one decimal.
    @Sendable static func tenth(_ indicator: Indicator, _ number: Double) -> String { Numbers.fixed(number, 1) }

    /// A percentage with its sign.
    @Sendable static func signed(_ indicator: Indicator, _ percentage: Double) -> String {
        Numbers.signedPercent(percentage)
    }

    /// A value in the indicator's own unit: `85.0%`, `8.3`.
    @Sendable static func inUnit(_ indicator: Indicator, _ value: Double) -> String {
        Numbers.fixed(value, indicator.decimals) + (indicator.unit == "%" ? "%" : "")
    }
}

extension Area {
    /// `Lancashire (trust)`, since areas of several levels have one name; the nation's alone.
    package var named: String { level == .national ? name : "\(name) (\(level.word))" }
}

extension AreaLevel {
    /// What a level is called in a table.
    package var word: String {
        switch self {
        case .national: "nation"
        case .region: "region"
        case .trust: "trust"
        case .ldu: "delivery unit"
        case .localAuthority, .notAssigned: "authority"
        case .partnership: "partnership"
        }
    }
}
