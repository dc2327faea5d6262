import Platform
import ReportKit

/// Decides what may leave the program: the only maker of a ``PublishedReport``.
///
/// Reports are weighed together: all tables of related indicators that are released at once, what anybody may publish
/// beside them, and what was published before.
public struct DisclosureControl: Sendable {
    let policy: DisclosurePolicy
    let tree: AreaTree
    let release: Release
    let judgedBy: VerdictBasis
    private let published: [CountTable]
    let earlier: [PublishedTable]
    private let memory: (any WeighingMemory)?

    /// - Parameters:
    ///   - tree: how areas add up.
    ///   - earlier: what was published before.
    ///   - release: who the reports are for.
    ///   - judgedBy: which p value verdicts are by: how many areas are judged at once is known here alone.
    ///   - memory: what weighing the same tables came to before; nil to weigh anew.
    public init(
        _ policy: DisclosurePolicy, in tree: AreaTree, after earlier: [PublishedTable] = [],
        release: Release = .published, judgedBy: VerdictBasis = .p, memory: (any WeighingMemory)? = nil
    ) {
        self.policy = policy
        self.tree = tree
        self.release = release
        self.judgedBy = judgedBy
        self.earlier = earlier
        self.memory = memory
        published = earlier.compactMap { CountTable($0, in: tree) }
    }

    /// The reports, weighed together, as they may be released; in their order.
    ///
    /// - Parameter companions: reports that anybody may publish beside these: they are weighed with them, and are not
    ///   part of the result.
    public func disclosed(
        _ reports: [Report], beside companions: [Report] = []
    ) throws(DisclosureError) -> [PublishedReport] {
        try weighed(reports, beside: companions).map(\.published)
    }

    /// The reports, weighed together; in their order.
    ///
    /// - Parameters:
    ///   - companions: reports that anybody may publish beside these: they are weighed with them, and are not part of the
    ///     result.
    ///   - parts: where they are published in parts, such as each partnership's: whether a part shows a finding of the
    ///     report with that index.
    ///   - isCompared: whether a finding of the report with that index is of an area that others are only compared with:
    ///     where anything of it is suppressed, nothing is said of it.
    public func weighed(
        _ reports: [Report], beside companions: [Report] = [], inParts parts: [(Int, Finding) -> Bool] = [],
        comparing isCompared: (Int, Finding) -> Bool = { _, _ in false }
    ) throws(DisclosureError) -> [WeighedReport] {
        let judgedBy = judgedBy
        // The internal form suppresses nothing, so that there is nothing to weigh.
        if let marking = release.marking {
            return reports.map { report in
                WeighedReport(report) { PublishedReport($0, marking: marking, judgedBy: judgedBy) }
            }
        }
        for report in reports { try checkGroups(of: report) }
        if policy.method == .round { return try rounded(reports, beside: companions) }
        func places(_ holds: (Int, Finding) -> Bool) -> [Set<CountTable.Place>] {
            reports.enumerated().map { index, report in
                Set(report.findings.filter { holds(index, $0) }.map(\.place))
            }
        }
        return try suppressing(
            reports, beside: companions, inParts: parts.map(places), comparing: places(isCompared))
    }

    /// Reports on the current period and on earlier ones, weighed together, as they may be released.
    ///
    /// - Parameter companions: reports that anybody may publish beside these.
    public func disclosed(
        _ current: [Report], with earlier: [Report], beside companions: [Report] = []
    ) throws(DisclosureError) -> (current: [PublishedReport], earlier: [PublishedReport]) {
        let all = try disclosed(current + earlier, beside: companions)
        return (Array(all.prefix(current.count)), Array(all.dropFirst(current.count)))
    }

    private func suppressing(
        _ reports: [Report], beside companions: [Report], inParts parts: [[Set<CountTable.Place>]],
        comparing compared: [Set<CountTable.Place>]
    ) throws(DisclosureError) -> [WeighedReport] {
        let (policy, tree, judgedBy) = (policy, tree, judgedBy)
        let all = reports + companions
        var tables = all.map { CountTable($0, policy, in: tree) }
        let revisions = zip(all, tables).map { Revisions($0, $1, since: earlier, policy, in: tree) }
        for index in tables.indices { tables[index]?.suppressed = revisions[index].reasons }
        let clusters = RelatedTables.clusters(
            all, tables, companionsFrom: reports.count, parts: parts, compared: compared)
        let alone = try self.alone(clusters)
        let found = Array(zip(clusters, alone)).mapSolving { cluster, alone in
            Result { () throws(DisclosureError) in try self.suppressed(in: cluster, alone) }
        }
        var suppressed: [Int: [CountTable.Place: [Int: Suppression]]] = [:]
        var gaveUp: Set<Int> = []
        for (cluster, found) in zip(clusters, found) {
            let found = try found.get()
            for (report, index) in zip(cluster.reports, cluster.indices) where report < reports.count {
                suppressed[report] = found.suppressions[index]
                if found.gaveUp { gaveUp.insert(report) }
            }
        }
        return reports.enumerated().map { index, report in
            guard tables[index] != nil else {
                return WeighedReport(report) { PublishedReport(everythingIn: $0, policy, judgedBy: judgedBy) }
            }
            let hidden = (suppressed[index] ?? [:]).compactMapValues { HiddenCounts($0, of: report.indicator) }
            let standing = policy.register.revisions == .stand ? revisions[index].figures : [:]
            return WeighedReport(report, gaveUp: gaveUp.contains(index)) {
                PublishedReport(
                    $0, suppressed: hidden, standing: standing, policy, in: tree, judgedBy: judgedBy)
            }
        }
    }

    /// The suppressions in each table of each cluster, where those of one time are weighed by themselves, including all areas
    /// that they do not show: so that these suppressions are the same whatever else is requested.
    private func alone(
        _ clusters: [RelatedTables]
    ) throws(DisclosureError) -> [[[CountTable.Place: [Int: Suppression]]]] {
        // The times of one cluster side by side too: one cluster may take longer than all others together.
        let groups = clusters.enumerated().flatMap { place, cluster in
            cluster.byTime.map { (place: place, tables: $0) }
        }
        let found = groups.mapSolving { place, indices in
            Result { () throws(DisclosureError) in
                let tables = indices.map { clusters[place].distinct[$0] }
                return try self.suppress(tables + (try self.totals(of: tables, clusters[place])), clusters[place])
            }
        }
        var alone = clusters.map { $0.distinct.map { _ in [CountTable.Place: [Int: Suppression]]() } }
        for (group, found) in zip(groups, found) {
            for (index, suppressions) in zip(group.tables, try found.get().suppressions) {
                alone[group.place][index] = suppressions
            }
        }
        return alone
    }

    /// The suppressions in each of a cluster's tables, by place and column: those that were found for each time by itself,
    /// and those that keep everything shown, all tables together, safe beside what was published before.
    private func suppressed(
        in cluster: RelatedTables, _ alone: [[CountTable.Place: [Int: Suppression]]]
    ) throws(DisclosureError) -> Suppressed {
        let earlier = cluster.earlier(published)
        guard cluster.byTime.count > 1 || !earlier.isEmpty else { return Suppressed(suppressions: alone) }
        var found = Suppressed(suppressions: alone)
        var unsaid: [Set<CountTable.Place>]
        repeat {
            unsaid = cluster.unsaid(found.suppressions)
            try keepSafe(&found, in: cluster, beside: earlier, without: unsaid)
            // What is suppressed of an area that others are compared with leaves more of the whole than it did.
        } while !found.gaveUp && cluster.unsaid(found.suppressions) != unsaid
        return found
    }

    /// Adds the suppressions that keep what is shown safe, all of it together and each part.
    ///
    /// - Parameters:
    ///   - earlier: what was published before.
    ///   - unsaid: the places of each table of which nothing is said.
    private func keepSafe(
        _ found: inout Suppressed, in cluster: RelatedTables, beside earlier: [CountTable],
        without unsaid: [Set<CountTable.Place>]
    ) throws(DisclosureError) {
        let own = cluster.distinct.indices.map { index in
            let table = cluster.distinct[index]
            let reasons = found.suppressions[index].mapValues { $0.mapValues(\.reason) }
            return cluster.shown[index].map { table.only($0.subtracting(unsaid[index]), suppressing: reasons) }
                // What is not released now may be at any time, as it was found by itself; what was suppressed stays so.
                ?? table.published(without: table.suppressed(in: earlier, besides: reasons))
        }
        let totals = try totals(of: own.filter { !$0.isPublished }, cluster, beside: own + earlier)
        let beside = cluster.leavingFreely
        found.merge(try suppress(beside.map { own[$0] } + totals + earlier, cluster), at: beside)
        // Whoever has one part alone must not be able to work out what it leaves of a whole either.
        for part in cluster.parts {
            let indices = part.indices.filter { !part[$0].isEmpty }
            let tables = indices.map { index in
                cluster.distinct[index].only(
                    part[index].subtracting(unsaid[index]),
                    suppressing: found.suppressions[index].mapValues { $0.mapValues(\.reason) })
            }
            let totals = try self.totals(of: tables, cluster, beside: tables + earlier)
            found.merge(try suppress(tables + totals + earlier, cluster), at: indices)
        }
    }

    /// The suppressions in some tables, by place and column.
    struct Suppressed {
        var suppressions: [[CountTable.Place: [Int: Suppression]]]
        /// Whether everything is suppressed because no way was found to make it safe.
        var gaveUp = false

        /// - Parameter indices: the tables that the others are; nil for all, in order.
        fileprivate mutating func merge(_ other: Suppressed, at indices: [Int]? = nil) {
            for (index, own) in zip(indices ?? Array(suppressions.indices), other.suppressions) {
                suppressions[index].merge(own) { $0.merging($1) { first, _ in first } }
            }
            gaveUp = gaveUp || other.gaveUp
        }
    }

    /// The totals of the tables that are broken down. A report without the breakdown would publish them, so they are
    /// taken as known, except those that such a report suppresses.
    ///
    /// - Parameter others: tables that have the totals of some of them already.
    private func totals(
        of tables: [CountTable], _ cluster: RelatedTables, beside others: [CountTable] = []
    ) throws(DisclosureError) -> [CountTable] {
        var wholes: [CountTable] = []
        for table in tables where table.breakdown != nil {
            guard
                !(tables + others + wholes).contains(where: {
                    $0.breakdown == nil && $0.span == table.span && $0.indicator == table.indicator
                })
            else { continue }
            wholes.append(table.total)
        }
        guard !wholes.isEmpty else { return [] }
        let found = try suppress(wholes, cluster)
        return zip(wholes, found.suppressions).map { whole, found in
            whole.published(without: found.mapValues { $0.mapValues(\.reason) })
        }
    }

    /// The suppressions in each table.
    func suppress(_ tables: [CountTable], _ cluster: RelatedTables) throws(DisclosureError) -> Suppressed {
        let (marks, gaveUp) = try marks(tables, cluster)
        let suppressions = tables.enumerated().map { index, table in
            var suppressions: [CountTable.Place: [Int: Suppression]] = [:]
            for (cell, content) in table.cells.enumerated() {
                for column in table.columns.indices {
                    guard let reason = marks[index, cell, column] else { continue }
                    suppressions[content.place, default: [:]][column] = Suppression(
                        indicator: table.indicator, area: content.area, group: content.place.group, span: table.span,
                        breakdown: table.breakdown, reason: reason,
                        counts: table.columns[column].kind.map { [$0] } ?? [])
                }
            }
            return suppressions
        }
        return Suppressed(suppressions: suppressions, gaveUp: gaveUp)
    }

    /// Why each count is suppressed: as it was found before, where the very same tables were weighed.
    private func marks(
        _ tables: [CountTable], _ cluster: RelatedTables
    ) throws(DisclosureError) -> (SuppressionMarks, gaveUp: Bool) {
        let key = memory.map { memory in
            WeighingKey(tables, cluster.relationsOfColumns, in: tree, policy, program: memory.program)
        }
        if let key, let kept = memory?.result(of: key), let marks = SuppressionMarks(bytes: kept, of: tables) {
            return (marks, false)
        }
        do throws(Solver.Failure) {
            let found = try CellSuppression(tables, cluster.relationsOfColumns, in: tree, policy)
            let marks = SuppressionMarks(tables) { index, cell, column in
                found.marks[found.counts.number(index, cell, column)]
            }
            if let key { memory?.keep(marks.bytes, of: key) }
            return (marks, false)
        } catch .interrupted {
            throw .cancelled
        } catch .deadline, .unsafe {
            // Finding it out took more than the policy allows: nothing of these tables may then be shown. It is not kept,
            // since a quicker machine may find it out.
            let marks = SuppressionMarks(tables) { index, cell, column in
                let (table, own) = (tables[index], tables[index].columns[column])
                guard own.kind != nil, !own.isBeside else { return nil }
                return table.suppressed[table.cells[cell].place]?[column] ?? .protects
            }
            return (marks, true)
        } catch {
            throw .solver(indicator: cluster.indicators.sorted().joined(separator: ", "), problem: error.description)
        }
    }
}
