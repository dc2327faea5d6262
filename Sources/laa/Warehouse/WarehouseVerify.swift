import ArgumentParser
import Host
import Upkeep
import Warehouse

struct WarehouseVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Checks pages, constraints and the ledger of the warehouse.",
        discussion: """
            Pages are checked by the extension amcheck, where the server has it and the role may use it. Whatever is \
            wrong is listed, and the exit code is then 65. The stored bundles are checked by 'laa submissions verify'.

            With --queries, a distributed warehouse is checked instead: every module is run on a small sample, on one \
            server and divided among all of them, in a database made for it by a role that may make databases there. \
            Modules whose figures differ are listed, and are not run on this warehouse; the exit code is then 65.
            """)

    @Flag(help: "Compare every module's figures on a distributed warehouse with those on one server.")
    var queries = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let connection = try Connection.open(try common.existing, applicationName: "laa warehouse verify")
        try Migrator.current.checkCurrent(on: connection)
        if queries { return try await compareModules(connection) }
        let found = try WarehouseVerification(of: connection) { common.progress("laa: \($0) ...") }
        for note in found.notes { Output.error("laa: \(note)") }
        guard found.problems.isEmpty else {
            for problem in found.problems { Output.error("laa: \(problem)") }
            throw ExitCode(.badData)
        }
        Output.result(
            "\(found.relations) tables and indexes, \(found.constraints) constraints and \(found.entries) entries of the "
                + "ledger are as they should be.\n")
    }

    private func compareModules(_ connection: Connection) async throws {
        let survey = await ModuleSurvey(Program.moduleFolders, program: Program.path)
        for problem in survey.problems { Output.error("laa: \(problem)") }
        let runner = ModuleRunner(target: try common.existing, program: Program.path, timeLimit: .seconds(300))
        let compared = try await QueryVerification(of: survey.modules, on: connection, runner: runner) {
            common.progress("laa: \($0) ...")
        }
        for (module, difference) in compared.differing {
            Output.error("laa: \(module.indicator.id), \(module.runs): other figures than on one server: \(difference)")
        }
        Output.result(
            "\(compared.agreeing.count) modules give the same figures on all servers as on one, \(compared.differing.count) do "
                + "not and are not run here.\n")
        guard compared.differing.isEmpty else { throw ExitCode(.badData) }
    }
}
