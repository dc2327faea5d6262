import ReportKit

/// A whole and its parts within a table, or a total and its groups in another table. Cells are given by their numbers.
struct CellSum: Sendable {
    let whole: Int
    let parts: [Int]
    /// Whether the parts make up the whole without a remainder.
    let isComplete: Bool
    /// The whole less its parts, one count per side; nil where a count is not known.
    let remainders: [Int]?
}

/// How cells add up over areas and over groups of people; the same for every side of their counts.
struct CellSums {
    private let cells: NumberedCells
    /// The counts of each table that is not yet published, read when first needed.
    private lazy var known = cells.tables.filter { !$0.isPublished }.map { ($0.time, $0.countsByPlace) }

    private init(_ cells: NumberedCells) { self.cells = cells }

    /// The sums among some cells.
    static func all(among cells: NumberedCells, in tree: AreaTree) -> [CellSum] {
        var sums = CellSums(cells)
        return sums.overAreas(in: tree) + sums.overGroups()
    }

    private mutating func overAreas(in tree: AreaTree) -> [CellSum] {
        let kinds = AreaTree.sums.count
        var sums: [CellSum] = []
        for (index, table) in cells.tables.enumerated() {
            let numbers = cells.numbers(inTable: index)
            let byPlace = Dictionary(
                zip(table.cells.map(\.place), table.cells.indices), uniquingKeysWith: { first, _ in first })
            var parts = Array(repeating: [Int](), count: table.cells.count * kinds)
            for (number, cell) in zip(numbers, table.cells) {
                for whole in tree.wholes(of: cell.place.area) {
                    guard let place = byPlace[.init(area: whole.area, group: cell.place.group)] else { continue }
                    parts[place * kinds + whole.sum].append(number)
                }
            }
            for (place, parts) in parts.enumerated() where !parts.isEmpty {
                if let sum = sum(numbers.lowerBound + place / kinds, parts) { sums.append(sum) }
            }
        }
        return sums
    }

    /// Totals of one table whose groups are in another of the same span.
    private mutating func overGroups() -> [CellSum] {
        var sums: [CellSum] = []
        for (index, table) in cells.tables.enumerated() where table.breakdown == nil {
            for (other, groups) in cells.tables.enumerated()
            where groups.breakdown != nil && groups.span == table.span {
                let parts = Dictionary(grouping: cells.numbers(inTable: other)) { [cells] in cells[$0].place.area }
                for whole in cells.numbers(inTable: index) {
                    if let parts = parts[cells[whole].place.area], let sum = sum(whole, parts) { sums.append(sum) }
                }
            }
        }
        return sums
    }

    /// Nil where the parts add up to more than the whole, as they can where people are supervised in one place and live
    /// in another.
    private mutating func sum(_ whole: Int, _ parts: [Int]) -> CellSum? {
        guard var remainders = cells[whole].counts, parts.allSatisfy({ cells[$0].counts != nil }) else {
            return completeElsewhere(whole, parts).map {
                CellSum(whole: whole, parts: parts, isComplete: $0, remainders: nil)
            }
        }
        for part in parts {
            for (side, count) in (cells[part].counts ?? []).enumerated() { remainders[side] -= count }
        }
        guard remainders.allSatisfy({ $0 >= 0 }) else { return nil }
        return CellSum(
            whole: whole, parts: parts, isComplete: remainders.allSatisfy { $0 == 0 }, remainders: remainders)
    }

    /// Whether the same parts make up the same whole. A table of the same time whose counts are known says so; without
    /// one, they do if they do in every other such table. Nil where they add up to more than the whole.
    ///
    /// At another time a part may be missing that has nobody then: people who are not assigned to an authority.
    private mutating func completeElsewhere(_ whole: Int, _ parts: [Int]) -> Bool? {
        let places = Set(parts.map { cells[$0].place })
        let time = cells.table(of: whole).time
        var isComplete: Bool?
        for (ofTable, counts) in known {
            let found = places.compactMap { counts[$0] }
            guard let total = counts[cells[whole].place], found.count == places.count else { continue }
            let remainders = total.indices.map { side in total[side] - found.reduce(0) { $0 + $1[side] } }
            let holds = !remainders.contains { $0 < 0 }
            let isWhole = remainders.allSatisfy { $0 == 0 }
            if ofTable == time { return holds ? isWhole : nil }
            isComplete = (isComplete ?? true) && isWhole
        }
        return isComplete ?? false
    }
}

extension CountTable {
    /// What a table is of, besides its indicator.
    fileprivate struct Time: Equatable {
        let span: Period
        let breakdown: Breakdown?
    }

    fileprivate var time: Time { Time(span: span, breakdown: breakdown) }
}
