import Disclosure
import Platform
import ReportKit

/// The charts that one report, or several of one indicator, can be drawn as.
public enum ChartKind: String, CaseIterable, Sendable {
    /// Areas in rows, actual against predicted, with intervals.
    case areas
    /// Every area of a level by size, within the limits of chance.
    case funnel
    /// Every area of a level in order of its ratio, drawn towards that of all.
    case shrunken
    /// One area over the quarters.
    case quarters
    /// A cohort before and after.
    case beforeAfter = "before-after"

    /// The chart of a report.
    ///
    /// - Parameters:
    ///   - earlier: reports of the same indicator on earlier quarters, for ``quarters``.
    ///   - area: the area that is drawn over the quarters; nil for the report's first.
    public func chart(of report: PublishedReport, earlier: [PublishedReport] = [], area: Area? = nil) throws(ChartError)
        -> any Chart
    {
        let chart: (any Chart)? =
            switch self {
            case .areas: Caterpillar.all(report, perPicture: .max).first
            case .funnel: Funnel.all(report).first
            case .shrunken: ShrunkenChart.all(report).first
            case .quarters:
                (area ?? report.findings.first { $0.plotted(report.indicator) != nil }?.area).flatMap {
                    OverQuarters(earlier + [report], area: $0)
                }
            case .beforeAfter: BeforeAfter.all(report, perPicture: .max).first
            }
        guard let chart else { throw .nothingToDraw(kind: self, indicator: report.indicator.id) }
        return chart
    }

    fileprivate var need: String {
        switch self {
        case .areas: "its findings have no value with an interval"
        case .funnel:
            "a funnel needs at least eight areas of one level with enough data; ask for a trust or an authority with "
                + "--area, or for all with --level"
        case .shrunken:
            "shrunken ratios are of NI 18 and others that compare people with a prediction for them, and need at least eight "
                + "areas of one level; ask for a trust or an authority with --area, or for all with --level"
        case .quarters: "the area must have figures for at least two quarters; ask for more with --history"
        case .beforeAfter: "only a cohort's change has a before and after"
        }
    }
}

/// Why a chart was not drawn.
public enum ChartError: Error, Equatable, Sendable {
    /// The report lacks what the chart needs.
    case nothingToDraw(kind: ChartKind, indicator: String)
    /// There are so few people that nothing about them may be published.
    case tooFew(reasons: [String])
    /// `rsvg-convert` is not on the `PATH`.
    case noConverter
    /// `rsvg-convert` failed.
    case converter(status: Int32)
    /// `rsvg-convert` cannot be started.
    case converterNotStarted(reason: String)
    /// `rsvg-convert` did not end in time and was stopped.
    case converterTookTooLong(limit: Duration)
    /// The user interrupted the program while `rsvg-convert` ran.
    case cancelled
}

extension ChartError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .nothingToDraw(let kind, let indicator):
            "\(indicator) gives no '\(kind.rawValue)' chart here: \(kind.need)."
        case .tooFew(let reasons): "there is nothing to draw. \(reasons.joined(separator: " "))"
        case .noConverter:
            "PNG needs the program rsvg-convert, which is not on the PATH: install it (on Debian: apt-get install "
                + "librsvg2-bin), or ask for --format svg."
        case .converter(let status):
            "rsvg-convert could not make a PNG of the chart (exit code \(status)); ask for --format svg."
        case .converterNotStarted(let reason):
            "rsvg-convert cannot be started (\(reason)): install it again, or ask for --format svg."
        case .converterTookTooLong(let limit):
            "rsvg-convert did not end within \(limit) and was stopped; try again, or ask for --format svg."
        case .cancelled: "cancelled. Nothing is left half done."
        }
    }
}

extension ChartError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .nothingToDraw, .tooFew: .noInput
        case .noConverter, .converter, .converterNotStarted: .badConfiguration
        case .converterTookTooLong: .tryAgain
        case .cancelled: .interrupted
        }
    }
}
