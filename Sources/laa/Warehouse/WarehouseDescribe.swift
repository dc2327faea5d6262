import ArgumentParser
import Host
import Listings
import Text
import Warehouse

struct WarehouseDescribe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Says what the views that modules read hold: every column, its unit and codes.",
        discussion: """
            Without VIEW, lists the views of the schema reporting. With it, says of each of its columns what it means, of \
            which type it is and which codes it may hold, and which installed indicators read the view.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, json, markdown
    }

    @Argument(help: "A view, such as termination or reporting.termination.")
    var view: String?

    @Option(help: "table, json or markdown; the last two have every column also without VIEW.")
    var format = Format.table

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let target = try common.existing
        let connection = try Connection.open(target, applicationName: "laa warehouse describe")
        defer { connection.close() }
        try Migrator.current.checkCurrent(on: connection)
        let all = try ReportingView.all(on: connection)
        let runner = ModuleRunner(target: target, program: Program.path, timeLimit: .seconds(10))
        let survey = await ModuleSurvey(Program.moduleFolders, program: Program.path)
        let readers = try await ViewReaders(of: survey.modules, runner: runner)
        let dictionary = ViewDictionary(
            try chosen(among: all).map { view in
                ViewDictionary.View(
                    name: "reporting.\(view.name)", meaning: view.meaning,
                    columns: view.columns.map {
                        .init(name: $0.name, type: $0.type, meaning: $0.meaning, codes: $0.codes)
                    }, readBy: readers.indicators(reading: view))
            })
        switch format {
        case .table:
            Output.result(view == nil ? dictionary.list(width: Output.width) : dictionary.text(width: Output.width))
        case .json: Output.result(try dictionary.json())
        case .markdown: Output.result(dictionary.markdown())
        }
    }

    private func chosen(among all: [ReportingView]) throws -> [ReportingView] {
        guard let view else { return all }
        let name = view.lowercased().split(separator: ".").last.map(String.init) ?? ""
        if let found = all.first(where: { $0.name == name }) { return [found] }
        let nearest = nearestNames(to: name, among: all.map(\.name), count: 1).first
        Output.error(
            "laa: modules may read no view '\(view)'\(nearest.map { "; is reporting.\($0) meant?" } ?? ".") "
                + "'laa warehouse describe' lists those there are.")
        throw ExitCode(.noInput)
    }
}
