import Platform
import ReportKit

/// Decides what may leave the program: the only maker of a ``PublishedReport``.
///
/// Reports are weighed together: all tables of one indicator that are released at once, and what earlier returns
/// published.
public struct DisclosureControl: Sendable {
    let policy: DisclosurePolicy
    let tree: AreaTree
    let release: Release
    let judgedBy: VerdictBasis
    private let published: [CountTable]

    /// - Parameters:
    ///   - tree: how areas add up.
    ///   - earlier: what was published before.
    ///   - release: who the reports are for.
    ///   - judgedBy: which p value verdicts are by: how many areas are judged at once is known here alone.
    public init(
        _ policy: DisclosurePolicy, in tree: AreaTree, after earlier: [PublishedTable] = [],
        release: Release = .published, judgedBy: VerdictBasis = .p
    ) {
        self.policy = policy
        self.tree = tree
        self.release = release
        self.judgedBy = judgedBy
        published = earlier.compactMap { CountTable($0, in: tree) }
    }

    /// The reports, weighed together, as they may be released; in their order.
    public func disclosed(_ reports: [Report]) throws(DisclosureError) -> [PublishedReport] {
        let published = try publishable(reports)
        guard let marking = release.marking else { return published }
        return zip(reports, published).map { report, published in
            PublishedReport(report, marking: marking, suppressions: published.suppressions, judgedBy: judgedBy)
        }
    }

    /// Reports on the current period and on earlier ones, weighed together, as they may be released.
    public func disclosed(
        _ current: [Report], with earlier: [Report]
    ) throws(DisclosureError) -> (current: [PublishedReport], earlier: [PublishedReport]) {
        let all = try disclosed(current + earlier)
        return (Array(all.prefix(current.count)), Array(all.dropFirst(current.count)))
    }

    private func publishable(_ reports: [Report]) throws(DisclosureError) -> [PublishedReport] {
        for report in reports { try checkGroups(of: report) }
        if policy.method == .round { return rounded(reports) }
        var suppressed: [Int: [CountTable.Place: Suppression]] = [:]
        let tables = reports.map { CountTable($0, policy, in: tree) }
        let groups = groups(reports, tables)
        let found = groups.mapSideBySide { group in
            Result { () throws(DisclosureError) in try self.suppressed(in: group, reports) }
        }
        for (group, found) in zip(groups, found) {
            let suppressions = try found.get()
            for (place, index) in zip(group.places, group.indices) {
                suppressed[place] = suppressions[index].mapValues { $0.of(reports[place].indicator) }
            }
        }
        return reports.enumerated().map { index, report in
            tables[index] == nil
                ? PublishedReport(everythingIn: report, policy, judgedBy: judgedBy)
                : PublishedReport(
                    report, suppressed: suppressed[index] ?? [:], policy, in: tree, judgedBy: judgedBy)
        }
    }

    /// The suppressions in each of a group's tables.
    ///
    /// First each table is weighed by itself, including all areas that it does not show, so that these suppressions are
    /// the same whatever else is requested. Then everything shown is weighed, all tables together, with what was
    /// published before.
    private func suppressed(
        in group: Group, _ reports: [Report]
    ) throws(DisclosureError) -> [[CountTable.Place: Suppression]] {
        let name = group.indicators.sorted().joined(separator: ", ")
        let indicators = group.indicators.union(group.places.map { reports[$0].indicator.countsOf })
        let earlier = published.filter { indicators.contains($0.indicator) && $0.sides == group.sides }
        var alone: [[CountTable.Place: Suppression]] = []
        for table in group.distinct { alone.append(try suppress([table] + (try totals(of: [table], [])), name)[0]) }
        guard group.distinct.count > 1 || !earlier.isEmpty else { return alone }
        var shown = group.distinct.map { _ in Set<CountTable.Place>() }
        for (place, index) in zip(group.places, group.indices) {
            shown[index].formUnion(reports[place].findings.map(\.place))
        }
        let own = group.distinct.indices.map { index in
            group.distinct[index].only(shown[index], suppressing: alone[index].mapValues(\.reason))
        }
        let together = try suppress(own + (try totals(of: own, earlier)) + earlier, name)
        return alone.indices.map { alone[$0].merging(together[$0]) { alone, _ in alone } }
    }

    /// Reports on the same counts, under one indicator's name or several.
    struct Group: Sendable {
        let indicators: Set<String>
        let sides: [CountTable.Side]
        /// The indices of the reports.
        let places: [Int]
        /// Their tables, each included once.
        let distinct: [CountTable]
        /// For each report, the index of its table in ``distinct``.
        let indices: [Int]

        init(_ places: [Int], _ reports: [Report], _ tables: [CountTable?]) {
            self.places = places
            indicators = Set(places.map { reports[$0].indicator.id })
            let own = places.compactMap { tables[$0] }
            sides = own.first?.sides ?? []
            var known: [CountTable.Content: Int] = [:]
            var distinct: [CountTable] = []
            indices = own.map { table in
                if let index = known[table.content] { return index }
                known[table.content] = distinct.count
                distinct.append(table)
                return distinct.count - 1
            }
            self.distinct = distinct
        }
    }

    func groups(_ reports: [Report], _ tables: [CountTable?]) -> [Group] {
        let counted = reports.indices.filter { tables[$0] != nil }
        let byCounts = Dictionary(grouping: counted) { reports[$0].indicator.countsOf }
        return byCounts.keys.sorted().map { Group(byCounts[$0] ?? [], reports, tables) }
    }

    /// The totals of the tables that are broken down. A report without the breakdown would publish them, so they are
    /// taken as known, except those that such a report suppresses.
    private func totals(of tables: [CountTable], _ earlier: [CountTable]) throws(DisclosureError) -> [CountTable] {
        var totals: [CountTable] = []
        for table in tables where table.breakdown != nil {
            guard !(tables + earlier + totals).contains(where: { $0.breakdown == nil && $0.span == table.span })
            else { continue }
            let whole = table.total
            let marks = try found(among: [whole], table.indicator)?.marks
            totals.append(
                CountTable(
                    indicator: whole.indicator, breakdown: nil, span: whole.span, sides: whole.sides,
                    cells: whole.cells.enumerated().map { index, cell in
                        let isShown = marks.map { $0[index] == nil } ?? false
                        return isShown ? cell : .init(place: cell.place, area: cell.area, counts: nil)
                    }, isPublished: true))
        }
        return totals
    }

    /// Which figures are suppressed; nil where finding that out took more than the policy allows.
    private func found(
        among tables: [CountTable], _ indicators: String
    ) throws(DisclosureError) -> CellSuppression? {
        do throws(Solver.Failure) {
            return try CellSuppression(tables, in: tree, policy)
        } catch .interrupted {
            throw .cancelled
        } catch .deadline {
            return nil
        } catch {
            throw .solver(indicator: indicators, problem: error.description)
        }
    }

    /// The suppressions in each table.
    func suppress(
        _ tables: [CountTable], _ indicators: String
    ) throws(DisclosureError) -> [[CountTable.Place: Suppression]] {
        guard let found = try found(among: tables, indicators) else { return tables.map(\.everythingSuppressed) }
        return tables.indices.map { index in
            let table = tables[index]
            let marks = found.cells.numbers(inTable: index).compactMap { number in
                found.marks[number].map { (found.cells[number], $0) }
            }
            return Dictionary(
                uniqueKeysWithValues: marks.map { cell, mark in
                    let protected = mark.protecting.map { found.cells[$0] }
                    return (
                        cell.place,
                        Suppression(
                            indicator: table.indicator, area: cell.area, group: cell.place.group, span: table.span,
                            breakdown: table.breakdown, reason: mark.reason,
                            protecting: protected.map {
                                $0.area.name + ($0.place.group.map { ", \($0)" } ?? "")
                            })
                    )
                })
        }
    }
}

extension CountTable {
    /// The suppression of every figure, where it is not known which of them give others away.
    fileprivate var everythingSuppressed: [Place: Suppression] {
        Dictionary(
            cells.map { cell in
                (
                    cell.place,
                    Suppression(
                        indicator: indicator, area: cell.area, group: cell.place.group, span: span,
                        breakdown: breakdown, reason: suppressed[cell.place] ?? .protects, protecting: nil)
                )
            }, uniquingKeysWith: { first, _ in first })
    }
}
