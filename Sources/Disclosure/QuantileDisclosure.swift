import ReportKit

// A quantile is what one person has, or lies between two people's values, and so are the ends of its interval. So it is
// published only of enough people, and rounded so that each number published stands for more people than are a small
// count. Its number of people is a count like any other, and where that is suppressed there is no finding at all.
extension DisclosurePolicy {
    /// The form in which a quantile may be published: the finest in which its value and the ends of its interval stand
    /// for enough people each, or else its value alone; nil where no rounding is coarse enough, and for another family.
    func quantileRounding(of finding: Finding) -> QuantileRounding? {
        guard case .quantile(let figures) = finding.figures, finding.n ?? 0 >= quantileLeastN else { return nil }
        func isOfEnough(_ people: Int) -> Bool { people > largestSmallCount }
        let safe = figures.roundings.filter { isOfEnough($0.alike) }
        if let whole = safe.first(where: { $0.interval != nil && isOfEnough($0.alikeAtEnds) }) { return whole }
        guard var alone = safe.first else { return nil }
        alone.interval = nil
        return alone
    }

    /// A finding whose quantile may not be published in any form, although its number of people may: those alone are
    /// shown. Nil for any other finding, also where nobody has a value.
    func withoutQuantile(_ finding: Finding, in report: Report) -> PartialFinding? {
        guard case .quantile(let figures) = finding.figures, figures.value != nil, quantileRounding(of: finding) == nil
        else { return nil }
        return PartialFinding(
            finding, family: .quantile, observed: nil, n: finding.n,
            Suppression(
                indicator: report.indicator.id, area: finding.area, group: finding.group?.value, span: report.period,
                breakdown: report.breakdown, reason: .fewPeople, counts: []))
    }
}

extension Finding {
    /// The finding without the forms in which its quantile could be published, for whoever may see all of it.
    var withoutRoundings: Finding {
        guard case .quantile(var figures) = figures else { return self }
        var finding = self
        figures.roundings = []
        finding.figures = .quantile(figures)
        return finding
    }

    /// Replaces the exact quantile with its published form, or removes it where it has no such form.
    mutating func roundQuantile(_ rounding: QuantileRounding?) {
        guard case .quantile(var figures) = figures else { return }
        figures.value = rounding?.value
        figures.interval = rounding?.interval
        figures.roundedTo = rounding?.step
        figures.roundings = []
        target?.met = rounding?.met
        // The value is significantly on one side of the target, and rounded to the other: the rounded one does not say.
        if verdict == .significantlyWorse && target?.met == true
            || verdict == .significantlyBetter && target?.met == false
        {
            target?.met = nil
        }
        self.figures = .quantile(figures)
    }
}
