import ArgumentParser
import Foundation
import Host
import ReportKit
import Warehouse

struct ModulesNew: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Creates a new module that works as it is, for you to change.",
        discussion: """
            --kind sql writes DIR/ID.sql: a header that says what the indicator is, and a query; and beside it the schema \
            by which an editor completes the header. --kind swift \
            writes a package, DIR/ID, for an indicator that needs mathematics of its own; it builds with the ReportKit \
            that 'laa modules sdk' names. A header may name caveats \
            that many modules share, as @name; 'laa modules show --caveats' lists them.
            """)

    @Argument(help: "Identifier of the new indicator, such as NI144.")
    var id: String

    @Option(
        help: "sql or swift.", transform: { try parseChoice($0, among: ModuleStart.Kind.allCases) })
    var kind = ModuleStart.Kind.sql

    @Option(
        help: ArgumentHelp(
            "The indicator's family, for --kind sql: \(Family.allCases.map(\.rawValue).joined(separator: ", "))."),
        transform: { try parseChoice($0, among: Family.allCases) })
    var family = Family.proportionAgainstTarget

    @Argument(help: "Folder to write into.", completion: .directory)
    var directory = "."

    func run() throws {
        let start =
            switch kind {
            case .sql: try ModuleStart(declared: id, family: family)
            case .swift: try ModuleStart(compiled: id)
            }
        let written = try start.write(into: directory)
        let folder = directory == "." ? "" : directory.hasSuffix("/") ? directory : directory + "/"
        Output.result(written.map { "\(folder)\($0)\n" }.joined())
        Output.error(
            kind == .sql
                ? """
                Next: change it, then
                    laa modules check \(folder)\(id).sql
                    mkdir -p \(Program.homeModules) && cp \(folder)\(id).sql \(Program.homeModules)/
                    laa modules trust \(Program.homeModules)/\(id).sql
                    laa report \(id) --quarter 2010-11Q4 --level trust
                """
                : """
                Next: change it, then
                    make -C \(folder)\(id) install
                    laa report \(id) --quarter 2010-11Q4 --level trust
                """)
    }
}
