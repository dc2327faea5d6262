import Platform
import ReportKit
import Text

/// Why nothing can be planned for, or a change cannot be explained.
public enum PlanError: Error {
    /// The indicator is of a family that this is not made for.
    case family(indicator: String, what: String)
    /// Neither direction is good.
    case noDirection(indicator: String)
    /// The area's figure is not published, or there is none.
    case noFigure(indicator: String, area: String, period: String)
    /// The data behind the figure do not allow a judgement.
    case notJudged(indicator: String, area: String, reason: String)
    /// No target was given, and none was agreed.
    case noTarget(indicator: String, area: String)
    /// The target leaves nothing to chance, or cannot be reached by any count.
    case impossibleTarget(String)
    /// Text that is not a target or a difference.
    case notATarget(String)
    case notAChange(String)
    case notAPower(String)
    /// The words named several areas.
    case severalAreas([String])
    /// The predictions of two times are different models'.
    case models(one: String, other: String)
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
            "\(indicator) of \(area) for \(period) is not published: there is no figure, or it is suppressed. Ask for "
                + "another quarter, or for a larger area."
        case .notJudged(let indicator, let area, let reason):
            "\(indicator) of \(area) is not judged, since \(reason)."
        case .noTarget(let indicator, let area):
            "no target was agreed for \(indicator) of \(area): give one, such as --target -7.77% (from what was "
                + "predicted) "
                + "or --target 10.5% (a rate)."
        case .impossibleTarget(let text):
            "no plan can be made for a target of \(text): a rate is between 0% and 100%, and a difference leaves one."
        case .notATarget(let text):
            "'\(Printable.line(text))' is not a target. Write a difference from what was predicted with its sign, as "
                + "-7.77%, and a rate without one, as 10.5%."
        case .notAChange(let text):
            "'\(Printable.line(text))' is not a change. Write it in % with its sign, as -5%; not below -100%."
        case .notAPower(let text):
            "'\(Printable.line(text))' is not a power. Write one from 50% to 99.9%, as 80%."
        case .severalAreas(let names):
            "several areas are meant: \(names.joined(separator: ", ")). Name one by its code; 'laa areas' lists them."
        case .models(let one, let other):
            "the two times are predicted by different models (\(one) \(other)), so that a riskier caseload cannot be told "
                + "apart from another model: judge both by one with --model."
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
        case .family, .noDirection, .noFigure, .notJudged, .noTarget, .models, .noGroups: .noInput
        case .impossibleTarget, .notATarget, .notAChange, .notAPower, .severalAreas, .overlap: .usage
        }
    }
}
