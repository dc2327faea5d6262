import ArgumentParser
import Foundation
import Host
import Loading
import Platform
import PrivateCluster
import Provenance
import ReportKit
import Submissions
import Upkeep
import Warehouse

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Says on one page how everything stands, and what to do where it does not.",
        discussion: """
            Each line is good, look (it works, and somebody should look at it) or bad, with what to do. The exit code is \
            78 if something is set up wrongly, 75 if something is bad for the time being, otherwise 0.
            """)

    @Option(help: "table or json.")
    var format = TableOrJSON.table

    @OptionGroup var limits: ModuleLimits
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let home = ConnectionTarget.home(environment: ProcessInfo.processInfo.environment)
        var checkUp = CheckUp()
        checkUp.add(.good("program", Provenance.own.description))
        var settings: SubmissionSettings?
        checkUp.look(at: "settings") {
            let read = try SubmissionOptions.settings()
            settings = read
            return [.good("settings", "\(read.partnerships.count) partnerships are scheduled in \(read.file)")]
        }
        let connection = open(&checkUp)
        if let connection {
            checkUp.look(at: "server") { try CheckUp.Line.server(connection, cluster: common.target.privateCluster) }
            checkUp.look(at: "modules' role") { [try role(connection)] }
        }
        if let settings { checkUp.add(CheckUp.Line.keys(home: home, settings: settings, connection)) }
        let survey = await ModuleSurvey(Program.moduleFolders, program: Program.path)
        checkUp.add(
            survey.problems.isEmpty
                ? .good("modules", "\(survey.modules.count) can be run")
                : .look(
                    "modules", "\(survey.modules.count) can be run, \(survey.problems.count) cannot",
                    "laa modules list says why."))
        if let settings { checkUp.add(CheckUp.Line.modules(settings)) }
        checkUp.add(CheckUp.Line.units())
        if let connection {
            checkUp.look(at: "loads") { try CheckUp.Line.loads(connection) }
            checkUp.look(at: "erasures") { try CheckUp.Line.erasures(connection) }
            checkUp.look(at: "ledger") { try CheckUp.Line.ledger(connection) }
            if let settings, !settings.partnerships.isEmpty {
                do {
                    let making = try await SubmissionOptions.making(settings, by: try limits.runner(common))
                    let entries = try await ReturnCalendar(settings: settings, making: making)
                        .entries(asOf: .today, in: connection)
                    checkUp.add(CheckUp.Line.due(entries, asOf: .today))
                } catch {
                    checkUp.add(.failed("calendar", error))
                }
            }
        }
        Output.result(try format == .json ? checkUp.json() : checkUp.text(width: Output.width))
        if checkUp.exitCode != .done { throw ExitCode(checkUp.exitCode) }
    }

    /// A session with the warehouse, if it is there and up to date.
    private func open(_ checkUp: inout CheckUp) -> Connection? {
        var connection: Connection?
        checkUp.look(at: "warehouse") {
            let opened = try Connection.open(try common.existing, applicationName: "laa doctor")
            try Migrator.current.checkCurrent(on: opened)
            connection = opened
            return [.good("warehouse", "it is there, at migration \(Migrator.current.migrations.last?.number ?? 0)")]
        }
        return connection
    }

    private func role(_ connection: Connection) throws -> CheckUp.Line {
        let access = try ModuleAccess(of: connection, environment: ProcessInfo.processInfo.environment)
        let words = try access.description(on: connection).joined(separator: " ")
        return access.level == .ownSession
            ? .good("modules' role", words)
            : .look("modules' role", words, "See 'laa warehouse status', and the page on trust and confinement.")
    }
}
