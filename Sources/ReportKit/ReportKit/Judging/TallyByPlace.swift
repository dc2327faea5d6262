/// Counts that add up.
protocol Tally {
    /// Nothing counted.
    init()
    static func += (sum: inout Self, other: Self)
}

/// Counts kept by place, and summed over the places of each cell.
struct TallyByPlace<Counts: Tally> {
    private var counts: [Counts] = []

    /// The counts of a place, as ``Places`` numbers it.
    subscript(place: Int32) -> Counts {
        get { Int(place) < counts.count ? counts[Int(place)] : Counts() }
        set {
            while counts.count <= Int(place) { counts.append(Counts()) }
            counts[Int(place)] = newValue
        }
    }

    /// Adds the counts of others, whose places have other numbers here.
    mutating func add(_ others: TallyByPlace, places: [Int32]) {
        for (place, counts) in zip(places, others.counts) { self[place] += counts }
    }

    /// Over every place.
    var total: Counts {
        counts.reduce(into: Counts()) { $0 += $1 }
    }

    /// Over the places of each cell.
    func summed(over cells: LevelCells) -> [Counts] {
        var sums = Array(repeating: Counts(), count: cells.cells.count)
        for (place, counts) in counts.enumerated() where cells.cellOfPlace[place] >= 0 {
            sums[Int(cells.cellOfPlace[place])] += counts
        }
        return sums
    }
}
