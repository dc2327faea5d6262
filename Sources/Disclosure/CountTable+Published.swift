import ReportKit

extension CountTable {
    /// The counts that were published before; nil for an indicator whose figures do not count people. A place is known
    /// as a whole or not at all: where one of its counts is suppressed or rounded, none is taken as known.
    init?(_ table: PublishedTable, in tree: AreaTree) {
        guard !table.family.sides.isEmpty else { return nil }
        indicator = table.indicator
        breakdown = table.breakdown
        span = table.span
        sides = table.family.sides
        cells = table.cells.compactMap { cell in
            let place = Place(area: .init(level: cell.place.level, code: cell.place.code), group: cell.place.group)
            let area = tree.area(cell.place.level, code: cell.place.code)
            let own = [cell.counts["observed"], cell.counts["n"]].compactMap(\.self)
            if own.contains(where: { $0.number == nil }) { return Cell(place: place, area: area, counts: nil) }
            let people = cell.counts["people"]?.number
            return table.family.counts(
                observed: cell.counts["observed"]?.number, n: cell.counts["n"]?.number, people: people
            ).map {
                Cell(
                    place: place, area: area, counts: $0, people: people,
                    yearBefore: cell.counts["year-before"]?.number)
            }
        }
        isPublished = true
    }
}
