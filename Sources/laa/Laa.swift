import ArgumentParser
import Foundation
import Glibc
import Host
import Platform
import Provenance
import Warehouse

@main
struct Laa: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "laa",
        abstract: "Judges how offenders fare, area by area: national indicators, actual against predicted.",
        discussion: """
            First steps, on synthetic data:
              laa warehouse create
              laa warehouse sample
              laa report NI18 --quarter 2010-11Q4 --level trust
              laa return --area Lancashire --quarter 2010-11Q4 --output lancashire

            Results go to standard output, progress and errors to standard error.
            Exit codes: 0 done; 64 usage; 65 bad data; 66 no such input; 69 warehouse unavailable; 70 a module failed; \
            73 cannot write; 75 try again; 77 not allowed; 78 bad configuration.
            """,
        version: Provenance.own.description,
        subcommands: [
            ReportCommand.self, TableCommand.self, ReturnCommand.self, SubmitCommand.self, SubmissionsCommand.self,
            PublicationsCommand.self, CalendarCommand.self, StatusCommand.self, ServeCommand.self, AccessCommand.self,
            PullCommand.self,
            PlotCommand.self, PlanCommand.self, ExplainCommand.self, AreasCommand.self,
            LoadCommand.self, PredictCommand.self,
            ModulesCommand.self,
            TemplatesCommand.self, SignificanceCommand.self, WarehouseCommand.self, KeysCommand.self,
            DoctorCommand.self,
        ])

    static func main() async {
        if CommandLine.arguments.dropFirst().first == Worker.subcommand { Worker.serve() }
        // Before any file is opened, which would take the place of a closed stream.
        _ = Output.closed
        Interrupt.install()
        Interrupt.installDeadline { Output.error("laa: cancelled. Nothing is left half done.") }
        // A reader that closes its end, such as `head`, ends the output, not with a signal but with an error.
        signal(SIGPIPE, SIG_IGN)
        // Likewise a limit on the size of files.
        signal(SIGXFSZ, SIG_IGN)
        do {
            try Start.check(CommandLine.arguments, environment: ProcessInfo.processInfo.environment)
            let command = try parseAsRoot()
            do {
                try await run(command)
            } catch let error as any ExitCoded {
                guard try ReplacedServer.restart(after: error, of: command) else { throw error }
                try await run(command)
            }
        } catch {
            Failure.end(with: error)
        }
    }

    private static func run(_ command: any ParsableCommand) async throws {
        var command = command
        if var command = command as? any AsyncParsableCommand {
            try await command.run()
        } else {
            try command.run()
        }
    }
}
