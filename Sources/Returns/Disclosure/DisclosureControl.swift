import ReportKit

/// Decides what of reports may leave the program.
///
/// Reports are taken together: of each indicator, all tables that leave at once, and what earlier returns published.
public struct DisclosureControl: Sendable {
    private let policy: DisclosurePolicy
    private let tree: AreaTree
    private let published: [CountTable]

    /// - Parameters:
    ///   - tree: how areas add up.
    ///   - earlier: what was published before.
    public init(_ policy: DisclosurePolicy, in tree: AreaTree, after earlier: [EarlierReturn] = []) {
        self.policy = policy
        self.tree = tree
        published = earlier.flatMap(\.tables)
    }

    /// The reports, in their order, without what must be kept back.
    public func disclosed(_ reports: [Report]) throws(DisclosureError) -> [DisclosedReport] {
        if policy.method == .round { return rounded(reports) }
        var suppressed: [Int: [CountTable.Place: Suppression]] = [:]
        let tables = reports.map { CountTable($0, policy) }
        for group in groups(reports, tables) {
            let earlier = published.filter { group.indicators.contains($0.indicator) && $0.sides == group.sides }
            let distinct = group.distinct
            let kept = try suppress(
                distinct + totals(of: distinct, earlier) + earlier, group.indicators.sorted().joined(separator: ", "))
            for (place, index) in zip(group.places, group.indices) {
                suppressed[place] = kept[index].mapValues { $0.of(reports[place].indicator) }
            }
        }
        return reports.enumerated().map { index, report in
            tables[index] == nil
                ? DisclosedReport(everythingIn: report)
                : DisclosedReport(report, suppressed: suppressed[index] ?? [:], policy)
        }
    }

    /// Reports of the same counts, under one name or several.
    private struct Group {
        let indicators: Set<String>
        let sides: [CountTable.Side]
        /// Where the reports stand.
        let places: [Int]
        /// Their tables, each once.
        let distinct: [CountTable]
        /// Of each report, which of the tables is its own.
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

    private func groups(_ reports: [Report], _ tables: [CountTable?]) -> [Group] {
        let counted = reports.indices.filter { tables[$0] != nil }
        let byCounts = Dictionary(grouping: counted) { reports[$0].indicator.countsOf }
        return byCounts.keys.sorted().map { Group(byCounts[$0] ?? [], reports, tables) }
    }

    /// The reports with small counts rounded, those of the same counts together.
    private func rounded(_ reports: [Report]) -> [DisclosedReport] {
        let tables = reports.map { CountTable($0, policy) }
        var rounded = reports.map { _ in [CountTable.Place: RoundedFinding]() }
        for group in groups(reports, tables) {
            let own = group.distinct
            // What a figure is set against is rounded too, and then not shown.
            let before = own.map(\.yearBefore)
            let result = ControlledRounding(own + before.compactMap(\.self), in: tree, base: policy.roundTo)
            var next = own.count
            let places = before.map { before in
                defer { next += before == nil ? 0 : 1 }
                return before == nil ? nil : next
            }
            for (report, index) in zip(group.places, group.indices) {
                let isRounded = own[index].cells.indices.map { cell in
                    result.isRounded[index][cell] || places[index].map { result.isRounded[$0][cell] } ?? false
                }
                for finding in reports[report].findings {
                    guard let cell = own[index].cells.firstIndex(where: { $0.place == finding.place }), isRounded[cell]
                    else { continue }
                    rounded[report][finding.place] = RoundedFinding(
                        finding, family: reports[report].indicator.family, counts: result.counts[index][cell])
                }
            }
        }
        return reports.indices.map { index in
            tables[index] == nil
                ? DisclosedReport(everythingIn: reports[index])
                : DisclosedReport(reports[index], rounded: rounded[index], policy)
        }
    }

    /// A table broken down is taken with its totals, which a report without the breakdown gives: they are known, but for those
    /// that such a report keeps back for their own sake.
    private func totals(of tables: [CountTable], _ earlier: [CountTable]) -> [CountTable] {
        tables.filter { table in
            table.breakdown != nil
                && !(tables + earlier).contains { $0.breakdown == nil && $0.span == table.span }
        }.map { table in
            var cells: [CountTable.Place: CountTable.Cell] = [:]
            for cell in table.cells {
                let place = CountTable.Place(area: cell.place.area, group: nil)
                let before = cells[place]?.counts ?? table.sides.map { _ in 0 }
                cells[place] = .init(
                    place: place, area: cell.area, counts: zip(before, cell.counts ?? before).map { $0 + $1 })
            }
            return CountTable(
                indicator: table.indicator, breakdown: nil, span: table.span, sides: table.sides,
                cells: cells.values.sorted { $0.place < $1.place }.map { cell in
                    policy.reasonToKeep(cell, sides: table.sides) == nil
                        ? cell : .init(place: cell.place, area: cell.area, counts: nil)
                }, isPublished: true)
        }
    }

    /// What is kept back of each table.
    private func suppress(
        _ tables: [CountTable], _ indicators: String
    ) throws(DisclosureError) -> [[CountTable.Place: Suppression]] {
        let found: CellSuppression
        do throws(Solver.Failure) {
            found = try CellSuppression(tables, in: tree, policy)
        } catch {
            throw .solver(indicator: indicators, problem: error.description)
        }
        return tables.indices.map { index in
            let table = tables[index]
            let marks = table.cells.indices.compactMap { cell in
                found.marks[.init(table: index, cell: cell)].map { (table.cells[cell], $0) }
            }
            return Dictionary(
                uniqueKeysWithValues: marks.map { cell, mark in
                    let protected = mark.protecting.map { found.tables[$0.table].cells[$0.cell] }
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
