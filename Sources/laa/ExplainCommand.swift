import ArgumentParser
import Host
import Listings
import Presenting
import ReportKit
import Returning
import Text

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Why an actual rate differs from what it was.",
        discussion: """
            For NI 18 and others that are compared with a prediction, from published figures: how much of the change \
            comes from another mix of groups, how much from riskier people within them, as predicted, and how much \
            from performance, with intervals that allow for people counted several times. The parts add up exactly.
              laa explain NI18 --area Lancashire --quarter 2010-11Q4 --against 2009-10Q4
              laa explain NI18 --area Lancashire --quarter 2010-11Q4 --against 2009-10Q4 --by age-band --format svg
            """)

    @Argument(help: "Identifier or alias of the indicator, such as NI18.")
    var indicator: String

    @OptionGroup var place: OneAreaOptions

    @Option(help: "The quarter, such as 2010-11Q4.", transform: parseQuarter)
    var quarter: Quarter

    @Option(
        help: ArgumentHelp("The earlier quarter, whose figure it is compared with.", valueName: "quarter"),
        transform: parseQuarter)
    var against: Quarter

    @Option(
        help: ArgumentHelp(
            "The groups whose mix is told apart: sex, age-band, ethnicity, tier, order-type, category (default: tier)."
        ),
        transform: { try parseChoice($0, among: Breakdown.allCases) })
    var by: Breakdown?

    @Option(help: "table, json, svg or png.")
    var format = SheetFormat.table

    @OptionGroup var destination: OutputOptions
    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var limits: RunOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        try format.check(destination)
        guard against < quarter else {
            throw ValidationError("--against is an earlier quarter than --quarter: \(quarter) is explained.")
        }
        if limits.predictionUncertainty {
            throw ValidationError(
                "An explanation takes the predictions as certain: leave out --prediction-uncertainty.")
        }
    }

    func run() async throws {
        try destination.checkPlace()
        let survey = await ModuleSurvey(Program.moduleFolders, program: Program.path)
        let module = try survey.module(named: indicator)
        try Explanation.check(module.indicator)
        let terms = try disclosure.terms()
        let session = try limits.session(on: quarter.lastDay, common)
        let (area, selection) = try place.selected(in: session)
        let breakdown = by ?? (module.indicator.breakdowns.contains(.tier) ? .tier : module.indicator.breakdowns.first)
        let history = ReportHistory([.quarter(against)])
        let publishing = try Publishing(common, terms)
        func made(_ breakdown: Breakdown?) async throws -> (now: Report, then: Report, beside: [Report]) {
            common.progress(
                "laa: reading \(module.indicator.id) for \(against) and \(quarter)"
                    + (breakdown.map { " by \($0.word)" } ?? ""))
            let made = try await session.run(
                [module.subject], selection, period: .quarter(quarter), breakdown: breakdown, history: history,
                beside: publishing.companions(
                    of: [module], among: survey.modules, period: .quarter(quarter), breakdown: breakdown))
            let now = try made.outcomes[0].report()
            guard let then = made.outcomes[0].earlier.first else {
                throw PlanError.noReport(indicator: module.indicator.id, period: "\(against)")
            }
            try Explanation.check((then.requested, then.period), before: (now.requested, now.period))
            return (now, then, made.beside)
        }
        let (whole, groups) = (try await made(nil), try await made(breakdown))
        let grounds = try session.grounds(on: [whole.then, groups.then].map(\.requested.lastDay))
        session.close()
        common.progress("laa: weighing them against what was published")
        let weighed = try publishing.weigh(
            Publishing.Matter(
                [whole.now, groups.now], with: [whole.then, groups.then], beside: whole.beside + groups.beside,
                in: session.areas, asOf: session.vintage, grounds: grounds),
            as: destination.file.map { .init(format.isChart ? .plot : .file, at: $0, of: [area]) })
        let (before, after) = (weighed.earlier, weighed.current)
        guard before.count == 2 else {
            throw PlanError.noFigure(indicator: module.indicator.id, area: area.name, period: "\(against)")
        }
        let explanation = try Explanation(
            area: area, whole: (before[0], after[0]), groups: (before[1], after[1]))
        try format.write(
            explanation.chart, to: destination, weighed, after[0], common,
            text: { ExplanationSheet(explanation, notices: $0).text(width: Output.width) },
            json: { try ExplanationSheet(explanation, notices: $0).json() })
    }
}
