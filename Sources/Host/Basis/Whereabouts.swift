import ReportKit
import Warehouse

/// Where people were on the caseload, from one snapshot to the next.
struct Whereabouts {
    struct Place: Hashable {
        let trust: Int
        let authority: Int?
    }

    /// By person, in order of days.
    private var sightings: [Int: [(day: Day, place: Place)]] = [:]

    /// Of nobody.
    init() {}

    /// - Parameter people: their keys.
    init(of people: [Int], _ connection: Connection) throws {
        let sql = String(decoding: PackageResources.whereabouts_sql, as: UTF8.self)
        for row in try connection.query(sql, [.integers(people)], source: "whereabouts.sql") {
            let place = Place(trust: try row.get("trust_id"), authority: try row.get("authority_id"))
            sightings[try row.get("offender_id"), default: []].append((try row.get("day"), place))
        }
    }

    /// The places of a person's snapshots in a period, and of the latest before it, or else of the first one.
    func places(of person: Int, in days: Period) -> Set<Place> {
        guard let sightings = sightings[person], let first = sightings.first else { return [] }
        let before = sightings.last { $0.day <= days.from } ?? first
        return Set(sightings.filter { $0.day > days.from && $0.day <= days.to }.map(\.place)).union([before.place])
    }
}
