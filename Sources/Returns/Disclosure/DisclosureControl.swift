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
        for indicator in Set(reports.map(\.indicator.id)).sorted() {
            let places = reports.indices.filter { reports[$0].indicator.id == indicator && tables[$0] != nil }
            guard let sides = places.first.flatMap({ tables[$0]?.sides }) else { continue }
            let earlier = published.filter { $0.indicator == indicator && $0.sides == sides }
            let own = places.compactMap { tables[$0] }
            let kept = try suppress(own + totals(of: own, earlier) + earlier, indicator)
            for (index, place) in places.enumerated() { suppressed[place] = kept[index] }
        }
        return reports.enumerated().map { index, report in
            tables[index] == nil
                ? DisclosedReport(everythingIn: report)
                : DisclosedReport(report, suppressed: suppressed[index] ?? [:], policy)
        }
    }

    /// The reports with small counts rounded, those of an indicator together.
    private func rounded(_ reports: [Report]) -> [DisclosedReport] {
        let tables = reports.map { CountTable($0, policy) }
        var rounded = reports.map { _ in [CountTable.Place: RoundedFinding]() }
        for indicator in Set(reports.map(\.indicator.id)).sorted() {
            let places = reports.indices.filter { reports[$0].indicator.id == indicator && tables[$0] != nil }
            let own = places.compactMap { tables[$0] }
            let result = ControlledRounding(own, in: tree, base: policy.roundTo)
            for (index, place) in places.enumerated() {
                let family = reports[place].indicator.family
                for (cell, content) in own[index].cells.enumerated() where result.isRounded[index][cell] {
                    let counts = result.counts[index][cell]
                    rounded[place][content.place] = RoundedFinding(
                        area: content.area,
                        group: own[index].breakdown.flatMap { by in content.place.group.map { .init(by: by, value: $0) }
                        },
                        family: family, observed: counts[0], n: family.denominator(of: counts))
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
        _ tables: [CountTable], _ indicator: String
    ) throws(DisclosureError) -> [[CountTable.Place: Suppression]] {
        let found: CellSuppression
        do throws(Solver.Failure) {
            found = try CellSuppression(tables, in: tree, policy)
        } catch {
            throw .solver(indicator: indicator, problem: error.description)
        }
        return tables.indices.map { index in
            let table = tables[index]
            let marks = table.cells.indices.compactMap { cell in
                found.marks[.init(table: index, cell: cell)].map { (table.cells[cell], $0) }
            }
            return Dictionary(
                uniqueKeysWithValues: marks.map { cell, mark in
                    let protected = mark.protecting.map { tables[$0.table].cells[$0.cell] }
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
