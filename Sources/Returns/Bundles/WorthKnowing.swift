import Disclosure
import Presenting
import ReportKit

/// The few things in a return that are most worth knowing, by a fixed rule.
///
/// About the areas asked for and those within them, never about those shown for comparison: significantly worse first,
/// by p; then targets missed, by how much of the target is missing; then sections that are missing; then records that
/// lack more than the thresholds allow; then what there is too little data to judge, the largest first; then
/// significantly better, by p; then the rest, in the order of the return. No indicator comes twice, nor the same
/// figures under the names of several. Offenders not assigned to an authority are left out: that they re-offend more is
/// known, and no area's doing. So are figures that are not comparable with what they would be judged against.
struct WorthKnowing {
    /// One thing worth knowing.
    struct Item: Sendable {
        /// What it is about, such as `NI18, Lancashire (trust)`.
        let subject: String
        let line: String
        /// The indicator; nil for a section that is missing.
        let indicator: String?
    }

    let items: [Item]

    /// - Parameter count: the most things to give.
    init(_ edition: Return, count: Int = 5) {
        let all = edition.reports.enumerated().flatMap { order, report in
            let labels = AreaLabels(report)
            return report.shown.enumerated().filter { $0.element.isCandidate(of: edition) }.map {
                Ranked($0.element, report, label: labels[$0.element], order: (order, $0.offset))
            }
        }
        let missing = edition.missing.map { section in
            (
                rank: Rank.missing,
                item: Item(
                    subject: section.module, line: "This section is missing: \(section.reason)", indicator: nil)
            )
        }
        var known: Set<Figure> = []
        var told: Set<String> = []
        let ranked = all.sorted { $0.key < $1.key }.filter {
            known.insert($0.figure).inserted && told.insert($0.id).inserted
        }.map {
            (rank: $0.rank, item: $0.item)
        }
        let before = ranked.filter { $0.rank.rawValue < Rank.missing.rawValue }
        let after = ranked.filter { $0.rank.rawValue > Rank.missing.rawValue }
        items = Array((before + missing + after).map(\.item).prefix(count))
    }

    private enum Rank: Int {
        case worse, targetMissed, missing, recordsLacking, tooFew, better, rest
    }

    /// What distinguishes one figure from another: its counts where it has both, else its indicator.
    private struct Figure: Hashable {
        let of: String
        let area: Area
        let observed: Int?
        let n: Int?

        init(_ finding: ShownFinding, _ indicator: Indicator) {
            area = finding.area
            observed = finding.observed
            n = finding.n
            of = observed == nil || n == nil ? indicator.id : indicator.family.rawValue
        }
    }

    private struct Ranked {
        let rank: Rank
        let id: String
        let figure: Figure
        let key: (Int, Double, Int, Int)
        let item: Item

        init(_ finding: ShownFinding, _ report: PublishedReport, label: String, order: (Int, Int)) {
            id = report.indicator.id
            figure = Figure(finding, report.indicator)
            let measure: Double
            if finding.verdict == .significantlyWorse {
                rank = .worse
                measure = finding.figures.presentation.p ?? 1
            } else if finding.target?.met == false {
                rank = .targetMissed
                measure = -(finding.shortfall(report.indicator) ?? 0)
            } else if finding.isInsufficient || finding.notJudged != nil {
                rank = .recordsLacking
                measure = -Double(finding.counts.n)
            } else if finding.verdict == .notEnoughData {
                rank = .tooFew
                measure = -Double(finding.counts.n)
            } else if finding.verdict == .significantlyBetter {
                rank = .better
                measure = finding.figures.presentation.p ?? 1
            } else {
                rank = .rest
                measure = 0
            }
            key = (rank.rawValue, measure, order.0, order.1)
            item = Item(
                subject: "\(report.indicator.id), \(label)", line: finding.line(report.indicator),
                indicator: report.indicator.id)
        }
    }
}

extension Return {
    /// Whether an area is one asked for or lies in one; the others are shown for comparison.
    func isOwn(_ area: Area) -> Bool {
        switch area.level {
        case .national, .region: areas.contains(area)
        // The trusts of a region lie in it; that of an authority is shown for comparison.
        case .trust: areas.contains { $0 == area || $0.level == .region }
        case .ldu, .localAuthority, .partnership, .notAssigned: true
        }
    }

}

extension ShownFinding {
    /// The finding in a line: `Adult re-offending rates: 13.38%, predicted 11.41%; significantly worse`.
    fileprivate func line(_ indicator: Indicator) -> String {
        let headline = figures.presentation.headline(self, indicator)
        let figure = [headline?.text, headline?.against].compactMap(\.self).joined(separator: ", ")
        let aim = target.map { TargetWords(target: $0, indicator: indicator).aim }
        let isMet = target?.met.map { "target (\(aim ?? "")) \($0 ? "met" : "not met")" }
        return ["\(indicator.title): \(figure.isEmpty ? "no figure" : figure)", VerdictWords.full.text(self), isMet]
            .compactMap(\.self).joined(separator: "; ")
    }

    fileprivate func isCandidate(of edition: Return) -> Bool {
        edition.isOwn(area) && group == nil && area.level != .notAssigned && notJudged?.cause != .notComparable
    }

    /// How far the value falls short of a missed target, as a share of it or, of a relative target, of what it is
    /// relative to; nil where the family has no value to compare.
    fileprivate func shortfall(_ indicator: Indicator) -> Double? {
        guard let target else { return nil }
        return figures.presentation.value(for: target, of: self, indicator).map { value in
            let gap = target.distance(value, polarity: indicator.polarity)
            let isRelative = target.measure == .relativeDifference || target.measure == .relativeChange
            return isRelative || target.value == 0 ? gap : gap / target.value.magnitude
        }
    }
}
