import Presenting

/// The columns of a template that the program fills: what a return and the warehouse know about an indicator in an area.
enum FigureColumn: String, CaseIterable, Sendable {
    case indicator, title, definition, unit
    case goodIs = "good-is"
    case source, period
    case counts, outturn, predicted, difference
    case target
    case targetMet = "target-met"
    case designated
    case targetSource = "target-source"
    case baseline
    /// One column per financial year.
    case targetsByYear = "targets-by-year"
    case percentOfTarget = "percent-of-target"
    case verdict, light, trend, sentence

    var heading: String {
        switch self {
        case .indicator: "Indicator"
        case .title: "Title"
        case .definition: "Definition"
        case .unit: "Unit"
        case .goodIs: "Good is"
        case .source: "Source"
        case .period: "Period"
        case .counts: "Counted"
        case .outturn: "Outturn"
        case .predicted: "Predicted"
        case .difference: "Against predicted"
        case .target: "Target"
        case .targetMet: "Target met"
        case .designated: "Designated or local"
        case .targetSource: "Target agreed in"
        case .baseline: "Baseline"
        case .targetsByYear: "Target"
        case .percentOfTarget: "% of target"
        case .verdict: "Verdict"
        case .light: "Traffic light"
        case .trend: "Trend"
        case .sentence: "In words"
        }
    }

    /// Whether its cells are mostly short figures, which are aligned to the right.
    var isNumber: Bool {
        switch self {
        case .outturn, .predicted, .baseline: true
        default: false
        }
    }
}
