import ReportKit

/// The areas of the warehouse in which the sample's people live.
struct Geography {
    /// The 42 probation areas, in order of name.
    var territories: [Territory]

    /// The supervising areas on a day, each with the key for its draws and the size of its work.
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
    ///   - accommodation: the published table, which determines each probation area's share of the nation.
    /// - Throws: ``SampleError/areas(_:)`` where the two do not list the same areas.
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

/// A supervising area on some day.
struct Supervisor {
    var id: Int
    /// Name of the first probation area in it.
    var name: String
    /// The key for its draws: that of the first probation area in it.
    var key: Int
    /// Published terminations in four months.
    var size: Double
}

/// An upper-tier authority, with the areas that contained it before and after the trusts took over.
struct Place {
    var area: String
    var areaID: Int
    var trustID: Int
    var authority: String
    var authorityID: Int
    /// The authority's nine-character code, which shows its type.
    var code: String
}

/// A probation area and the trust that took it over.
struct Territory {
    var name: String
    /// The key for its draws, from its name.
    var key: Int
    /// Key of the probation area, for days before ``Timetable/trustsBegin``.
    var areaID: Int
    /// Key of the trust, for days from ``Timetable/trustsBegin`` on.
    var trustID: Int
    var published: PublishedAccommodation
    var authorities: [Authority] = []
    /// Running sums of the authorities' weights.
    var authorityShares: [Double] = []

    /// Key of the supervising area on a day.
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
    /// Its weight in its area's caseload; assumed, with a county at about three times a unitary authority.
    var weight: Double
    /// The key for its draws, from its code.
    var key: Int
    /// Whether it is in England; some of the national indicators are reported only there.
    var isEnglish: Bool
    /// Residents in 2008; assumed.
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
    /// A key made from a text: the FNV-1a hash of its bytes, which, unlike `Hasher`, is the same in every run.
    static func key(of text: String) -> Int {
        let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash)
    }
}
