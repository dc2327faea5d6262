import ArgumentParser
import Sample
import Warehouse

struct WarehouseSample: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample", abstract: "Fills an empty warehouse with a synthetic population.",
        discussion: """
            The same size always gives the same sample. Some published figures are reproduced exactly, whatever the \
            size; everything else is synthetic, and every report made from it says so.
            """)

    @Option(help: "About how many people are on the caseload at a time; the national caseload is 155000.")
    var offenders = 15_500

    @Flag(help: "Do nothing, and succeed, if the warehouse holds extracts already.")
    var ifEmpty = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let connection = try Connection.open(common.existing, applicationName: "laa warehouse sample")
        try Migrator.current.checkCurrent(on: connection)
        do {
            var latest = ""
            let summary = try Sample(offenders: offenders).load(into: connection) { step, _ in
                if step != latest { common.progress("\(step) ...") }
                latest = step
            }
            for table in summary.tables { common.progress("\(table.name): \(table.rows) rows") }
        } catch let error as SampleError {
            guard ifEmpty, case .notEmpty = error else { throw error }
            common.progress("The warehouse holds extracts already; nothing was added.")
        }
    }
}
