import Loading
import ReportKit
import Text

extension BatchLoader.Result {
    /// What is said of a file as soon as it is done, where the table does not say all of it.
    var remarks: [String] {
        switch outcome {
        case .failed(let error): [named("\(error)")]
        case .notTried(let reason): ["\(name) was not tried: \(reason)."]
        case .loadedBefore: []
        case .loaded(let summary): (rejects(of: summary) + summary.remarks).map { "\(name): \($0)" }
        }
    }

    /// A message that begins with the file's name, by which it is called in the table.
    private func named(_ message: String) -> String {
        guard let found = message.range(of: name) else { return "\(name): \(message)" }
        let before = message[..<found.lowerBound]
        let isPath = before.isEmpty || before.hasSuffix("/") && !before.contains(": ")
        return isPath ? String(message[found.lowerBound...]) : "\(name): \(message)"
    }

    /// Why rows were rejected, and which cells of identifiers were not taken.
    private func rejects(of summary: LoadSummary) -> [String] {
        guard summary.quarantined > 0 else { return summary.notTakenLines }
        let lines =
            ["rows rejected, by reason:"] + summary.reasonLines + summary.notTakenLines
            + (summary.rejectedFile.map { ["  all of them: \($0)"] } ?? [])
        return [lines.joined(separator: "\n")]
    }

    /// A row of the table.
    fileprivate var cells: [String] {
        let days: ClosedRange<Day>?
        let counts: [Int]
        let state: String
        switch outcome {
        case .loaded(let summary):
            counts = [summary.read, summary.loaded, summary.unchanged, summary.quarantined, summary.withdrawn]
            days = summary.days
            state = "loaded"
        case .loadedBefore(let earlier):
            counts = [earlier.read, earlier.loaded, earlier.unchanged, earlier.rejected, earlier.withdrawn]
            days = earlier.covered
            state = "loaded before"
        case .failed:
            counts = []
            days = nil
            state = "failed"
        case .notTried:
            counts = []
            days = nil
            state = "not tried"
        }
        return [name, kind.rawValue]
            + (counts.isEmpty ? Array(repeating: Numbers.missing, count: 5) : counts.map(String.init))
            + [days.map { "\($0.lowerBound)..\($0.upperBound)" } ?? Numbers.missing, state]
    }
}

extension LoadSummary {
    /// From the first to the last day that the extract covers, whatever the area.
    fileprivate var days: ClosedRange<Day>? {
        guard let first = covered.map(\.from).min(), let last = covered.map(\.through).max() else { return nil }
        return first...last
    }
}

extension [BatchLoader.Result] {
    /// One line per file.
    func text(width: Int) -> String {
        let counts = ["Read", "Loaded", "Unchanged", "Rejected", "Withdrawn"]
        var table = TextTable(
            [.init(heading: "File", alignment: .left), .init(heading: "Kind", alignment: .left)]
                + counts.map { .init(heading: $0) }
                + [.init(heading: "Days covered", alignment: .left), .init(heading: "Result", alignment: .left)])
        for result in self { table.append(result.cells) }
        return table.lines(width: width).joined(separator: "\n") + "\n"
    }
}
