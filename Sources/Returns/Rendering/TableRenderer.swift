import ReportKit

/// Renders a report as aligned text.
///
/// ```
/// NI18  Adult re-offending rates for those under probation supervision
/// 2010-11Q4: 2010-04-01 to 2011-03-31
///
/// Area        Observed       n  Actual   Pred.  Diff.  Insig.  Verdict
/// ----------  --------  ------  ------  ------  -----  ------  -------------------
/// Lancashire     2,940  26,016  11.30%  10.55%  +7.1%   ±3.5%  significantly worse
/// ```
public struct TableRenderer: ReportRenderer {
    /// Characters in a line.
    public var width: Int

    public init(width: Int) {
        self.width = width
    }

    public func render(_ report: Report) -> String {
        var lines = ["\(report.indicator.id)  \(report.indicator.title)"]
        lines.append("\(report.requested): \(report.period.from) to \(report.period.to)")
        if report.dataQuality.synthetic { lines.append(Report.syntheticCaveat) }
        lines.append("")
        let full = table(report, VerdictWords.full)
        let words = full.leastWidth > width ? VerdictWords.short : .full
        lines += (words == .full ? full : table(report, words)).lines(width: width)
        lines.append("")
        if words == .short { lines += Wrapping.lines(VerdictWords.legend, width: width, first: "* ", rest: "  ") }
        lines += notes(report).flatMap { Wrapping.lines($0, width: width, first: "* ", rest: "  ") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func table(_ report: Report, _ words: VerdictWords) -> TextTable {
        switch report.indicator.family {
        case .proportionAgainstPredicted: predictedTable(report, words)
        case .proportionAgainstTarget: proportionTable(report, words)
        case .cohortChange: changeTable(report, words)
        }
    }

    private func predictedTable(_ report: Report, _ words: VerdictWords) -> TextTable {
        let targets = report.findings.contains { $0.target != nil }
        var table = TextTable(
            [
                .init(heading: "Area", alignment: .left, yields: true), .init(heading: "Observed"), .init(heading: "n"),
                .init(heading: "Actual"), .init(heading: "Pred."), .init(heading: "Diff."),
                .init(heading: "Insig."),
            ] + (targets ? [.init(heading: "Target")] : []) + [.init(heading: "Verdict", alignment: .left)])
        for finding in report.findings {
            guard case .predicted(let figures) = finding.figures else { continue }
            let range = figures.rangeOfInsignificance.map { "±" + Numbers.fixed($0[1], 1) + "%" }
            table.append(
                [
                    label(finding, report), Numbers.count(finding.observed), Numbers.count(finding.n),
                    Numbers.percent(figures.actualRate), Numbers.percent(figures.predictedRate),
                    Numbers.signedPercent(figures.relativeDifference), range ?? Numbers.missing,
                ] + (targets ? [target(finding)] : []) + [words.text(finding)])
        }
        return table
    }

    private func proportionTable(_ report: Report, _ words: VerdictWords) -> TextTable {
        let decimals = max(1, report.indicator.decimals)
        var table = TextTable([
            .init(heading: "Area", alignment: .left, yields: true), .init(heading: "Successes"), .init(heading: "n"),
            .init(heading: "Rate"), .init(heading: "95% interval"), .init(heading: "Not recorded"),
            .init(heading: "Target"), .init(heading: "p"), .init(heading: "Verdict", alignment: .left),
        ])
        for finding in report.findings {
            guard case .proportion(let figures) = finding.figures else { continue }
            let interval = figures.interval.map {
                "\(Numbers.percent($0[0], decimals: decimals)) to \(Numbers.percent($0[1], decimals: decimals))"
            }
            table.append([
                label(finding, report), Numbers.count(finding.observed), Numbers.count(finding.n),
                Numbers.percent(figures.rate, decimals: decimals), interval ?? Numbers.missing,
                Numbers.count(figures.notRecorded), target(finding), Numbers.p(figures.tests.exactBinomial?.p),
                words.text(finding),
            ])
        }
        return table
    }

    private func changeTable(_ report: Report, _ words: VerdictWords) -> TextTable {
        var table = TextTable([
            .init(heading: "Area", alignment: .left, yields: true), .init(heading: "People"),
            .init(heading: "Baseline"),
            .init(heading: "Follow-up"), .init(heading: "Change"), .init(heading: "95% interval"),
            .init(heading: "Expected"), .init(heading: "p"), .init(heading: "Target"),
            .init(heading: "Verdict", alignment: .left),
        ])
        for finding in report.findings {
            guard case .change(let figures) = finding.figures else { continue }
            let interval = figures.interval.flatMap { finding.unreliable ? nil : $0 }.map {
                "\(Numbers.signedPercent($0[0])) to \(Numbers.signedPercent($0[1]))"
            }
            table.append([
                label(finding, report), Numbers.count(figures.people), Numbers.count(finding.n),
                Numbers.count(finding.observed), Numbers.signedPercent(figures.change),
                interval ?? Numbers.missing, Numbers.signedPercent(figures.expectedChange),
                Numbers.p(figures.tests.againstExpected?.p), target(finding), words.text(finding),
            ])
        }
        return table
    }

    /// The area's name, with its level where the report has another area of that name, and the group.
    private func label(_ finding: Finding, _ report: Report) -> String {
        let area = finding.area
        let shared = report.findings.contains { $0.area.name == area.name && $0.area.level != area.level }
        let name = shared ? "\(area.name) (\(Self.kind(area)))" : area.name
        return finding.group.map { "\(name), \($0.value)" } ?? name
    }

    private static func kind(_ area: Area) -> String {
        switch area.level {
        case .national: "nation"
        case .region: "region"
        case .trust: "trust"
        case .ldu: "delivery unit"
        case .localAuthority: "authority"
        case .partnership: "partnership"
        case .notAssigned: "authority not assigned"
        }
    }

    private func target(_ finding: Finding) -> String {
        guard let target = finding.target else { return Numbers.missing }
        let value =
            target.measure == .rate
            ? Numbers.percent(target.value, decimals: 1) : Numbers.signedPercent(100 * target.value, decimals: 2)
        return value + (target.met.map { $0 ? " met" : " not met" } ?? "")
    }

    private func notes(_ report: Report) -> [String] {
        var notes = ["Source: \(report.indicator.source)."]
        if report.indicator.family == .proportionAgainstPredicted {
            notes.append(
                "Diff.: 100 x (actual - predicted) / predicted. Insig.: what the z test cannot tell from chance.")
        }
        if report.findings.contains(where: \.unreliable) {
            notes.append("[u] unreliable: too few people or events for a steady rate.")
        }
        notes += insufficiencies(report)
        notes += disagreements(report)
        let lacks = report.dataQuality.measures.filter { $0.count > 0 }.map {
            "\($0.name) \(Numbers.count($0.count)) of \(Numbers.count($0.of)) "
                + "(\(Numbers.percent(Double($0.count) / Double($0.of), decimals: 1)))"
        }
        if !lacks.isEmpty { notes.append("Data quality, all areas together: \(lacks.joined(separator: "; ")).") }
        return notes + report.caveats.filter { $0 != Report.syntheticCaveat }
    }

    /// What the marked areas' rows lack, area by area.
    private func insufficiencies(_ report: Report) -> [String] {
        report.findings.filter(\.isInsufficient).map { finding in
            let lacks = finding.dataQuality.filter(\.isInsufficient).map { measure in
                "\(measure.name) \(Numbers.percent(measure.share, decimals: 1)), at most "
                    + "\(Numbers.percent(measure.largestShare, decimals: 1)) allowed"
            }
            return "[q] \(label(finding, report)): \(lacks.joined(separator: "; "))."
        }
    }

    /// Where the three tests of actual against predicted do not say the same, what each says and why.
    private func disagreements(_ report: Report) -> [String] {
        report.findings.compactMap { finding in
            guard case .predicted(let figures) = finding.figures else { return nil }
            let tests = figures.tests
            let verdicts = [tests.z.verdict, tests.poissonBinomial.verdict, tests.clustered.verdict]
            guard Set(verdicts).subtracting([.notEnoughData]).count > 1 else { return nil }
            let sayings = [("z", tests.z), ("Poisson-binomial", tests.poissonBinomial), ("by person", tests.clustered)]
                .map { "\($0.0): \($0.1.verdict.rawValue) (p \(Numbers.p($0.1.p)))" }
            return "\(label(finding, report)): the tests differ: \(sayings.joined(separator: "; ")). \(reason(tests))"
        }
    }

    private func reason(_ tests: PredictedFigures.Tests) -> String {
        if tests.z.verdict == .notEnoughData {
            return "The z test needs more people than there are."
        }
        if tests.poissonBinomial.verdict != tests.clustered.verdict {
            return "They differ over people counted in several snapshots, whom only the last allows for; "
                + "a difference is called significant only where the last two agree."
        }
        return "The z test takes everyone to have the same predicted probability; the others do not."
    }
}

/// How verdicts are worded: in full, or short where lines would be too wide.
private enum VerdictWords {
    case full, short

    /// What the short words mean.
    static let legend =
        "better, worse: significantly so; not sig.: no significant difference; too few: not enough data."

    func text(_ finding: Finding) -> String {
        let words =
            switch (self, finding.verdict) {
            case (.full, let verdict?): verdict.rawValue
            case (.full, nil): "not judged: no target"
            case (.short, .significantlyBetter): "better"
            case (.short, .significantlyWorse): "worse"
            case (.short, .noSignificantDifference): "not sig."
            case (.short, .notEnoughData): "too few"
            case (.short, nil): "no target"
            }
        return words + (finding.unreliable ? " [u]" : "") + (finding.isInsufficient ? " [q]" : "")
    }
}
