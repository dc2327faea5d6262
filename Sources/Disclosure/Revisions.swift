import ReportKit

/// The figures of a report that were published before and that late data change by so few people that the difference
/// would say something about each of them; or that may differ for the sake of a few people who were erased since.
///
/// The new counts of these are suppressed for their own sake, and weighed so. What the policy shows in their place comes
/// after that: the figure that was published, which is no secret, or nothing. A definition that has changed since, which
/// a module's version says, is not a revision.
struct Revisions: Sendable {
    /// A figure as it was published.
    struct Figure: Hashable, Sendable {
        let observed: Int
        let n: Int?
    }

    /// The columns to suppress, by place.
    private(set) var reasons: [CountTable.Place: [Int: SuppressionReason]] = [:]
    /// The figure that was published last, by place.
    private(set) var figures: [CountTable.Place: Figure] = [:]

    /// - Parameters:
    ///   - table: the counts of the report; nil where they do not count people.
    ///   - published: what was published before, in order.
    init(
        _ report: Report, _ table: CountTable?, since published: [PublishedTable], _ policy: DisclosurePolicy,
        in tree: AreaTree
    ) {
        guard let table else { return }
        let now = Dictionary(table.cells.map { ($0.place, $0.counts) }, uniquingKeysWith: { first, _ in first })
        let ofFigure = table.columns.indices.filter { !table.columns[$0].isBeside }
        for earlier in published
        where earlier.indicator == table.indicator && earlier.span == table.span
            && earlier.breakdown == table.breakdown
            && earlier.version ?? report.indicator.version == report.indicator.version
        {
            guard let known = CountTable(earlier, in: tree)?.with(table.columns) else { continue }
            for cell in known.cells {
                guard let counts = now[cell.place] else { continue }
                let isRevised = ofFigure.contains { column in
                    guard let before = cell.counts[column], let after = counts[column] else { return false }
                    let change = abs(after - before)
                    return policy.isSmall(change) || change > 0 && change <= earlier.erasedSince
                }
                guard isRevised else { continue }
                for column in ofFigure { reasons[cell.place, default: [:]][column] = .revision }
                guard let observed = table.column(.observed).flatMap({ cell.counts[$0] }) else { continue }
                figures[cell.place] = Figure(observed: observed, n: table.column(.n).flatMap { cell.counts[$0] })
            }
        }
    }

    /// Printed where an earlier rounded figure stands.
    static let roundedCaveat =
        "Late data change some rounded figures by so little that those that were published before stand."

    /// Printed where an earlier figure stands.
    static func caveat(_ policy: DisclosurePolicy) -> String {
        "Late data change some figures by fewer than \(policy.largestSmallCount + 1) people; the figures that were "
            + "published before stand."
    }
}
