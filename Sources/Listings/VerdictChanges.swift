import Disclosure
import Presenting
import ReportKit
import Text

/// The areas whose verdict differs between two published reports of the same indicator and period.
public struct VerdictChanges {
    private let changes: [(area: Area, first: String, second: String)]
    private let compared: Int

    /// Areas of which either report may not be shown are left out.
    public init(_ first: PublishedReport, _ second: PublishedReport) {
        let others = Dictionary(second.shown.map { ($0.area, $0) }, uniquingKeysWith: { one, _ in one })
        var changes: [(Area, String, String)] = []
        var compared = 0
        for finding in first.shown {
            guard let other = others[finding.area] else { continue }
            compared += 1
            if finding.verdict != other.verdict {
                changes.append((finding.area, Self.word(finding), Self.word(other)))
            }
        }
        self.changes = changes
        self.compared = compared
    }

    private static func word(_ finding: ShownFinding) -> String { finding.verdict?.rawValue ?? "not judged" }

    /// The changes as text, under the names of what the reports were judged by.
    public func text(_ first: String, _ second: String, width: Int) -> String {
        guard !changes.isEmpty else {
            return "\nThe verdict of none of \(Numbers.count(compared)) areas would change.\n"
        }
        var table = TextTable([
            .init(heading: "Area", alignment: .left), .init(heading: first, alignment: .left),
            .init(heading: second, alignment: .left),
        ])
        for change in changes { table.append([change.area.name, change.first, change.second]) }
        return "\nVerdicts that would change, of \(Numbers.count(compared)) areas:\n"
            + table.lines(width: width).joined(separator: "\n") + "\n"
    }
}
