import ReportKit
import Warehouse

/// The standing of all submissions, for monitoring: in words, and as metrics.
public struct SubmissionStatus {
    private let asOf: Day
    private let entries: [CalendarEntry]
    private let editions: [Edition]
    private let problems: [LedgerProblem]

    /// - Parameter entries: the calendar as of the day.
    public init(_ entries: [CalendarEntry], asOf: Day, in connection: Connection) throws {
        self.asOf = asOf
        self.entries = entries
        let ledger = Ledger(connection)
        editions = Edition.all(of: try ledger.entries())
        problems = try ledger.problems()
    }

    /// Whether somebody must act: a return is late or cannot be sent, or the ledger was tampered with.
    public var needsAttention: Bool {
        !problems.isEmpty || entries.contains { $0.standing == .late || $0.failure != nil }
    }

    /// ```
    /// As of 2011-07-29: 1 late, 0 due, 2 complete, 1 waiting, 12 submitted.
    /// LATE: Lancashire, 2010-11Q4, due on 2011-07-28: gate 'quality': ...
    /// Next: Cumbria, 2011-12Q1, due on 2011-10-28.
    /// The ledger is whole: 24 entries ...
    /// ```
    public var text: String {
        var lines = [
            "As of \(asOf): \(count(.late)) late, \(count(.due)) due, \(count(.complete)) complete, "
                + "\(count(.waiting)) waiting, \(count(.submitted)) submitted."
        ]
        for entry in entries where entry.standing == .late || entry.failure != nil {
            let why = entry.failure ?? "it has not been tried yet: run 'laa submit --due'"
            lines.append(
                "\(entry.standing.rawValue.uppercased()): \(entry.partnership), \(entry.quarter), due on \(entry.dueOn): "
                    + why.firstLines)
        }
        if let next = entries.filter({ [.waiting, .complete].contains($0.standing) }).min(by: { $0.dueOn < $1.dueOn }) {
            lines.append("Next: \(next.partnership), \(next.quarter), due on \(next.dueOn).")
        }
        lines.append(
            problems.isEmpty
                ? "The ledger is whole: \(editions.flatMap(\.entries).count) entries, \(editions.count) editions."
                : "THE LEDGER WAS TAMPERED WITH: \(problems.map(\.description).joined(separator: "; ")).")
        return lines.joined(separator: "\n") + "\n"
    }

    /// The metrics in Prometheus's text format, for node_exporter's textfile collector.
    public var metrics: String {
        var lines = [
            "# HELP laa_returns Scheduled returns by standing.",
            "# TYPE laa_returns gauge",
        ]
        for standing in [CalendarEntry.Standing.waiting, .complete, .due, .late, .submitted] {
            lines.append("laa_returns{standing=\"\(standing.rawValue)\"} \(count(standing))")
        }
        let late = entries.filter { $0.standing == .late }.map { asOf.number - $0.dueOn.number }.max() ?? 0
        let numbers: [(String, String, Int)] = [
            (
                "laa_returns_failing", "Scheduled returns whose latest attempt failed.",
                entries.filter { $0.failure != nil }.count
            ),
            ("laa_returns_overdue_seconds", "Time by which the longest overdue return is late.", late * 86_400),
            ("laa_submission_entries", "Entries of the ledger.", editions.flatMap(\.entries).count),
            ("laa_submission_editions_delivered", "Editions delivered.", editions.filter(\.isDelivered).count),
            (
                "laa_submission_ledger_problems", "Problems with the ledger: changed or missing entries.",
                problems.count
            ),
        ]
        for (name, help, value) in numbers {
            lines += ["# HELP \(name) \(help)", "# TYPE \(name) gauge", "\(name) \(value)"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func count(_ standing: CalendarEntry.Standing) -> Int {
        entries.filter { $0.standing == standing }.count
    }
}
