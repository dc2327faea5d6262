import ReportKit

/// Named cohorts of prolific and other priority offenders, with their offences.
///
/// Each person has an individual, gamma-distributed rate of offending, and commits a Poisson number of offences at that
/// rate in the follow-up year; the baseline rate is partly individual and partly the same for everyone. Nobody is also
/// on the caseload or in another cohort, although real offenders often stay on the scheme for years.
struct PPOCohorts {
    let geography: Geography
    let offenders: Int
    /// The last person key that is already taken.
    let lastOtherID: Int
    let seed: UInt64

    /// The cohorts of 2009, 2010 and 2011.
    static let all = (2009...2011).map(PPOCohort.init)

    /// The last person key that the cohorts use.
    var lastPersonID: Int { lastOtherID + PPOCohorts.all.count * cohortSize }

    /// Calls `body` with each member of each cohort.
    func forEachMember(_ body: (PPOMember) throws -> Void) rethrows {
        let places = self.places
        var lastID = lastOtherID
        for cohort in PPOCohorts.all {
            for place in places {
                for _ in 0..<place.size {
                    lastID += 1
                    try body(member(lastID, of: cohort, at: place))
                }
            }
        }
    }

    /// Calls `body` with each offence of a member, in the two years compared and between them.
    func forEachOffence(of member: PPOMember, _ body: (ProvenOffence) throws -> Void) rethrows {
        let cohort = member.cohort
        var draws = Draws(seed: seed, .ppoOffences, member.person.id)
        let own = draws.gamma(shape: Assumptions.ppoShape)
        let between = (cohort.baseline.upperBound.adding(days: 1))...(cohort.followUp.lowerBound.adding(days: -1))
        let baselineRate =
            Assumptions.ppoBaselineMean * (1 - Assumptions.ppoBaselineOwn + Assumptions.ppoBaselineOwn * own)
        let years: [(days: ClosedRange<Day>, mean: Double)] = [
            (cohort.baseline, baselineRate),
            (between, Assumptions.ppoBetweenMean * own),
            (cohort.followUp, Assumptions.ppoFollowUpMean * own * member.areaEffect),
        ]
        for (days, mean) in years {
            for _ in 0..<draws.poisson(mean: mean) {
                let length = days.upperBound.number - days.lowerBound.number + 1
                let offence = days.lowerBound.adding(days: draws.whole(below: length))
                let lag = draws.chance(0.9) ? draws.whole(below: 90) : 90 + draws.whole(below: 120)
                if let row = ProvenOffence(
                    by: member.person.id, on: offence, proven: offence.adding(days: lag), &draws)
                {
                    try body(row)
                }
            }
        }
    }

    /// The change expected of each authority's cohorts from regression to the mean, by the authority's key.
    var expectedChanges: [(authority: Int, change: Double)] {
        geography.territories.flatMap { territory in
            territory.authorities.map { authority in
                var draws = Draws(seed: seed, .ppoArea, authority.key, 1)
                let range = Assumptions.ppoExpectedChange
                let change = range.lowerBound + (range.upperBound - range.lowerBound) * draws.uniform()
                return (authority.id, (change * 1_000).rounded() / 1_000)
            }
        }
    }

    private var cohortSize: Int { places.reduce(0) { $0 + $1.size } }

    /// Where the members of a cohort live, and how many live in each place.
    private var places: [CohortPlace] {
        let national = Assumptions.ppoNational * Double(offenders) / Assumptions.caseloadNational
        let territories = geography.territories
        let sizes = apportion(
            Int(national.rounded()), by: territories.map { Double($0.published.terminations) })
        return zip(territories, sizes).flatMap { territory, size in
            var draws = Draws(seed: seed, .ppoArea, territory.key)
            let effect = 1 + Assumptions.ppoAreaSpread * draws.normal()
            let assigned = apportion(size, by: territory.authorities.map(\.weight))
                .map { max($0, Assumptions.ppoFewest) }
            let notAssigned = Int((Double(size) * Assumptions.ppoNotAssigned).rounded())
            return (assigned + [notAssigned]).enumerated().map { index, size in
                CohortPlace(
                    territory: territory, authority: index < assigned.count ? territory.authorities[index].id : nil,
                    effect: effect, size: size)
            }
        }
    }

    private func member(_ id: Int, of cohort: PPOCohort, at place: CohortPlace) -> PPOMember {
        PPOMember(
            cohort: cohort, person: Person(id: id, of: Assumptions.prolific, firstSeen: cohort.takenOn, seed: seed),
            supervisor: place.territory.supervisor(on: cohort.takenOn), authority: place.authority,
            areaEffect: place.effect)
    }

    private struct CohortPlace {
        let territory: Territory
        let authority: Int?
        let effect: Double
        let size: Int
    }
}

/// A row of `warehouse.ppo_cohort`: who was on the scheme on 1 February of a year.
///
/// The years compared are the published ones of the 2009 cohort, shifted by whole years.
struct PPOCohort {
    let number: Int
    let name: String
    let takenOn: Day
    let baseline: ClosedRange<Day>
    let followUp: ClosedRange<Day>

    init(year: Int) {
        number = year - 2_008
        name = "\(year) cohort"
        takenOn = Timetable.day(year, 2, 1)
        baseline = Timetable.day(year - 2, 10, 1)...Timetable.day(year - 1, 9, 30)
        followUp = Timetable.day(year, 4, 1)...Timetable.day(year + 1, 3, 31)
    }
}

/// A row of `warehouse.ppo_member`.
struct PPOMember {
    let cohort: PPOCohort
    let person: Person
    /// Key of the supervising area or trust.
    let supervisor: Int
    /// Key of the authority; nil where not assigned.
    let authority: Int?
    /// The area's follow-up rate as a multiple of the national one.
    let areaEffect: Double
}
