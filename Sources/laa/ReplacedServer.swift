import ArgumentParser
import Platform
import PrivateCluster
import Warehouse

/// A command that uses the warehouse of its options.
protocol UsesWarehouse: ParsableCommand {
    var common: CommonOptions { get }
}

/// One that only reads, so that it can be done again from its beginning.
protocol ReadsWarehouse: UsesWarehouse {}

/// What is done where the private server's programs were replaced while a command used it: the server is started again, once,
/// and the command goes on if it only reads.
enum ReplacedServer: ExitCoded, CustomStringConvertible {
    /// The server was started again beneath a command that writes.
    case startedAgain

    var exitCode: Platform.ExitCode { .tryAgain }

    var description: String {
        "PostgreSQL was upgraded while the command ran; the private server has been started again. Nothing is left half done: "
            + "run the command again."
    }

    /// Starts the server again, if that is what an error calls for.
    ///
    /// - Returns: whether the command is to be done again from its beginning.
    /// - Throws: ``startedAgain`` for a command that may have written something.
    static func restart(after error: any ExitCoded, of command: any ParsableCommand) throws -> Bool {
        guard let command = command as? any UsesWarehouse, let cluster = command.common.target.privateCluster,
            (error as? WarehouseError)?.isOfReplacedLibraries == true
                || error.exitCode == .unavailable && (try? cluster.isOfReplacedPrograms()) == true,
            // Where others use it, the error and its remedy are what there is to say.
            (try? cluster.restart()) == true
        else { return false }
        guard command is any ReadsWarehouse, !Output.hasResult else { throw startedAgain }
        Output.error(
            "laa: PostgreSQL was upgraded while it ran: the private server was started again, and the command goes on.")
        return true
    }
}

extension AreasCommand: ReadsWarehouse {}
extension CalendarCommand: ReadsWarehouse {}
extension DoctorCommand: ReadsWarehouse {}
extension PublicationsList: ReadsWarehouse {}
extension PublicationsShow: ReadsWarehouse {}
extension StatusCommand: ReadsWarehouse {}
extension SubmissionsList: ReadsWarehouse {}
extension SubmissionsShow: ReadsWarehouse {}
extension SubmissionsVerify: ReadsWarehouse {}
extension WarehouseCheck: ReadsWarehouse {}
extension WarehouseDescribe: ReadsWarehouse {}
extension WarehouseStatus: ReadsWarehouse {}
extension WarehouseVerify: ReadsWarehouse {}
// These publish only what they write to a file, in the register first: the same again is not added again.
extension ExplainCommand: ReadsWarehouse {}
extension PlanCommand: ReadsWarehouse {}
extension PlotCommand: ReadsWarehouse {}
extension ReportCommand: ReadsWarehouse {}
extension ReturnCommand: ReadsWarehouse {}
extension TableCommand: ReadsWarehouse {}

extension LoadCommand: UsesWarehouse {}
extension PredictApply: UsesWarehouse {}
extension PredictOGRS3: UsesWarehouse {}
extension SubmissionsAcknowledge: UsesWarehouse {}
extension SubmitCommand: UsesWarehouse {}
extension WarehouseBackup: UsesWarehouse {}
extension WarehouseForget: UsesWarehouse {}
extension WarehouseMigrate: UsesWarehouse {}
extension WarehousePrune: UsesWarehouse {}
