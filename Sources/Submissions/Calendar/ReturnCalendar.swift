import Host
import ReportKit
import Warehouse

/// The returns of the scheduled partnerships, quarter by quarter, each with its standing.
public struct ReturnCalendar {
    public let settings: SubmissionSettings
    public let making: ReturnMaking

    public init(settings: SubmissionSettings, making: ReturnMaking) {
        self.settings = settings
        self.making = making
    }

    /// The returns from each partnership's first quarter through the quarter of the day, as the ledger stood at the end
    /// of that day; in order of due date, then quarter, then as the partnerships are scheduled.
    ///
    /// - Parameters:
    ///   - asOf: the day to judge from, past or future.
    ///   - ahead: how many further quarters to include after the quarter of the day.
    public func entries(asOf: Day, ahead: Int = 0, in connection: Connection) async throws -> [CalendarEntry] {
        try settings.checkPartnerships(asOf: asOf, in: connection)
        let last = Quarter(containing: asOf).advanced(by: ahead)
        guard let first = settings.partnerships.map(\.from).min(), first <= last else { return [] }
        let quarters = Array(sequence(first: first) { $0 < last ? $0.advanced(by: 1) : nil })
        let held = (try? DataState(asOf: asOf, in: connection))?.kinds ?? []
        let completions = try await making.completions(quarters, held: held)
        let further = try Script.bankHolidays.query(on: connection).map { try $0.get("day", as: Day.self) }
        let working = WorkingDays(further: Set(further))
        let ledger = Dictionary(
            grouping: try Ledger(connection).entries()
        ) { EntryKey(partnership: $0.partnership, quarter: $0.quarter) }
        var entries: [CalendarEntry] = []
        for quarter in quarters {
            guard let completion = completions[quarter] else { continue }
            let directory = try AreaDirectory(on: quarter.lastDay, from: connection)
            for scheduled in settings.partnerships where scheduled.from <= quarter {
                let found = Result { try Partnership.name(of: scheduled.area, in: directory) }
                let name = (try? found.get()) ?? scheduled.area
                let known = ledger[EntryKey(partnership: name, quarter: quarter)] ?? []
                var problem = (try? Partnership.objection(to: scheduled.area, in: directory)) ?? nil
                if case .failure(let error) = found { problem = "\(error)" }
                entries.append(
                    CalendarEntry(
                        partnership: name, quarter: quarter, completion: completion,
                        dueOn: scheduled.rule.due(completeOn: completion.on, calendar: working), asOf: asOf,
                        history: EditionHistory(entries: known.filter { $0.asOf <= asOf }), problem: problem))
            }
        }
        return entries.enumerated()
            .sorted {
                ($0.element.dueOn, $0.element.quarter, $0.offset) < ($1.element.dueOn, $1.element.quarter, $1.offset)
            }
            .map(\.element)
    }

    /// What is wrong with the partnerships of the settings: each that names no area that makes returns.
    public func unknownPartnerships(asOf: Day, in connection: Connection) throws -> [SubmissionError] {
        try settings.unknownPartnerships(asOf: asOf, in: connection)
    }

    private struct EntryKey: Hashable {
        let partnership: String
        let quarter: Quarter
    }
}

extension CalendarEntry {
    init(
        partnership: String, quarter: Quarter, completion: Completion, dueOn: Day, asOf: Day, history: EditionHistory,
        problem: String?
    ) {
        self.init(
            partnership: partnership, quarter: quarter, completion: completion, dueOn: dueOn, asOf: asOf,
            delivered: history.delivered.map { Delivered(edition: $0.edition, on: $0.asOf) },
            pendingEdition: history.pending?.edition, failure: problem ?? history.failure?.reason)
    }
}
