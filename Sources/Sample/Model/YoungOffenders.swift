import ReportKit

/// A row of `warehouse.young_offender`, with its person.
struct YoungOffender: SampleRow {
    let person: Person
    let joinedOn: Day
    let authority: Int
    let disposal: String
    /// Offences within 3, 6, 9 and 12 months; nil where not known yet.
    let reoffences: [Int?]

    fileprivate init(_ id: Int, year: Int, _ authority: Authority, seed: UInt64) {
        var draws = Draws(seed: seed, .youngOffender, id)
        joinedOn = Timetable.day(year, 1, 1).adding(days: draws.whole(below: 90))
        person = Person(id: id, of: Assumptions.young, firstSeen: joinedOn, seed: seed)
        self.authority = authority.id
        disposal = Assumptions.youthDisposals[draws.index(cumulative: YoungOffender.disposalShares)].name
        let own = draws.gamma(shape: Assumptions.youthShape)
        var all = 0
        var counts: [Int?] = []
        for quarter in 1...4 {
            all += draws.poisson(mean: Assumptions.youthMean * own / 4)
            // It takes three more months until the last offence is proven.
            let isKnown = joinedOn.addingMonthsToEnd(3 * quarter + 3).ifKnown != nil
            counts.append(isKnown ? all : nil)
        }
        reoffences = counts
    }

    private static let disposalShares = Assumptions.youthDisposals.map(\.share).runningSums
}

/// Young offenders of the cohorts of 2008 to 2011: January to March, followed up for a year.
struct YoungOffenders {
    let geography: Geography
    /// The last person key that is already taken.
    let lastOtherID: Int
    let seed: UInt64

    func forEachPerson(_ body: (YoungOffender) throws -> Void) rethrows {
        var id = lastOtherID
        for territory in geography.territories {
            for authority in territory.authorities {
                for year in Timetable.financialYears {
                    let size = authority.residents / 1_000 * Assumptions.youthRate * Assumptions.youthThinning
                    for _ in 0..<max(Assumptions.youthFewest, Int(size.rounded())) {
                        id += 1
                        try body(YoungOffender(id, year: year, authority, seed: seed))
                    }
                }
            }
        }
    }
}
