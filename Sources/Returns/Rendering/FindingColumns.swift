import ReportKit

/// One column of a report's table: what it says of each finding.
struct FindingColumn {
    let heading: String
    var alignment = TextTable.Alignment.right
    var yields = false
    /// Where lines would be too wide, columns with a number here are left out, the highest first.
    var spare: Int?
    let value: (Finding) -> String
    /// What it says of a finding kept back.
    var whenSuppressed: (Suppression) -> String = { _ in Shorthand.confidential.rawValue }

    /// What it says of a finding that may have been kept back.
    func cell(_ finding: DisclosedFinding) -> String {
        switch finding {
        case .published(let finding): value(finding)
        case .rounded(let finding): whenRounded(finding)
        case .suppressed(let suppression): whenSuppressed(suppression)
        }
    }

    private func whenRounded(_ finding: RoundedFinding) -> String {
        switch heading {
        case "Area": finding.area.name
        case "Level": finding.area.level.word
        case "Group": finding.group?.value ?? Numbers.missing
        case "Observed", "Successes", "Follow-up", "Events", "Count": Numbers.count(finding.observed)
        case "Baseline" where finding.family == .ratePerPopulation: Shorthand.confidential.rawValue
        case "n", "Baseline", "Population", "Of": Numbers.count(finding.n)
        case "Actual": Numbers.percent(finding.rate)
        case "Rate" where finding.rate != nil: Numbers.percent(finding.rate)
        default: Shorthand.confidential.rawValue
        }
    }
}

extension DisclosedReport {
    /// The columns that say something of any finding.
    func columns(_ words: VerdictWords) -> [FindingColumn] {
        published.columns(words, of: findings.map(\.area))
    }

    /// Whether a column says something of any finding; one that is confidential throughout does.
    func saysSomething(_ column: FindingColumn) -> Bool {
        published.findings.isEmpty || published.findings.contains { column.value($0) != Numbers.missing }
    }
}

extension Report {
    /// The columns of the report's family, from the area to the verdict.
    ///
    /// - Parameter areas: all that the table has; nil for those of its findings.
    func columns(_ words: VerdictWords, of areas: [Area]? = nil) -> [FindingColumn] {
        let figures =
            switch indicator.family {
            case .proportionAgainstPredicted: Report.predictedColumns
            case .proportionAgainstTarget: proportionColumns
            case .cohortChange: Report.changeColumns
            case .frequency: frequencyColumns
            case .ratePerPopulation: rateColumns
            case .standardisedRate: standardisedColumns
            case .countAgainstTarget: countColumns
            case .countChange: Report.countChangeColumns
            case .mean: meanColumns
            case .supplied: suppliedColumns
            case .undefined: [FindingColumn]()
            }
        return places(areas ?? findings.map(\.area)) + figures + [
            FindingColumn(heading: "Target", spare: 2, value: target),
            FindingColumn(heading: "Verdict", alignment: .left, value: words.text),
        ]
    }

    /// The area, its level where another has the same name, and the group.
    private func places(_ areas: [Area]) -> [FindingColumn] {
        let names = Dictionary(grouping: areas, by: \.name)
        let shared = names.values.contains { Set($0.map(\.level)).count > 1 }
        let area = FindingColumn(
            heading: "Area", alignment: .left, yields: true, value: { $0.area.name }, whenSuppressed: { $0.area.name })
        let level = FindingColumn(
            heading: "Level", alignment: .left, value: { $0.area.level.word }, whenSuppressed: { $0.area.level.word })
        let group = FindingColumn(
            heading: "Group", alignment: .left, value: { $0.group?.value ?? Numbers.missing },
            whenSuppressed: { $0.group ?? Numbers.missing })
        return [area] + (shared ? [level] : []) + (breakdown == nil ? [] : [group])
    }

    private static var predictedColumns: [FindingColumn] {
        func column(_ heading: String, spare: Int? = nil, _ value: @escaping (PredictedFigures) -> String)
            -> FindingColumn
        {
            FindingColumn(heading: heading, spare: spare) { finding in
                guard case .predicted(let figures) = finding.figures else { return Numbers.missing }
                return value(figures)
            }
        }
        return [
            FindingColumn(heading: "Observed") { Numbers.count($0.observed) },
            FindingColumn(heading: "n") { Numbers.count($0.n) },
            column("Actual") { Numbers.percent($0.actualRate) }, column("Pred.") { Numbers.percent($0.predictedRate) },
            column("Diff.") { Numbers.signedPercent($0.relativeDifference) },
            column("Insig.", spare: 3) {
                $0.rangeOfInsignificance.map { "±" + Numbers.fixed($0[1], 1) + "%" } ?? Numbers.missing
            },
            column("p") { Numbers.p($0.tests.cautious?.p) },
            column("p adj.", spare: 4) { Numbers.p($0.tests.cautious?.pAdjusted) },
        ]
    }

    private var proportionColumns: [FindingColumn] {
        let decimals = max(1, indicator.decimals)
        func column(
            _ heading: String, spare: Int? = nil, _ value: @escaping (ProportionFigures) -> String
        ) -> FindingColumn {
            FindingColumn(heading: heading, spare: spare) { finding in
                guard case .proportion(let figures) = finding.figures else { return Numbers.missing }
                return value(figures)
            }
        }
        return [
            FindingColumn(heading: "Successes") { Numbers.count($0.observed) },
            FindingColumn(heading: "n") { Numbers.count($0.n) },
            column("Rate") { Numbers.percent($0.rate, decimals: decimals) },
            column("95% interval", spare: 3) { figures in
                figures.interval.map {
                    "\(Numbers.percent($0[0], decimals: decimals)) to \(Numbers.percent($0[1], decimals: decimals))"
                } ?? Numbers.missing
            },
            column("Not recorded", spare: 5) { Numbers.count($0.notRecorded) },
            column("p") { Numbers.p($0.tests.exactBinomial?.p) },
            column("p adj.", spare: 4) { Numbers.p($0.tests.exactBinomial?.pAdjusted) },
        ]
    }

    private static var changeColumns: [FindingColumn] {
        func column(_ heading: String, spare: Int? = nil, _ value: @escaping (ChangeFigures) -> String) -> FindingColumn
        {
            FindingColumn(heading: heading, spare: spare) { finding in
                guard case .change(let figures) = finding.figures else { return Numbers.missing }
                return value(figures)
            }
        }
        return [
            column("People") { Numbers.count($0.people) }, FindingColumn(heading: "Baseline") { Numbers.count($0.n) },
            FindingColumn(heading: "Follow-up") { Numbers.count($0.observed) },
            column("Change") { Numbers.signedPercent($0.change) },
            FindingColumn(heading: "95% interval", spare: 3) { finding in
                guard case .change(let figures) = finding.figures, !finding.unreliable, let interval = figures.interval
                else { return Numbers.missing }
                return "\(Numbers.signedPercent(interval[0])) to \(Numbers.signedPercent(interval[1]))"
            },
            column("Expected") { Numbers.signedPercent($0.expectedChange) },
            column("p") { Numbers.p($0.tests.againstExpected?.p) },
            column("p adj.", spare: 4) { Numbers.p($0.tests.againstExpected?.pAdjusted) },
        ]
    }

    private func target(_ finding: Finding) -> String {
        guard let target = finding.target else { return Numbers.missing }
        let text = ([target.value] + (target.upper.map { [$0] } ?? [])).map { targetValue($0, target.measure) }
            .joined(separator: " to ")
        return text + (target.met.map { $0 ? " met" : " not met" } ?? "")
    }

    /// A target's value in the unit that the figures beside it are given in.
    private func targetValue(_ value: Double, _ measure: AgreedTarget.Measure) -> String {
        switch measure {
        case .rate where indicator.per > 1: Numbers.fixed(value * Double(indicator.per), max(1, indicator.decimals))
        case .rate: Numbers.percent(value, decimals: 1)
        case .relativeDifference, .relativeChange: Numbers.signedPercent(100 * value, decimals: 2)
        case .count: Numbers.amount(value)
        case .value: inUnit(value)
        }
    }
}

extension AreaLevel {
    /// What a level is called in a table.
    var word: String {
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

/// How verdicts are worded: in full, or short where lines would be too wide.
enum VerdictWords {
    case full, short

    /// What the short words mean.
    static let legend =
        "better, worse: significantly so; not sig.: no significant difference; too few: not enough data."

    func text(_ finding: Finding) -> String {
        let words =
            switch (self, finding.verdict) {
            case (.full, let verdict?): verdict.rawValue
            case (.full, nil): "not judged"
            case (.short, .significantlyBetter): "better"
            case (.short, .significantlyWorse): "worse"
            case (.short, .noSignificantDifference): "not sig."
            case (.short, .notEnoughData): "too few"
            case (.short, nil): "not judged"
            }
        return words + (finding.unreliable ? " [u]" : "") + (finding.isInsufficient ? " [q]" : "")
    }
}
