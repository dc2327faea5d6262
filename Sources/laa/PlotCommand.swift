import ArgumentParser
import Disclosure
import Glibc
import Host
import Prediction
import Presenting
import ReportKit
import Returning
import Returns
import Text
import Warehouse

struct PlotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plot", abstract: "Draws one chart of an indicator, as SVG or PNG.",
        discussion: """
            areas: actual against predicted, or value against target, area by area, with 95% intervals. funnel: every \
            area of a level by size, with the limits of chance; those named with --area are labelled. shrunken: every \
            area of a level by its ratio of actual to predicted, drawn towards that of all as far as chance may explain \
            its distance. quarters: one area over the quarters. before-after: a cohort's baseline and follow-up. calibration: a model's \
            predictions for NI 18's cohort against what happened.
              laa plot NI18 --quarter 2010-11Q4 --level trust --output trusts.svg
              laa plot NI18 --quarter 2010-11Q4 --chart funnel --area Lancashire --level trust
              laa plot NI18 --quarter 2010-11Q4 --chart quarters --area Lancashire --format png --output over-time.png
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case svg, png
    }

    @Argument(help: "Identifier or alias of the indicator, such as NI18.")
    var indicator: String

    @Option(help: "The quarter, such as 2010-11Q4.", transform: parseQuarter)
    var quarter: Quarter

    @Option(
        help: "areas, funnel, shrunken, quarters, before-after or calibration.",
        transform: { try parseChoice($0, among: Choice.allCases) })
    var chart = Choice.areas

    @OptionGroup var place: AreaOptions

    @Option(help: ArgumentHelp("The title above the chart (default: the chart's own).", valueName: "words"))
    var title: String?

    @Option(
        help: "page (as in a return), slide (16 to 9) or square.",
        transform: { try parseChoice($0, among: Canvas.allCases) })
    var size = Canvas.page

    @Option(help: "svg or png; a PNG has twice as many pixels each way.")
    var format = Format.svg

    @OptionGroup var destination: OutputOptions

    @OptionGroup var verdicts: VerdictOptions
    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var past: HistoryOptions
    @OptionGroup var limits: RunOptions
    @OptionGroup var common: CommonOptions

    enum Choice: String, CaseIterable {
        case areas, funnel, shrunken, quarters
        case beforeAfter = "before-after"
        case calibration
    }

    func validate() throws {
        try destination.check(isNamedAs: format.rawValue, among: Format.allCases.map(\.rawValue))
        if format == .png, destination.file == nil, isatty(STDOUT_FILENO) == 1 {
            throw ValidationError("A PNG cannot be shown on a terminal: name a file with --output.")
        }
        if let title, title.isEmpty || title.count > 200 {
            throw ValidationError("--title is of 1 to 200 characters; leave it out for the chart's own.")
        }
        if chart == .quarters, place.areas.count > 1 {
            throw ValidationError("--chart quarters draws one area: name one with --area, and its level with --level.")
        }
        if chart == .calibration, !place.areas.isEmpty || place.level != nil {
            throw ValidationError("A model is calibrated on all areas together: leave out --area and --level.")
        }
    }

    func run() async throws {
        try destination.checkPlace()
        let (svg, weighed) = try await drawn()
        let bytes = format == .svg ? Array(Printable.lines(svg + "\n").utf8) : try PNG.bytes(svg)
        guard let weighed else { return try destination.write(bytes: bytes) }
        try weighed.publish { try destination.write(bytes: bytes) }
        destination.noteNotAdded(weighed, common)
    }

    /// The chart, and the reports that it shows; a model's calibration is none.
    private func drawn() async throws -> (svg: String, weighed: Publishing.Weighed?) {
        let survey = await ModuleSurvey(Program.moduleFolders, program: Program.path)
        let module = try survey.module(named: indicator)
        let terms = try disclosure.terms(verdicts)
        guard let kind = ChartKind(rawValue: chart.rawValue) else {
            guard module.indicator.id == "NI18" else {
                throw ValidationError("A model is calibrated on NI 18's cohort: ask for NI18.")
            }
            let connection = try Connection.open(try common.existing, applicationName: "laa plot")
            try Migrator.current.checkCurrent(on: connection)
            let calibration = try Calibration(of: quarter, model: limits.model, on: connection)
            let published = calibration.published(by: terms.policy, for: terms.release)
            guard let chart = published.chart else { throw ChartError.tooFew(reasons: published.notChecked) }
            return (picture(of: chart, published.release, isSynthetic: published.synthetic), nil)
        }
        let session = try limits.session(on: quarter.lastDay, common)
        let selection = try selected(for: kind, in: session)
        let history = ReportHistory(kind == .quarters ? past.earlierQuarters.periods(before: quarter) : [])
        let published = try await Publishing(common, terms).report(
            [module], among: survey.modules, selection, period: .quarter(quarter), history: history, by: session,
            as: destination.file.map { .init(.plot, at: $0, of: selection.asked, level: place.level) })
        let report = published.current[0]
        let chart = try kind.chart(
            of: report, earlier: published.earlier,
            area: selection.asked.first { area in report.shown.contains { $0.area == area } })
        return (picture(of: chart, report.release, isSynthetic: report.dataQuality.synthetic), published)
    }

    /// The areas that the chart may show. Over the quarters it is one, the same that `laa explain` and `laa plan` take.
    private func selected(for kind: ChartKind, in session: ReportSession) throws -> AreaSelection {
        let named = try AreaSelection(named: place.areas, level: place.level, in: session.areas)
        guard kind == .quarters, place.level == nil, named.asked.count > 1 else { return named }
        return try AreaSelection(named: named.asked.smallest.map(\.code), level: nil, in: session.areas)
    }

    private func picture(of chart: any Chart, _ release: Release, isSynthetic: Bool) -> String {
        let notices = [release.marking, isSynthetic ? Report.syntheticCaveat : nil].compactMap(\.self)
        return size.svg(of: chart, title: title, notice: notices.isEmpty ? nil : notices.joined(separator: ": "))
    }
}
