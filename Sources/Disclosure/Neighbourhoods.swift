import ReportKit

/// Some of the counts around one, which may change while all others stay as they are: small enough for a quick linear
/// program.
enum Neighbourhood: Hashable {
    /// The counts of one trust, by its number.
    case trust(Int32)
    /// The counts of one region.
    case region(Int32)
    /// The counts of two regions, the one with the smaller number first, and those of larger areas.
    case regions(Int32, Int32)
    case everything
}

/// The neighbourhoods among some counts.
///
/// Nearly every count that is not safe by itself is made so by others of its own trust or region. Where a whole region's
/// count must change, one other region's changes with it.
struct Neighbourhoods {
    /// For each count, the number of the trust that its area is or lies in; -1 for none.
    private let trusts: [Int32]
    private let regions: [Int32]
    private let counts: NumberedCounts
    /// With how many other regions a region is tried.
    private static let mostPairs = 3
    /// A region with so many can make up for a change nearly always.
    private static let enough = 10
    /// Pairs of regions that made a count safe.
    private var helpful: Set<Neighbourhood> = []

    init(_ counts: NumberedCounts, in tree: AreaTree) {
        self.counts = counts
        trusts = Self.areas(counts, at: .trust, in: tree)
        regions = Self.areas(counts, at: .region, in: tree)
    }

    private static func areas(_ counts: NumberedCounts, at level: AreaLevel, in tree: AreaTree) -> [Int32] {
        var numbers: [AreaTree.Key: Int32] = [:]
        var found: [Int32] = []
        found.reserveCapacity(counts.indices.count)
        for table in counts.tables {
            for cell in table.cells {
                let own = cell.place.area
                let area = own.level == level ? own : tree.parent(of: own, at: level)
                let number = area.map { area in
                    let number = numbers[area] ?? Int32(numbers.count)
                    numbers[area] = number
                    return number
                }
                found += repeatElement(number ?? -1, count: table.columns.count)
            }
        }
        return found
    }

    /// The neighbourhoods of a count, smaller ones first: those of one stage are tried together.
    func stages(around number: Int) -> [[Neighbourhood]] {
        let (trust, region) = (trusts[number], regions[number])
        let own = (trust >= 0 ? [Neighbourhood.trust(trust)] : []) + (region >= 0 ? [.region(region)] : [])
        return [own, pairs(around: number), [.everything]].filter { !$0.isEmpty }
    }

    /// A count's region with each of some others. Those that made a count safe before come first, since what is suppressed
    /// there can be of use again; then those with enough of what it counts to make up for a change, the smallest of them
    /// first, whose readers are fewest.
    private func pairs(around number: Int) -> [Neighbourhood] {
        let (table, cell, column) = (counts.indexOfTable(number), counts.cell(of: number), counts.indexOfColumn(number))
        var most: [Int32: Int] = [:]
        for (index, other) in counts.tables[table].cells.enumerated() where other.place.group == cell.place.group {
            let region = regions[counts.number(table, index, column)]
            if region >= 0, region != regions[number] {
                most[region] = max(most[region] ?? 0, other.counts[column] ?? 0)
            }
        }
        func isBefore(_ one: (key: Int32, value: Int), _ other: (key: Int32, value: Int)) -> Bool {
            let (first, second) = (helpful.contains(pair(one.key)), helpful.contains(pair(other.key)))
            if first != second { return first }
            let (enough, also) = (one.value >= Self.enough, other.value >= Self.enough)
            if enough != also { return enough }
            if one.value == other.value { return one.key < other.key }
            return enough ? one.value < other.value : one.value > other.value
        }
        func pair(_ region: Int32) -> Neighbourhood {
            .regions(min(regions[number], region), max(regions[number], region))
        }
        return most.sorted(by: isBefore).prefix(Self.mostPairs).map { pair($0.key) }
    }

    /// Remembers what made a count safe.
    mutating func note(_ near: Neighbourhood) {
        if case .regions = near { helpful.insert(near) }
    }

    /// Whether an unknown belongs to a neighbourhood.
    ///
    /// - Parameter countOf: for each unknown, the count that it is or is a part of.
    func includes(_ near: Neighbourhood, _ countOf: [Int]) -> (Int) -> Bool {
        let (trusts, regions) = (trusts, regions)
        return switch near {
        case .trust(let trust): { trusts[countOf[$0]] == trust }
        case .region(let region): { regions[countOf[$0]] == region }
        case .regions(let one, let other):
            { unknown in
                let region = regions[countOf[unknown]]
                return region < 0 || region == one || region == other
            }
        case .everything: { _ in true }
        }
    }
}
