import Loading
import ReportKit
import Submissions
import Text
import Warehouse

extension CheckUp.Line {
    /// The share of an extract's rows above which somebody should look at why they were turned away.
    private static let muchTurnedAway = 0.05

    /// The last load of each kind, and what share of its rows was turned away.
    public static func loads(_ connection: Connection) throws -> [CheckUp.Line] {
        let rows = try Script.lastLoads.query(on: connection)
        guard !rows.isEmpty else { return [.good("loads", "nothing was loaded yet")] }
        return try rows.map { row in
            let kind: String = try row.get("kind")
            let share: Double = try row.get("turned_away")
            let finding =
                "\(try row.get("day", as: Day.self)), \(Numbers.count(try row.get("rows_read", as: Int.self))) rows, "
                + "\(Numbers.percent(share, decimals: 1)) turned away"
            return share > muchTurnedAway
                ? .look("load \(kind)", finding, "See 'laa load --help' on its list of rejects, and have it corrected.")
                : .good("load \(kind)", finding)
        }
    }

    /// How long the modules took in the return that was made last, and which took longest.
    public static func modules(_ settings: SubmissionSettings) -> [CheckUp.Line] {
        guard let times = ModuleTimes(of: settings), let slowest = times.slowest else { return [] }
        func text(_ seconds: Double) -> String { "\(Numbers.fixed(seconds, 1)) s" }
        let finding =
            "\(slowest.indicator), \(text(slowest.seconds)) of \(text(times.seconds.values.sorted().reduce(0, +))) for all, "
            + "in the return made last"
        return [
            slowest.seconds > slow
                ? .look("slowest module", finding, "See 'laa modules preview', which shows the plan of its query.")
                : .good("slowest module", finding)
        ]
    }

    /// Seconds above which somebody should look at a module's query.
    private static let slow = 60.0

    /// How often people were erased.
    public static func erasures(_ connection: Connection) throws -> [CheckUp.Line] {
        let row = try Script.lastErasure.query(on: connection)[0]
        guard let day: Day = try row.get("last_on") else { return [] }
        let times: Int = try row.get("times")
        return [
            .good(
                "erasures",
                "people were erased \(times == 1 ? "once" : "\(times) times"), the last time on \(day); backups made before "
                    + "then still hold them")
        ]
    }

    /// The ledger of submissions.
    public static func ledger(_ connection: Connection) throws -> [CheckUp.Line] {
        let ledger = Ledger(connection)
        let problems = try ledger.problems()
        guard problems.isEmpty else {
            return [
                .misconfigured(
                    "ledger", "it was tampered with: \(problems.prefix(2).map(\.description).joined(separator: "; "))",
                    "laa submissions verify lists all that is wrong; restore a backup whose ledger verifies.")
            ]
        }
        return [.good("ledger", "\(Numbers.count(try ledger.head().number)) entries form an unbroken chain")]
    }

    /// What is due next, and what is late.
    public static func due(_ entries: [CalendarEntry], asOf day: Day) -> [CheckUp.Line] {
        let late = entries.filter { $0.standing == .late || $0.failure != nil }
        var lines: [CheckUp.Line] = []
        if let first = late.first {
            lines.append(
                .bad(
                    "late",
                    "\(late.count) returns, the first \(first.partnership), \(first.quarter), due on \(first.dueOn)",
                    "laa status says why; laa submit --due tries again."))
        }
        let waiting = entries.filter { [.waiting, .complete, .due].contains($0.standing) }
        if let next = waiting.min(by: { $0.dueOn < $1.dueOn }) {
            lines.append(.good("next due", "\(next.partnership), \(next.quarter), on \(next.dueOn)"))
        }
        return lines
    }
}
