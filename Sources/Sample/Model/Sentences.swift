import ReportKit

/// Sentences: orders, licences and terms of custody that began from April 2007 on, each with its person, and with all
/// that the rows of requirements, programmes, reports, assessments and enforcement are drawn from.
///
/// The areas whose plans give numbers have them at their true scale, whatever the size of the sample, because those
/// indicators are counts; the others have a small part of theirs. These people appear nowhere else in the sample, and
/// each has one sentence.
struct Sentences {
    /// An area's sentences: how many begin in each month, and how the area deals with them.
    final class Place: Sendable {
        let territory: Territory
        let volumes: Volumes
        let rates: PracticeRates
        let months: [Int]

        fileprivate init(_ territory: Territory, seed: UInt64) {
            self.territory = territory
            volumes = Volumes(of: territory)
            rates = PracticeRates(of: territory, seed: seed)
            let seasons = Timetable.sentenceMonths.map { Assumptions.season[$0.components.month - 1] }
            let all = volumes.cases * Double(Timetable.sentenceMonths.count) / 12
            months = apportion(Int(all.rounded()), by: seasons)
        }
    }

    let places: [Place]
    /// The last person key that is already taken.
    let lastOtherID: Int
    let seed: UInt64

    init(geography: Geography, lastOtherID: Int, seed: UInt64) {
        self.lastOtherID = lastOtherID
        self.seed = seed
        places = geography.territories.map { Place($0, seed: seed) }
    }

    /// The last person key that the sentences use.
    var lastPersonID: Int { places.reduce(lastOtherID) { $0 + $1.months.reduce(0, +) } }

    /// Calls `body` with each sentence, area by area, in order of the month in which it began.
    func forEachSentence(_ body: (Sentence) throws -> Void) rethrows {
        var id = lastOtherID
        for place in places {
            for (month, size) in place.months.enumerated() {
                for _ in 0..<size {
                    id += 1
                    try body(Sentence(id: id, at: place, month: month, seed: seed))
                }
            }
        }
    }
}

/// One sentence of one person.
struct Sentence {
    enum Kind: Int {
        case communityOrder, suspendedSentence, licence, custody

        /// The name in `warehouse.commencement`; nil for custody, which is not a commencement.
        var name: String? {
            switch self {
            case .communityOrder: "community order"
            case .suspendedSentence: "suspended sentence order"
            case .licence: "licence"
            case .custody: nil
            }
        }
    }

    let id: Int
    let place: Sentences.Place
    let seed: UInt64
    /// Key of the authority; nil where not assigned.
    let authority: Int?
    /// The day on which the order or licence began, or the sentence to custody was passed.
    let begunOn: Day
    /// The day on which it ends if it runs its full course.
    let endsOn: Day
    let kind: Kind
    let tier: Int?
    let isPPO: Bool
    /// OGRS score, as a percentage.
    let ogrs: Int
    /// Whether an offender manager supervises the person, which unpaid work alone does not require.
    let isSupervised: Bool
    /// Whether unpaid work was ordered.
    let hasPayback: Bool

    fileprivate init(id: Int, at place: Sentences.Place, month: Int, seed: UInt64) {
        self.id = id
        self.place = place
        self.seed = seed
        var draws = Draws(seed: seed, .sentence, id)
        let territory = place.territory
        let home = draws.index(cumulative: territory.authorityShares)
        authority = draws.chance(Assumptions.terminationNotAssigned) ? nil : territory.authorities[home].id
        let first = Timetable.sentenceMonths[month]
        begunOn = first.adding(
            days: draws.whole(below: Timetable.lastDay(ofMonthFrom: first).number - first.number + 1))
        kind = Kind(rawValue: draws.index(cumulative: Sentence.kindShares)) ?? .communityOrder
        let length = kind == .custody ? 120 + draws.whole(below: 600) : 180 + draws.whole(below: 200)
        endsOn = begunOn.adding(days: length)
        let isOrder = kind == .communityOrder || kind == .suspendedSentence
        hasPayback = isOrder && draws.chance(place.volumes.payback / place.volumes.cases / Assumptions.orderShare)
        isSupervised = !hasPayback || draws.chance(Assumptions.supervisedToo)
        let level = 1 + draws.index(cumulative: Sentence.tierShares)
        tier = draws.chance(Assumptions.tierNotRecorded) ? nil : isSupervised ? level : 1
        isPPO = isSupervised && draws.chance(Assumptions.casePPO[kind.rawValue])
        let eligible = draws.chance(place.rates[.eligible])
        ogrs = eligible ? 50 + draws.whole(below: 45) : 12 + draws.whole(below: 38)
    }

    var isOrder: Bool { kind == .communityOrder || kind == .suspendedSentence }

    var person: Person { Person(id: id, of: Assumptions.supervised, firstSeen: begunOn.adding(days: -31), seed: seed) }

    /// Key of the supervising area on a day.
    func supervisor(on day: Day) -> Int { place.territory.supervisor(on: day) }

    /// Separate draws for one of the events during the sentence.
    func draws(_ stream: Draws.Stream, _ occasion: Int = 0) -> Draws { Draws(seed: seed, stream, id, occasion) }

    /// The chance, for one sentence, of an event that happens `yearly` times a year in the area.
    func chance(_ yearly: Double) -> Double { yearly / place.volumes.cases }

    private static let kindShares = Assumptions.caseKinds.runningSums
    private static let tierShares = Assumptions.caseTiers.runningSums
}

extension Day {
    /// The day, or nil where it is after the last day that the sample covers.
    var ifKnown: Day? { self <= Timetable.provenThrough ? self : nil }
}
