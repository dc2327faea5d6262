import ArgumentParser
import Host
import Presenting
import ReportKit
import Returning
import Returns
import Text

struct TableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table", abstract: "Puts several indicators side by side, one row per area.",
        discussion: """
            On the terminal each indicator's figure and verdict. --output names a workbook (.ods) or comma-separated \
            values (.csv), with a group of columns for each indicator: the figure with its interval, what it is judged \
            against, its counts, its verdict and whether its target was met.
              laa table --indicator NI18 --indicator NI143 --level local-authority --area "North West" \
            --quarter 2010-11Q4 --output north-west.ods
            """)

    @Option(name: .customLong("indicator"), help: "Identifier or alias of an indicator, such as NI18; may be repeated.")
    var indicators: [String] = []

    @Option(help: "The quarter, such as 2010-11Q4.", transform: parseQuarter)
    var quarter: Quarter

    @OptionGroup var place: AreaOptions
    @OptionGroup var destination: OutputOptions
    @OptionGroup var verdicts: VerdictOptions
    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var limits: RunOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if indicators.isEmpty { throw ValidationError("Name the indicators: --indicator NI18 --indicator NI143.") }
        if let file = destination.file, !file.hasSuffix(".ods"), !file.hasSuffix(".csv") {
            throw ValidationError(
                "--output '\(Printable.line(file))' is neither a workbook (.ods) nor comma-separated values (.csv).")
        }
    }

    func run() async throws {
        try destination.checkPlace()
        let survey = await ModuleSurvey(Program.moduleFolders, program: Program.path)
        let modules = try survey.chosen(indicators).modules
        let terms = try disclosure.terms(verdicts)
        let session = try limits.session(on: quarter.lastDay, common)
        let selection = try AreaSelection(named: place.areas, level: place.level, in: session.areas)
        let weighed = try await Publishing(common, terms).report(
            modules, among: survey.modules, selection, period: .quarter(quarter), by: session,
            as: destination.file.map { .init(.file, at: $0, of: selection.asked, level: place.level) })
        let table = WideTable(weighed.current)
        guard let file = destination.file else {
            Output.result(table.text(width: Output.width))
            return destination.noteNotAdded(weighed, common)
        }
        let bytes = file.hasSuffix(".ods") ? try table.workbook : Array(Printable.lines(table.csv).utf8)
        try weighed.publish { try destination.write(bytes: bytes) }
    }
}
