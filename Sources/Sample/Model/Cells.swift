/// The places on the caseload of one authority, or of those people of an area who are not assigned to one.
///
/// A place is held by one person after another. The two areas with published counts have their published sizes whatever
/// the size of the sample; the others share the rest.
struct Cell {
    /// Index among ``Geography/territories``.
    var territory: Int
    /// Index among ``Territory/authorities``; their count stands for people not assigned to one.
    var authority: Int
    /// The number of its first place; places are numbered consecutively over all cells.
    var firstPlace = 0
    /// Places whose holders are drawn like anyone else's or, in a published area, are left out of the published counts
    /// because they are not matched or have no prediction.
    var places: Int
    /// The published number of offender-snapshots in the published year; nil where none is published.
    var published: Int?

    /// How many places the published count needs; these are the cell's first places.
    var countedPlaces: Int {
        published.map { ($0 + Timetable.publishedSnapshots - 1) / Timetable.publishedSnapshots } ?? 0
    }

    /// The number of places of both kinds.
    var allPlaces: Int { countedPlaces + places }

    /// Whether nobody holds a counted place at a snapshot, because the published count is not divisible by four.
    func isVacant(place: Int, snapshot: Int) -> Bool {
        guard let published, snapshot < Timetable.publishedSnapshots else { return false }
        let (quotient, remainder) = published.quotientAndRemainder(dividingBy: Timetable.publishedSnapshots)
        return place < countedPlaces && place >= quotient + (snapshot < remainder ? 1 : 0)
    }
}

/// Cells whose number of re-offenders is published as one total.
struct PublishedGroup {
    /// Indices among the cells.
    var cells: [Int]
    var reoffenders: Int
}

/// All places on the caseload. Those of the published areas come first, so that their people are the same in a sample
/// of any size.
struct Cells {
    private(set) var all: [Cell] = []
    private(set) var groups: [PublishedGroup] = []
    /// The total number of places.
    private(set) var places = 0

    init(geography: Geography, published: Published, offenders: Int) throws {
        let territories = geography.territories
        for (index, territory) in territories.enumerated() {
            guard let areaRate = published.rate(territory.name, isProbationArea: true) else { continue }
            try addPublished(territory, at: index, areaRate, published)
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

    /// Adds the cells of an area whose counts are published. Where those of its authorities are published too, the
    /// people not assigned to one are the difference.
    private mutating func addPublished(
        _ territory: Territory, at index: Int, _ areaRate: PublishedRate, _ published: Published
    ) throws {
        guard let snapshots = areaRate.snapshots, let reoffenders = areaRate.reoffenders else { return }
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

    /// The weights of a territory's authorities, and then of its people not assigned to one, who make up a given share.
    static func weights(of territory: Territory, notAssigned: Double) -> [Double] {
        let weights = territory.authorities.map(\.weight)
        return weights + [weights.reduce(0, +) * notAssigned / (1 - notAssigned)]
    }
}
