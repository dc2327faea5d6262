import Disclosure
import Presenting
import ReportKit

/// How a figure compares with that of an earlier time, in words.
///
/// It is compared with the latest earlier period that shares no day with this one and is as long: consecutive rolling years
/// share three of four quarters, and a difference between them is not a trend.
struct TrendWords {
    let finding: ShownFinding
    let report: PublishedReport
    /// The same indicator's reports on earlier quarters.
    let earlier: [PublishedReport]

    private static let overlapping = "Only figures that overlap this one"
    private static let otherGround = "The area was another one before"

    /// `Better than in 2009-10Q4`, `No significant difference from 2009-10Q4`; nil where there is nothing earlier.
    var text: String? {
        guard let own = ComparedFigure(finding) else { return nil }
        let others = earlier.compactMap { other in self.finding(in: other).map { (report: other, finding: $0) } }
        let before = others.filter { other in
            other.report.period.to < report.period.from && other.report.period.isAsLong(as: report.period)
        }.max { $0.report.period.to < $1.report.period.to }
        guard let before, let then = ComparedFigure(before.finding) else {
            guard others.isEmpty else { return Self.overlapping }
            return earlier.contains { $0.isOfOtherGround(finding.area) } ? Self.otherGround : nil
        }
        let when = "\(before.report.requested)"
        if finding.notJudged != nil || before.finding.notJudged != nil { return "Not comparable with \(when)" }
        if finding.verdict == .notEnoughData || before.finding.verdict == .notEnoughData {
            return "Too few to compare with \(when)"
        }
        guard let differs = own.differsSignificantly(from: then) else {
            return own.value == then.value
                ? "The same as in \(when), not tested"
                : "\(own.value > then.value ? "Higher" : "Lower") than in \(when), not tested"
        }
        return differs
            ? "\(direction(own.value - then.value)) than in \(when)" : "No significant difference from \(when)"
    }

    private func direction(_ difference: Double) -> String {
        switch report.indicator.polarity {
        case .lowerIsBetter: difference < 0 ? "Better" : "Worse"
        case .higherIsBetter: difference > 0 ? "Better" : "Worse"
        case .insideBand, .closestToZero, .noDirection: difference > 0 ? "Higher" : "Lower"
        }
    }

    private func finding(in other: PublishedReport) -> ShownFinding? {
        other.shown.first { found in
            found.group == nil && other.isOfSameGround(found.area, as: finding.area)
        }
    }

    /// The rule in words, for a note beside the table.
    static let notes = [
        "Trend: against the latest available earlier period that shares no day with this one and is as long. Better and "
            + "worse are said only where the 95% interval of the difference excludes 0 (made from the two figures' own by "
            + "squaring and adding; Newcombe 1998, Zou and Donner 2008). Re-offending is compared as its difference from predicted. "
            + "Figures of overlapping years are never called a trend; somebody supervised in both periods ties them "
            + "together a little, which is not allowed for. Earlier quarters are available only for the area asked for."
    ]
}

extension Period {
    /// Whether two periods have the same number of days, apart from leap days and the lengths of months.
    fileprivate func isAsLong(as other: Period) -> Bool {
        let (days, others) = (to.number - from.number + 1, other.to.number - other.from.number + 1)
        return (days - others).magnitude <= 3
    }
}
