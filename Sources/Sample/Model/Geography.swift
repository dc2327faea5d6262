import ReportKit

/// The areas of the warehouse that the sample's people live in.
struct Geography {
    /// The 42 probation areas, in the order of their names.
    var territories: [Territory]

    /// The areas that supervise on a day, each with the key of its own draws and its share of the nation's work.
    func supervisors(on day: Day) -> [Supervisor] {
        var found: [Supervisor] = []
        for territory in territories {
            let id = territory.supervisor(on: day)
            let size = Double(territory.published.terminations)
            if let index = found.firstIndex(where: { $0.id == id }) {
                found[index].size += size
            } else {
                found.append(Supervisor(id: id, name: territory.name, key: territory.key, size: size))
            }
        }
        return found
    }

    /// - Parameters:
    ///   - places: one for each upper-tier authority, by probation area and name.
    ///   - accommodation: the published table, which gives each probation area its share of the nation.
    /// - Throws: ``SampleError/areas(_:)`` where the two do not name the same areas.
    init(places: [Place], accommodation: [PublishedAccommodation], seed: UInt64) throws {
        territories = []
        for place in places {
            if territories.last?.name != place.area {
                guard let published = accommodation.first(where: { $0.area == place.area }) else {
                    throw SampleError.areas("the sample has no figures for the probation area '\(place.area)'")
                }
                territories.append(Territory(place, published))
            }
            territories[territories.count - 1].authorities.append(Authority(place, seed: seed))
        }
        guard territories.count == accommodation.count else {
            throw SampleError.areas(
                "\(territories.count) of the \(accommodation.count) probation areas have authorities")
        }
        for index in territories.indices {
            territories[index].authorityShares = territories[index].authorities.map(\.weight).runningSums
        }
    }
}

/// An area that supervises on some day.
struct Supervisor {
    var id: Int
    /// Name of the first of the probation areas in it.
    var name: String
    /// The key of its own draws: that of the first of the probation areas in it.
    var key: Int
    /// Published terminations of four months.
    var size: Double
}

/// An upper-tier authority, with the areas that it lay in before and after the trusts took over.
struct Place {
    var area: String
    var areaID: Int
    var trustID: Int
    var authority: String
    var authorityID: Int
    /// The authority's nine-character code, which says of what type it is.
    var code: String
}

/// A probation area and the trust that took it over.
struct Territory {
    var name: String
    /// The key of its own draws, from its name.
    var key: Int
    /// Key of the probation area, for days before ``Timetable/trustsBegin``.
    var areaID: Int
    /// Key of the trust, for days from then on.
    var trustID: Int
    var published: PublishedAccommodation
    var authorities: [Authority] = []
    /// Running sums of the authorities' weights.
    var authorityShares: [Double] = []

    /// Key of the area that supervises on a day.
    func supervisor(on day: Day) -> Int {
        day < Timetable.trustsBegin ? areaID : trustID
    }

    fileprivate init(_ place: Place, _ published: PublishedAccommodation) {
        name = place.area
        key = Draws.key(of: place.area)
        areaID = place.areaID
        trustID = place.trustID
        self.published = published
    }
}

/// An upper-tier authority.
struct Authority {
    var id: Int
    var name: String
    /// Its weight in its area's caseload; made up, a county's being about three of a unitary authority's.
    var weight: Double
    /// The key of its own draws, from its code.
    var key: Int
    /// Whether it is in England, whose authorities alone report some of the national indicators.
    var isEnglish: Bool
    /// Residents in 2008; made up.
    var residents: Double { weight * Assumptions.residentsPerWeight }

    fileprivate init(_ place: Place, seed: UInt64) {
        id = place.authorityID
        name = place.authority
        isEnglish = place.code.hasPrefix("E")
        key = Draws.key(of: place.code)
        var draws = Draws(seed: seed, .authorityWeight, key)
        weight = Authority.size(of: place) * (0.7 + 0.6 * draws.uniform())
    }

    private static func size(of place: Place) -> Double {
        switch place.authority {
        case "Isles of Scilly": 0.01
        case "City of London": 0.03
        case "Rutland": 0.15
        case "Birmingham": 3.5
        default: place.code.hasPrefix("E10") ? 3.0 : place.code.hasPrefix("E08") ? 1.2 : 1.0
        }
    }

}

extension Draws {
    /// A key made of a text: FNV-1a of its bytes, which is the same in every run, as `Hasher` is not.
    static func key(of text: String) -> Int {
        let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash)
    }
}
