import ArgumentParser
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
    }

    func run() async throws {
        let survey = await ModuleSurvey(Program.moduleFolders, program: Program.path)
        let module = try survey.module(named: indicator)
        // Checked before the model is looked up in the warehouse.
        if limits.model != nil, module.indicator.family != .proportionAgainstPredicted {
            throw ReportError.modelNotOffered(by: module.indicator)
        }
        let terms = try disclosure.terms(verdicts)
        let session = try limits.session(on: requested.lastDay, common)
        let selection = try AreaSelection(named: place.areas, level: place.level, in: session.areas)
        let companions =
            terms.release.isInternal
            ? .none : Companions(of: [module], among: survey.modules, period: try requested, breakdown: by)
        let made = try await session.run(
            [module.subject], selection, period: requested, breakdown: by, beside: companions)
        session.close()
        let publishing = try Publishing(common, terms)
        let weighed = try publishing.weigh(
            [try made.outcomes[0].report()], beside: made.beside, in: session.areas, asOf: session.vintage,
            as: destination.file.map { .init(.file, at: $0, of: selection.asked, level: place.level) })
        let text = try renderer.render(weighed.current[0])
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

    private var renderer: any ReportRenderer {
        switch format {
        case .table: .table(width: Output.width)
        case .csv: .csv
        case .json: .json
        }
    }
}
