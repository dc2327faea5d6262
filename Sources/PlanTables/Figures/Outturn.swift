import Disclosure
import Presenting
import ReportKit
import Significance
import Text

/// What an area has achieved, as one figure in the indicator's own unit.
enum Outturn {
    /// `11.30%`, `8.3 days`, `1,423`; nil where the finding has no figure.
    static func text(_ finding: ShownFinding, _ indicator: Indicator) -> String? {
        let unit = InUnit(indicator: indicator)
        switch finding.figures {
        case .predicted(let figures): return figures.actualRate.map { Numbers.percent($0) }
        case .proportion(let figures): return figures.rate.map { Numbers.percent($0, decimals: unit.decimals) }
        case .change(let figures): return figures.change.map { Numbers.signedPercent($0) }
        case .frequency(let figures): return figures.rate.map(unit.rate)
        case .rate(let figures): return figures.rate.map(unit.rate)
        case .standardised(let figures): return figures.rate.map(unit.rate)
        case .count: return finding.observed.map(unit.count)
        case .countChange(let figures): return figures.change.map { Numbers.signedPercent($0) }
        case .mean(let figures): return figures.mean.map(unit.value)
        case .quantile(let figures): return figures.value.map(unit.value)
        case .supplied(let figures):
            let value = figures.value ?? figures.rate.map { $0 * indicator.unitsPerOne }
            return value.map(unit.value) ?? figures.text
        }
    }

    /// The same for counts that were rounded; nil where they give no rate and the family is not a count.
    static func text(_ finding: RoundedFinding, _ indicator: Indicator) -> String? {
        let unit = InUnit(indicator: indicator)
        if let rate = finding.rate {
            return indicator.per > 1 ? unit.rate(rate) : Numbers.percent(rate, decimals: unit.decimals)
        }
        return finding.family == .countAgainstTarget ? finding.observed.map(unit.count) : nil
    }
}

/// A figure that can be compared with that of another time, with its 95% interval where it has one.
struct ComparedFigure {
    let value: Double
    let interval: (lower: Double, upper: Double)?

    /// Nil where the finding has no figure.
    init?(_ finding: ShownFinding) {
        typealias Found = (value: Double, interval: (lower: Double, upper: Double)?)
        func made(_ value: Double?, _ interval: Interval?) -> Found? {
            value.map { value in
                let holds = interval?.contains(value) ?? false
                return (value, holds ? interval.map { ($0.lower, $0.upper) } : nil)
            }
        }
        let found: Found? =
            switch finding.figures {
            // What is predicted changes with who is supervised: the difference from it is compared, not the rate.
            case .predicted(let figures):
                made(figures.relativeDifference, figures.differenceInterval)
            case .proportion(let figures): made(figures.rate, figures.interval)
            case .change(let figures): made(figures.change, figures.interval)
            case .frequency(let figures): made(figures.rate, figures.interval)
            case .rate(let figures): made(figures.rate, figures.interval)
            case .standardised(let figures): made(figures.rate, figures.interval)
            case .count(let figures): made(finding.observed.map(Double.init), figures.interval)
            case .countChange(let figures): made(figures.change, figures.interval)
            case .mean(let figures): made(figures.mean, figures.interval)
            // Neither a test of two periods nor an interval of their difference is made of quantiles.
            case .quantile(let figures): made(figures.value, nil)
            case .supplied(let figures):
                figures.value == nil
                    ? made(figures.rate, figures.rateInterval) : made(figures.value, figures.interval)
            }
        guard let found else { return nil }
        value = found.value
        interval = found.interval
    }

    /// The 95% interval of this figure less another, made from their own by squaring and adding (R. G. Newcombe, Statistics
    /// in Medicine 17 (1998) 873-890, method 10; for intervals of any kind G. Y. Zou and A. Donner, Statistics in Medicine
    /// 27 (2008) 1693-1702). Nil where one of them has none.
    func difference(from other: ComparedFigure) -> (lower: Double, upper: Double)? {
        guard let interval, let others = other.interval else { return nil }
        func size(_ first: Double, _ second: Double) -> Double { (first * first + second * second).squareRoot() }
        let difference = value - other.value
        return (
            difference - size(value - interval.lower, others.upper - other.value),
            difference + size(interval.upper - value, other.value - others.lower)
        )
    }

    /// Whether the two differ by more than chance would explain: whether that interval excludes 0.
    func differsSignificantly(from other: ComparedFigure) -> Bool? {
        difference(from: other).map { $0.lower > 0 || $0.upper < 0 }
    }
}
