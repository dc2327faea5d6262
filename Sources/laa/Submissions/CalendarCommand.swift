import ArgumentParser
import ReportKit
import Submissions
import Warehouse

struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Shows which returns are complete, due, late and submitted.",
        discussion: "The partnerships and the rule for their due dates are settings: see 'laa submit --help'.")

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, json, ical
    }

    @Option(help: "table, json or ical (iCalendar, for a diary).")
    var format = Format.table

    @Option(
        help: ArgumentHelp("How many quarters after the quarter of the day to show as well.", valueName: "quarters"),
        transform: { text in
            guard let count = Int(text), (0...40).contains(count) else {
                throw ValidationError("'\(text)' is not a number from 0 to 40.")
            }
            return count
        })
    var ahead = 0

    @OptionGroup var when: DayOption
    @OptionGroup var limits: ModuleLimits
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let settings = try SubmissionOptions.settings()
        guard !settings.partnerships.isEmpty else { throw SubmissionError.noSchedule(file: settings.file) }
        let making = try await SubmissionOptions.making(settings, by: try limits.runner(common))
        let connection = try Connection.open(try common.existing, applicationName: "laa")
        try Migrator.current.checkCurrent(on: connection)
        let calendar = ReturnCalendar(settings: settings, making: making)
        let entries = try await calendar.entries(asOf: when.day, ahead: ahead, in: connection)
        let listing = CalendarListing(entries, asOf: when.day)
        switch format {
        case .table: Output.result(listing.table(width: Output.width, rules: settings.partnerships.map(\.rule)))
        case .json: Output.result(try listing.json())
        case .ical: Output.result(listing.iCalendar())
        }
        let unknown = try calendar.unknownPartnerships(asOf: when.day, in: connection)
        for problem in unknown { Output.error("laa: \(problem)") }
        if let first = unknown.first { throw ExitCode(first.exitCode) }
    }
}
