/// Counts that add up.
protocol Tally {
    /// Counts of zero.
    init()
    static func += (sum: inout Self, other: Self)
}

/// Counts by place, which can be summed over the places of each cell.
struct TallyByPlace<Counts: Tally> {
    private var counts: [Counts] = []

    /// The counts of a place, by its number in ``Places``.
    subscript(place: Int32) -> Counts {
        get { Int(place) < counts.count ? counts[Int(place)] : Counts() }
        set {
            while counts.count <= Int(place) { counts.append(Counts()) }
            counts[Int(place)] = newValue
        }
    }

    /// Adds other counts.
    ///
    /// - Parameters:
    ///   - others: the counts to add.
    ///   - places: for each place number used in `others`, its number here.
    mutating func add(_ others: TallyByPlace, places: [Int32]) {
        for (place, counts) in zip(places, others.counts) { self[place] += counts }
    }

    /// The sum over every place.
    var total: Counts {
        counts.reduce(into: Counts()) { $0 += $1 }
    }

    /// The sums over the places of each cell.
    func summed(over cells: LevelCells) -> [Counts] {
        var sums = Array(repeating: Counts(), count: cells.cells.count)
        for (place, counts) in counts.enumerated() where cells.cellOfPlace[place] >= 0 {
            sums[Int(cells.cellOfPlace[place])] += counts
        }
        return sums
    }
}
