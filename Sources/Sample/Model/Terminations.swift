import ReportKit

/// Orders and licences that ended, month by month, with accommodation and employment as assessed at that time.
///
/// Terminations have the national scale whatever the size of the sample, so that the published table of April to July
/// 2009 can be matched exactly: these months have the published numbers of terminations with an answer and of those in
/// settled and suitable accommodation. Other months are similar, with seasons and a slow improvement. None of these
/// people is on the caseload.
struct Terminations {
    let geography: Geography
    /// The last person key that is already taken.
    let lastOtherID: Int
    let seed: UInt64

    /// An upper bound on these people's keys; there are fewer than half a million of them.
    var lastPossibleID: Int { lastOtherID + 500_000 }

    /// Calls the closures with each new person and each termination, area by area, month by month.
    func forEach(person: (Person) throws -> Void, termination: (Termination) throws -> Void) rethrows {
        var lastID = lastOtherID
        for territory in geography.territories {
            try forEach(in: territory, lastID: &lastID, person: person, termination: termination)
        }
    }

    private func forEach(
        in territory: Territory, lastID: inout Int, person: (Person) throws -> Void,
        termination: (Termination) throws -> Void
    ) rethrows {
        let months = self.months(of: territory)
        // People whose next order or licence ends in a later month.
        var due = [[Int]](repeating: [], count: months.count)
        var published = Quota(size: territory.published.terminations, chosen: territory.published.settled)
        for (month, plan) in months.enumerated() {
            var draws = Draws(seed: seed, .terminationMonth, territory.key, month)
            let isPublished = Timetable.publishedMonths.contains(month)
            for index in 0..<plan.all {
                let died = index >= plan.answered + plan.unanswered
                let again = due[month].popLast()
                let id = again ?? lastID + 1
                if again == nil {
                    lastID = id
                    try person(Person(id: id, of: Assumptions.supervised, firstSeen: plan.first, seed: seed))
                    if !died { scheduleAnother(for: id, after: month, &due) }
                }
                var row = Termination(of: id, in: territory, month: month, seed: seed)
                let isSettled =
                    isPublished && index < plan.answered ? published.next(&draws) : draws.chance(plan.settledRate)
                row.assess(settled: isSettled, &draws)
                if index >= plan.answered { row.makeUncounted(died: died, &draws) }
                try termination(row)
            }
        }
    }

    private func scheduleAnother(for person: Int, after month: Int, _ due: inout [[Int]]) {
        var draws = Draws(seed: seed, .repeatTermination, person)
        let next = month + 2 + draws.whole(below: 9)
        if draws.chance(Assumptions.secondTermination), next < due.count { due[next].append(person) }
    }

    /// How many terminations each month has.
    private func months(of territory: Territory) -> [MonthPlan] {
        let published = territory.published
        let seasons = Timetable.terminationMonths.map { Assumptions.season[$0.components.month - 1] }
        let publishedSeasons = Array(seasons[Timetable.publishedMonths])
        let inPublished = apportion(published.terminations, by: publishedSeasons)
        let usual = Double(published.terminations) / publishedSeasons.reduce(0, +)
        return Timetable.terminationMonths.indices.map { month in
            var draws = Draws(seed: seed, .terminationMonth, territory.key, -1 - month)
            let size = usual * seasons[month] * (1 + 0.03 * draws.normal())
            let years = Double(month - Timetable.publishedMonths.lowerBound) / 12
            let rate =
                Double(published.settled) / Double(published.terminations)
                + Assumptions.yearlyImprovement * years + Assumptions.monthlySpread * draws.normal()
            let answered =
                Timetable.publishedMonths.contains(month)
                ? inPublished[month - Timetable.publishedMonths.lowerBound] : Int(size.rounded())
            return MonthPlan(
                first: Timetable.terminationMonths[month], answered: answered,
                unanswered: draws.rounding(Double(answered) * Assumptions.unanswered),
                died: draws.rounding(Double(answered) * Assumptions.diedOrDeported),
                settledRate: min(max(rate, 0), 1))
        }
    }

    private struct MonthPlan {
        let first: Day
        /// Terminations that NI 143 counts: those with an answer on accommodation.
        let answered: Int
        /// Terminations without an answer on accommodation.
        let unanswered: Int
        /// Terminations by death or deportation.
        let died: Int
        let settledRate: Double

        var all: Int { answered + unanswered + died }
    }
}

/// Chooses exactly `chosen` items out of `size`, deciding on one after another (C. T. Fan, M. E. Muller and I. Rezucha,
/// 1962; algorithm S of D. E. Knuth, The Art of Computer Programming 2, 3.4.2).
private struct Quota {
    var size: Int
    var chosen: Int

    mutating func next(_ draws: inout Draws) -> Bool {
        let isChosen = draws.whole(below: size) < chosen
        size -= 1
        if isChosen { chosen -= 1 }
        return isChosen
    }
}

extension Draws {
    /// One of the two whole numbers around `value`, such that the mean is `value`.
    fileprivate mutating func rounding(_ value: Double) -> Int {
        Int(value + uniform())
    }
}

/// A row of `warehouse.termination`.
struct Termination {
    var offender: Int
    var terminatedOn: Day
    /// Key of the supervising area or trust.
    var supervisor: Int
    /// Key of the authority; nil where not assigned.
    var authority: Int?
    var kind: String
    var reason: String
    var accommodation: String?
    var employment: String?

    fileprivate init(of person: Int, in territory: Territory, month: Int, seed: UInt64) {
        var home = Draws(seed: seed, .termination, person)
        let place = home.index(cumulative: territory.authorityShares)
        authority = home.chance(Assumptions.terminationNotAssigned) ? nil : territory.authorities[place].id
        var draws = Draws(seed: seed, .termination, person, 1 + month)
        let first = Timetable.terminationMonths[month]
        let length = Timetable.lastDay(ofMonthFrom: first).number - first.number + 1
        offender = person
        terminatedOn = first.adding(days: draws.whole(below: length))
        supervisor = territory.supervisor(on: terminatedOn)
        kind = draws.chance(Assumptions.licenceTermination) ? "licence" : "order"
        reason = draws.chance(Assumptions.revoked) ? "revoked" : "completed"
    }

    fileprivate mutating func assess(settled: Bool, _ draws: inout Draws) {
        accommodation =
            settled
            ? "settled and suitable"
            : draws.chance(Assumptions.settledNotSuitable) ? "settled, not suitable" : "not settled"
        let rate = settled ? Assumptions.employedSettled : Assumptions.employedNotSettled
        let status =
            draws.chance(rate)
            ? "employed" : draws.chance(Assumptions.unavailable) ? "unavailable for work" : "unemployed"
        employment = draws.chance(Assumptions.employmentUnanswered) ? nil : status
    }

    /// Changes the termination into one that NI 143 does not count: ended by death or deportation, whatever the answer,
    /// or without an answer.
    fileprivate mutating func makeUncounted(died: Bool, _ draws: inout Draws) {
        if died {
            reason = draws.chance(0.6) ? "died" : "deported"
        } else {
            accommodation = nil
        }
    }
}
