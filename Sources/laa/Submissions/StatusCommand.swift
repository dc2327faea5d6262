import ArgumentParser
import Glibc
import Platform
import Submissions
import Warehouse

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Shows the state of submissions: what is late, why, and what is next.",
        discussion: "If something needs attention, the exit code is 75.")

    @Option(
        help: ArgumentHelp(
            "Also write metrics to this file, for node_exporter's textfile collector.", valueName: "file"))
    var metrics: String?

    @OptionGroup var when: DayOption
    @OptionGroup var limits: ModuleLimits
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let metrics, ["", "-"].contains(metrics) { throw ValidationError("--metrics names no file; name one.") }
    }

    func run() async throws {
        let settings = try SubmissionOptions.settings()
        let making = try await SubmissionOptions.making(settings, by: try limits.runner(common))
        let connection = try Connection.open(try common.existing, applicationName: "laa")
        try Migrator.current.checkCurrent(on: connection)
        let entries = try await ReturnCalendar(settings: settings, making: making)
            .entries(asOf: when.day, in: connection)
        let status = try SubmissionStatus(entries, asOf: when.day, in: connection)
        if let metrics {
            try DurableFile.write(Array(status.metrics.utf8), to: metrics)
            // The collector runs under another account.
            chmod(metrics, 0o644)
        }
        Output.result(status.text)
        if settings.partnerships.isEmpty { common.progress("laa: \(SubmissionError.noSchedule(file: settings.file))") }
        if status.needsAttention { throw ExitCode(.tryAgain) }
    }
}
