/// The places on the caseload of one authority, or of an area's people without one.
///
/// A place is held by one person after another. The sizes of the two areas with published counts are the published
/// ones whatever the size of the sample; the others share what remains of it.
struct Cell {
    /// Index among ``Geography/territories``.
    var territory: Int
    /// Index among ``Territory/authorities``; their count stands for people without an authority.
    var authority: Int
    /// The first of its places' numbers, which run through all cells.
    var firstPlace = 0
    /// Places whose holders are drawn like anyone, or, in a published area, kept out of the published counts: not
    /// matched, or without a prediction.
    var places: Int
    /// Offender-snapshots to be counted in the published year, where they are published.
    var published: Int?

    /// Places needed for the published count, the first of the cell's.
    var countedPlaces: Int {
        published.map { ($0 + Timetable.publishedSnapshots - 1) / Timetable.publishedSnapshots } ?? 0
    }

    /// All places, of either kind.
    var allPlaces: Int { countedPlaces + places }

    /// Whether nobody holds a counted place at a snapshot, since the published count does not divide by four.
    func isVacant(place: Int, snapshot: Int) -> Bool {
        guard let published, snapshot < Timetable.publishedSnapshots else { return false }
        let (whole, rest) = published.quotientAndRemainder(dividingBy: Timetable.publishedSnapshots)
        return place < countedPlaces && place >= whole + (snapshot < rest ? 1 : 0)
    }
}

/// Cells whose re-offenders are published as one number.
struct PublishedGroup {
    /// Indices among the cells.
    var cells: [Int]
    var reoffenders: Int
}

/// All places on the caseload: the published areas' first, so that their people are the same in a sample of any size.
struct Cells {
    private(set) var all: [Cell] = []
    private(set) var groups: [PublishedGroup] = []
    /// How many places there are in all.
    private(set) var places = 0

    init(geography: Geography, published: Published, offenders: Int) throws {
        let territories = geography.territories
        for (index, territory) in territories.enumerated() {
            guard let whole = published.rate(territory.name, isProbationArea: true) else { continue }
            try addPublished(territory, at: index, whole: whole, published)
        }
        let fixed = all.reduce(0) { $0 + $1.allPlaces }
        let others = territories.indices.filter { index in !all.contains { $0.territory == index } }
        let shared = apportion(
            max(offenders - fixed, offenders / 2), by: others.map { Double(territories[$0].published.terminations) })
        for (index, size) in zip(others, shared) {
            let parts = apportion(size, by: Cells.weights(of: territories[index], notAssigned: Assumptions.notAssigned))
            for (authority, places) in parts.enumerated() {
                all.append(Cell(territory: index, authority: authority, places: places))
            }
        }
        for index in all.indices {
            all[index].firstPlace = places
            places += all[index].allPlaces
        }
    }

    /// Adds the cells of an area whose counts are published; where its authorities' are too, those who are in none
    /// are the difference.
    private mutating func addPublished(
        _ territory: Territory, at index: Int, whole: PublishedRate, _ published: Published
    ) throws {
        guard let snapshots = whole.snapshots, let reoffenders = whole.reoffenders else { return }
        let authorities = territory.authorities.compactMap { published.rate($0.name, isProbationArea: false) }
        let counts = authorities.compactMap(\.snapshots)
        let sizes: [Int]
        if counts.count == territory.authorities.count {
            sizes = counts + [snapshots - counts.reduce(0, +)]
            let known = authorities.compactMap(\.reoffenders)
            for (offset, count) in (known + [reoffenders - known.reduce(0, +)]).enumerated() {
                groups.append(PublishedGroup(cells: [all.count + offset], reoffenders: count))
            }
        } else {
            sizes = apportion(snapshots, by: Cells.weights(of: territory, notAssigned: Assumptions.notAssigned))
            groups.append(PublishedGroup(cells: sizes.indices.map { all.count + $0 }, reoffenders: reoffenders))
        }
        let uncounted = Assumptions.notMatched + Assumptions.notPredicted
        for (authority, size) in sizes.enumerated() {
            let perSnapshot = Double(size) / Double(Timetable.publishedSnapshots)
            let places = Int((perSnapshot * uncounted / (1 - uncounted)).rounded())
            all.append(Cell(territory: index, authority: authority, places: places, published: size))
        }
    }

    /// The weights of a territory's authorities and then of its people without one, who are a given share.
    static func weights(of territory: Territory, notAssigned: Double) -> [Double] {
        let weights = territory.authorities.map(\.weight)
        return weights + [weights.reduce(0, +) * notAssigned / (1 - notAssigned)]
    }
}
