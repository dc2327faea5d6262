import ArgumentParser
import Disclosure
import Host
import Presenting
import ReportKit
import Returning
import Returns

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Reports one indicator.",
        discussion: """
            Without --level and --area, reports the national figure; with --area, the named areas; with --level, every \
            area of that level, or those in the named areas. Offenders who are not assigned to an authority are shown \
            separately, among the authorities.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, csv, json
    }

    @Argument(help: "Identifier or alias of the indicator, such as NI18.")
    var indicator: String

    @Option(help: "The quarter, such as 2010-11Q4.", transform: parseQuarter)
    var quarter: Quarter?

    @Option(
        help: ArgumentHelp(
            "First and last day, for indicators that count events: 2009-04-01..2009-07-31.", valueName: "from..to"),
        transform: parsePeriod)
    var period: Period?

    @OptionGroup var place: AreaOptions

    @Option(
        help: "Break the figures down by sex, age-band, ethnicity, tier, order-type or category.",
        transform: { try parseChoice($0, among: Breakdown.allCases) })
    var by: Breakdown?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Set a parameter of the indicator, as 'laa modules show' lists them; may be repeated. The figures are marked "
                + "as not those of its definition.",
            valueName: "parameter=number"),
        transform: parseSetting)
    var settings: [(name: String, value: Int)] = []

    @Option(
        help: "Sort by area, figure, n, difference (the worst first), p or verdict; what is suppressed comes last.",
        transform: { try parseChoice($0, among: Arrangement.Order.allCases) })
    var sort: Arrangement.Order?

    @Option(
        help: "Only findings that are significant, worse or better.",
        transform: { try parseChoice($0, among: Arrangement.Choice.allCases) })
    var only: Arrangement.Choice?

    @Option(
        help: ArgumentHelp(
            "Earlier quarters to show beside this one, 1 to 40: a table over the quarters.", valueName: "quarters"))
    var history: Int?

    @Option(help: "table, csv or json.")
    var format = Format.table

    @OptionGroup var destination: OutputOptions

    @OptionGroup var verdicts: VerdictOptions
    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var limits: RunOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if (quarter == nil) == (period == nil) {
            throw ValidationError("Give either --quarter, such as 2010-11Q4, or --period FROM..TO.")
        }
        if let history {
            guard (1...40).contains(history) else {
                throw ValidationError("--history is a number of quarters, 1 to 40.")
            }
            if quarter == nil { throw ValidationError("--history goes back from a quarter: give --quarter.") }
            if by != nil { throw ValidationError("--history shows everybody in an area: leave out --by.") }
        }
    }

    func run() async throws {
        try destination.checkPlace()
        let survey = await ModuleSurvey(Program.moduleFolders, program: Program.path)
        let module = try survey.module(named: indicator).setting(
            Dictionary(settings.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }))
        // Checked before the model is looked up in the warehouse.
        if limits.model != nil, module.indicator.family != .proportionAgainstPredicted {
            throw ReportError.modelNotOffered(by: module.indicator)
        }
        let terms = try disclosure.terms(verdicts)
        let session = try limits.session(on: requested.lastDay, common)
        let selection = try AreaSelection(named: place.areas, level: place.level, in: session.areas)
        let weighed = try await Publishing(common, terms).report(
            [module], among: survey.modules, selection, period: requested, breakdown: by,
            history: ReportHistory(past), by: session,
            as: destination.file.map { .init(.file, at: $0, of: selection.asked, level: place.level) })
        let text = try rendered(weighed.current[0], earlier: weighed.earlier)
        try weighed.publish { try destination.write(text) }
        destination.noteNotAdded(weighed, common)
    }

    private var requested: ReportPeriod {
        get throws {
            if let quarter { return .quarter(quarter) }
            guard let period else { throw ValidationError("Give --quarter or --period.") }
            return .days(period)
        }
    }

    /// The earlier quarters that are asked for.
    private var past: [ReportPeriod] {
        quarter.flatMap { quarter in history.map { EarlierQuarters($0).periods(before: quarter) } } ?? []
    }

    private func rendered(_ report: PublishedReport, earlier: [PublishedReport]) throws -> String {
        let arrangement = Arrangement(sort, only: only)
        if let sort, arrangement.lacksKey(in: report) {
            throw ValidationError(
                "\(report.indicator.id) has no \(sort.rawValue) to sort by in \(report.requested): sort by area, figure or n."
            )
        }
        switch format {
        case .table:
            return history == nil
                ? TableRenderer(width: Output.width, arrangement: arrangement).render(report)
                : HistoryRenderer(width: Output.width).render(
                    report, earlier: earlier, asked: past, arrangement: arrangement)
        case .csv: return CSVRenderer(arrangement: arrangement).render(report, earlier: earlier)
        case .json:
            let renderer = JSONRenderer(arrangement: arrangement)
            return history == nil ? try renderer.render(report) : try renderer.render(report, earlier: earlier)
        }
    }
}

/// Reads the setting of a parameter from the command line.
func parseSetting(_ text: String) throws -> (name: String, value: Int) {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, let value = Int(parts[1]) else {
        throw ValidationError("'\(text)' is not a setting. Write one as reoffending_months=6.")
    }
    return (parts[0], value)
}
