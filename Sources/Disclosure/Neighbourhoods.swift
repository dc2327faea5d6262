import ReportKit

/// Some of the counts around one, which may change while all others stay as they are: small enough for a quick linear
/// program.
enum Neighbourhood: Hashable {
    /// The counts of one trust, by its number.
    case trust(Int32)
    /// The counts of one region.
    case region(Int32)
    /// The counts of two regions, and those of larger areas.
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
    /// How many regions there are.
    private let count: Int32
    /// Pairs of regions that made a count safe: tried before the others.
    private var helpful: Set<Neighbourhood> = []

    init(_ counts: NumberedCounts, in tree: AreaTree) {
        trusts = Self.areas(counts, at: .trust, in: tree).of
        (regions, count) = Self.areas(counts, at: .region, in: tree)
    }

    private static func areas(
        _ counts: NumberedCounts, at level: AreaLevel, in tree: AreaTree
    ) -> (of: [Int32], count: Int32) {
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
        return (found, Int32(numbers.count))
    }

    /// The neighbourhoods of a count, smaller ones first: those of one stage are tried together.
    func stages(around number: Int) -> [[Neighbourhood]] {
        let (trust, region) = (trusts[number], regions[number])
        let others = (0..<count).filter { $0 != region }.map { Neighbourhood.regions(region, $0) }
        let own = (trust >= 0 ? [Neighbourhood.trust(trust)] : []) + (region >= 0 ? [.region(region)] : [])
        return [own, others.filter(helpful.contains) + others.filter { !helpful.contains($0) }, [.everything]]
            .filter { !$0.isEmpty }
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
