import ReportKit

/// A person in the sample: a row of `warehouse.offender`.
struct Person {
    var id: Int
    /// `female`, `male`, or nil where not recorded.
    var sex: String?
    /// The first day of the month of birth; nil where not recorded.
    var birthMonth: Day?
    /// One of five groups, or nil where not stated.
    var ethnicity: String?

    /// - Parameters:
    ///   - id: the person's key.
    ///   - makeUp: the sexes and ages of the person's group.
    ///   - firstSeen: the day on which the person's age is within the group's.
    ///   - seed: the sample's seed.
    init(id: Int, of makeUp: MakeUp, firstSeen: Day, seed: UInt64) {
        var draws = Draws(seed: seed, .person, id)
        self.id = id
        sex = draws.chance(Assumptions.sexNotRecorded) ? nil : draws.chance(makeUp.male) ? "male" : "female"
        let months = makeUp.ageInMonths(&draws)
        birthMonth =
            draws.chance(Assumptions.birthNotRecorded) ? nil : Person.month(of: firstSeen, before: months)
        ethnicity = Assumptions.ethnicities[draws.index(cumulative: Person.ethnicityShares)].group
    }

    /// Age in whole years on a day, as if born on the first of the month; nil where the birth month is not recorded.
    func age(on day: Day) -> Int? {
        guard let birthMonth else { return nil }
        let (born, then) = (birthMonth.components, day.components)
        return then.year - born.year - (then.month < born.month ? 1 : 0)
    }

    private static let ethnicityShares = Assumptions.ethnicities.map(\.share).runningSums

    private static func month(of day: Day, before months: Int) -> Day {
        let (year, month, _) = day.components
        let index = year * 12 + month - 1 - months
        return Timetable.day(index / 12, index % 12 + 1, 1)
    }
}

/// The sexes and ages of a group of people, such as prolific and other priority offenders.
struct MakeUp: Sendable {
    /// The share of men.
    var male: Double
    /// The lower ends of the age bands, in years, with the share of people in each.
    var ages: [(from: Int, share: Double)]
    /// Where the last band ends.
    var end: Int

    private let cumulative: [Double]

    init(male: Double, ages: [(from: Int, share: Double)], end: Int = 70) {
        self.male = male
        self.ages = ages
        self.end = end
        cumulative = ages.map(\.share).runningSums
    }

    /// An age in whole months, uniformly distributed within its band.
    func ageInMonths(_ draws: inout Draws) -> Int {
        let band = draws.index(cumulative: cumulative)
        let end = band + 1 < ages.count ? ages[band + 1].from : self.end
        return ages[band].from * 12 + draws.whole(below: (end - ages[band].from) * 12)
    }
}
