import Disclosure
import Platform
import ReportKit
import Text

/// Why nothing can be planned for, or a change cannot be explained.
public enum PlanError: Error {
    /// The indicator is of a family that this is not made for.
    case family(indicator: String, what: String)
    /// Neither direction is good.
    case noDirection(indicator: String)
    /// The area's figure is suppressed.
    case noFigure(indicator: String, area: String, period: String)
    /// Nobody of the area is counted in the period, or the indicator is not reported for it.
    case nobody(indicator: String, area: String, period: String)
    /// There is no report on a period.
    case noReport(indicator: String, period: String)
    /// The data behind the figure do not allow a judgement.
    case notJudged(indicator: String, area: String, reason: String)
    /// No target was given, and none was agreed.
    case noTarget(indicator: String, area: String)
    /// The target leaves nothing to chance, or cannot be reached by any count.
    case impossibleTarget(String)
    /// Text that is not a target or a difference.
    case notATarget(String)
    case notAChange(String)
    /// A number below one without the sign of a percentage.
    case mayBeAFraction(String, Double)
    /// A change that leaves no rate.
    case noRateLeft(change: Double, of: Double)
    /// A difference of nothing, which no number of people would show.
    case noDifference
    case notAPower(String)
    /// The words named several areas.
    case severalAreas([String])
    /// The predictions of two times are different models'.
    case models(one: String, other: String)
    /// No area of that time was of the same ground.
    case otherGround(area: String, period: String)
    /// No group is published at both times.
    case noGroups(of: Int)
    /// Two figures of which one was asked to explain the other share days.
    case overlap(one: String, other: String)
}

extension PlanError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .family(let indicator, let what):
            "\(indicator) \(what)"
        case .noDirection(let indicator):
            "\(indicator) has no good direction, or a range that it should lie in: plan for an indicator of which "
                + "less, or more, "
                + "is better."
        case .noFigure(let indicator, let area, let period):
            "\(indicator) of \(area) for \(period) is suppressed, so that nobody can be recognised. Ask for another "
                + "quarter, or with --level for a larger area."
        case .nobody(let indicator, let area, let period):
            "\(indicator) has no figure of \(area) for \(period): nobody is counted there, there was no such "
                + "area yet, or the indicator is not reported for such areas. Ask for another quarter, or with --level for "
                + "another area."
        case .noReport(let indicator, let period):
            "\(indicator) cannot be reported for \(period): its data are not loaded, or not complete. 'laa warehouse "
                + "status' shows which are."
        case .notJudged(let indicator, let area, let reason):
            "\(indicator) of \(area) is not judged, since \(reason)."
        case .noTarget(let indicator, let area):
            "no target was agreed for \(indicator) of \(area): give one, such as --target -7.77% (from what was "
                + "predicted) or --target 10.5% (a rate), or name with --level the area that agreed one."
        case .impossibleTarget(let text):
            "no plan can be made for a target of \(text): the rate that it means must be above 0% and below 100%."
        case .notATarget(let text):
            "'\(Printable.line(text))' is not a target. Write a difference from what was predicted with its sign, as "
                + "-7.77%, and a rate without one, as 10.5%."
        case .notAChange(let text):
            "'\(Printable.line(text))' is not a change. Write it in % with its sign, as -5% or +5%, from -100% to +1000%."
        case .mayBeAFraction(let text, let value):
            "'\(Printable.line(text))' may be a fraction or a percentage: write \(Numbers.trimmed(100 * value, decimals: 4))% or "
                + "\(Numbers.trimmed(value, decimals: 4))%."
        case .noRateLeft(let change, let rate):
            "a change of \(Plan.change(change)) of today's rate, \(Numbers.percent(rate)), leaves no rate: it would be "
                + "above 100%."
        case .noDifference:
            "no number of people shows that there is no difference: give --detect one, such as -5%."
        case .notAPower(let text):
            "'\(Printable.line(text))' is not a power. Write one from 50% to 99.9%, as 80%."
        case .severalAreas(let names):
            "several areas are meant: \(names.joined(separator: ", ")). Name one by its code; 'laa areas' lists them."
        case .models(let one, let other):
            "the two times are predicted by different models (\(one) \(other)), so that a riskier caseload cannot be told "
                + "apart from another model: judge both by one with --model."
        case .otherGround(let area, let period):
            "no area of \(period) is of the same ground as \(area) is now, so that their figures cannot be compared: areas "
                + "were joined or divided since. Compare with a later quarter, or a larger area with --level."
        case .noGroups(let all):
            "none of \(all) groups is published at both times: another mix cannot be told apart from riskier "
                + "people. Choose another --by, or a larger area."
        case .overlap(let one, let other):
            "the figures of \(one) and \(other) share some of their days, so that most of their difference is the same "
                + "data: "
                + "ask for quarters a year or more apart."
        }
    }
}

extension PlanError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .family, .noDirection, .noFigure, .nobody, .noReport, .notJudged, .noTarget, .models, .noGroups,
            .otherGround:
            .noInput
        case .impossibleTarget, .notATarget, .notAChange, .mayBeAFraction, .noRateLeft, .noDifference, .notAPower,
            .severalAreas, .overlap:
            .usage
        }
    }
}

extension PlanError {
    /// Why a published report has no figure of an area.
    static func noFigure(of area: Area, in report: PublishedReport) -> PlanError {
        let (indicator, period) = (report.indicator.id, "\(report.requested)")
        return report.findings.contains { $0.area == area && $0.group == nil }
            ? .noFigure(indicator: indicator, area: area.named, period: period)
            : .nobody(indicator: indicator, area: area.named, period: period)
    }
}
