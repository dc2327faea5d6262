import ReportKit
import Significance

extension ReportInputs {
    /// The same inputs for other levels.
    func asking(for levels: [AreaLevel]) -> ReportInputs {
        var request = request
        request.levels = levels
        return ReportInputs(
            request: request, warehouse: warehouse, areas: areas, targets: targets, thresholds: thresholds)
    }
}

extension [Finding] {
    /// Tests each finding without a target against everybody's proportion, group by group, with the exact binomial
    /// test.
    func tested(against everybody: [Finding]) throws -> [Finding] {
        var findings = self
        for (index, finding) in enumerated() where finding.target == nil && finding.area.level != .national {
            guard case .proportion(let all)? = everybody.first(where: { $0.group == finding.group })?.figures,
                case .proportion(var figures) = finding.figures,
                let rate = all.rate, let observed = finding.observed, let n = finding.n, n > 0, !finding.unreliable
            else { continue }
            let p = try Proportions.exactTest(observed: observed, n: n, predicted: rate).p
            let verdict = Verdict(p: p, difference: Double(observed) / Double(n) - rate, polarity: .higherIsBetter)
            figures.tests.exactBinomial = TestOutcome(statistic: nil, p: p, verdict: verdict)
            findings[index].verdict = verdict
            findings[index].figures = .proportion(figures)
        }
        return findings
    }
}
