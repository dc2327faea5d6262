import ArgumentParser
import Glibc
import Host
import Listings
import Presenting
import ReportKit
import Returning
import Text

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "What it would take to meet a target.",
        discussion: """
            For a proportion against a prediction or a target, from its published figure: how many fewer (or more) the \
            target takes, how likely it is to be met if nothing changes and after a true change, which counts would be \
            significant, and how many it takes to find a true difference. By the exact test that judges the figure. A \
            target with a sign is a difference from what is predicted, one without a rate.
              laa plan NI18 --area Worcestershire --target -7.77%
              laa plan NI18 --area Worcestershire --target -7.77% --change -5% --detect -7.77% --power 90%
              laa plan NI143 --area Lancashire --target 75% --format svg --output settled.svg
            """)

    @Argument(help: "Identifier or alias of the indicator, such as NI18.")
    var indicator: String

    @OptionGroup var place: OneAreaOptions

    @Option(
        help: "The quarter, such as 2010-11Q4 (default: the latest for which there is a report).",
        transform: parseQuarter)
    var quarter: Quarter?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "-7.77%: from what is predicted; 10.5%: a rate (default: the target that the area agreed).",
            valueName: "target"),
        transform: { try PlanTarget($0) })
    var target: PlanTarget?

    @Option(
        name: .customLong("change"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "A true change of today's rate, such as -5%; may be repeated (default: a range).", valueName: "percent"),
        transform: { try PlanChange($0) })
    var changes: [PlanChange] = []

    @Option(
        name: .customLong("detect"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "A true difference whose caseload is wanted, such as -7.77%; may be repeated (default: a range).",
            valueName: "percent"),
        transform: { try PlanChange($0) })
    var differences: [PlanChange] = []

    @Option(
        help: ArgumentHelp("How often a true difference should be found, 50% to 99.9%.", valueName: "percent"),
        transform: { try PlanPower($0) })
    var power = PlanPower.usual

    @Option(help: "table, json, svg or png.")
    var format = SheetFormat.table

    @OptionGroup var destination: OutputOptions
    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var limits: RunOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        try format.check(destination)
        if limits.predictionUncertainty {
            throw ValidationError("A plan takes the prediction as certain: leave out --prediction-uncertainty.")
        }
    }

    func run() async throws {
        try destination.checkPlace()
        let survey = await ModuleSurvey(Program.moduleFolders, program: Program.path)
        let module = try survey.module(named: indicator)
        let terms = try disclosure.terms()
        let quarter = try await requested(of: module.subject)
        let session = try limits.session(on: quarter.lastDay, common)
        let (area, selection) = try place.selected(in: session)
        let weighed = try await Publishing(common, terms).report(
            [module], among: survey.modules, selection, period: .quarter(quarter), by: session,
            as: destination.file.map { .init(format.isChart ? .plot : .file, at: $0, of: [area]) })
        let report = weighed.current[0]
        let plan = try Plan(
            report, area: area, target: target, changes: changes, differences: differences, power: power)
        try format.write(
            plan.chart, to: destination, weighed, report, common,
            text: { PlanSheet(plan, notices: $0).text(width: Output.width) },
            json: { try PlanSheet(plan, notices: $0).json() })
    }

    private func requested(of module: ModuleSubject) async throws -> Quarter {
        if let quarter { return quarter }
        return try await limits.runner(common).latestQuarter(of: module, area: place.area, basis: limits.basis)
    }
}
