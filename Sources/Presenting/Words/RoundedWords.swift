import Disclosure
import ReportKit
import Text

extension RoundedFinding {
    /// The rate or count of the rounded counts: `20.0%`.
    package func figure(_ indicator: Indicator) -> String {
        rate.map { InUnit(indicator: indicator).rate($0) } ?? observed.map { InUnit(indicator: indicator).count($0) }
            ?? Shorthand.confidential.rawValue
    }

    /// Its counts, the rate that they give, and that they are rounded.
    func words(_ indicator: Indicator) -> String {
        let note = "rounded to multiples of \(base) so that nobody can be recognised"
        guard let observed else { return "Its counts are \(note)." }
        guard let n else { return "\(Numbers.count(observed)): the count is \(note)." }
        let counts = "\(Numbers.count(observed)) of \(Numbers.count(n))"
        guard rate != nil else { return "\(counts): these counts are \(note)." }
        return "\(counts), which gives \(figure(indicator)): these counts are \(note), and the rate is computed from "
            + "them."
    }

    /// What a chart draws: the rate of the rounded counts or, of a family that counts alone, the count; nil for others.
    func plotted(_ indicator: Indicator) -> PlottedValue? {
        if let rate {
            let isPercentage = indicator.per <= 1
            let decimals = InUnit(indicator: indicator).decimals
            return PlottedValue(
                value: rate * (isPercentage ? 100 : Double(indicator.per)),
                unit: isPercentage ? .percent(decimals: decimals) : .plain(decimals: decimals),
                axis: (isPercentage ? "%" : "Per \(Numbers.count(indicator.per))") + ", of rounded counts",
                name: "Rate", referenceName: "Target")
        }
        guard family == .countAgainstTarget, let observed else { return nil }
        return PlottedValue(
            value: Double(observed), unit: .whole, axis: "Rounded count", name: "Count", referenceName: "Target")
    }
}

extension PublishedFinding {
    /// What a chart draws; nil where the figure is suppressed or its family plots nothing.
    func plotted(_ indicator: Indicator) -> PlottedValue? {
        switch self {
        case .shown(let finding): finding.figures.presentation.plotted(finding, indicator)
        case .rounded(let finding): finding.plotted(indicator)
        case .partial, .suppressed: nil
        }
    }

    /// Its verdict's mark; the plain one where its counts are rounded.
    func mark(_ indicator: Indicator) -> Mark { Mark(shown?.verdict, indicator.polarity) }
}

extension PublishedReport {
    /// The finding on everybody in an area, shown or not; the area may have had another code or name.
    func anyFinding(of area: Area) -> PublishedFinding? {
        findings.first {
            isOfSameGround($0.area, as: area) && $0.group == nil
        }
    }
}
