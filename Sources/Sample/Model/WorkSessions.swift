import ReportKit

/// A row of `warehouse.work_session`.
struct WorkSession: SampleRow {
    let heldOn: Day
    let supervisor: Int
    let authority: Int?
    let number: Int
    let placement: String
    let instructed, stoodDown, attended: Int
    let hours: Double

    /// Calls `body` with each session, area by area, month by month.
    ///
    /// Each area numbers its sessions in a range of its own, so that numbers stay distinct where areas became one
    /// trust.
    static func forEach(in sentences: Sentences, _ body: (WorkSession) throws -> Void) rethrows {
        for (index, place) in sentences.places.enumerated() {
            for (month, first) in Timetable.terminationMonths.enumerated() {
                for number in 0..<Assumptions.sessionsPerMonth {
                    var draws = Draws(seed: sentences.seed, .workSession, place.territory.key, month * 100 + number)
                    try body(WorkSession(at: place, first, number: index * 100 + number + 1, &draws))
                }
            }
        }
    }

    private init(at place: Sentences.Place, _ first: Day, number: Int, _ draws: inout Draws) {
        let (territory, rates) = (place.territory, place.rates)
        let length = Timetable.lastDay(ofMonthFrom: first).number - first.number + 1
        heldOn = first.adding(days: draws.whole(below: length))
        supervisor = territory.supervisor(on: heldOn)
        authority = territory.authorities[draws.index(cumulative: territory.authorityShares)].id
        self.number = number
        let isAgency = draws.chance(rates[.agency])
        placement = isAgency ? "agency" : "group"
        let sizes = Assumptions.sessionInstructed
        instructed = sizes.lowerBound + draws.whole(below: sizes.count)
        // Now and then there is nobody to lead a group, and everyone is stood down; otherwise only single people are.
        let isCancelled = draws.chance(rates[.stoodDown] / 2)
        let single = (0..<instructed).count { _ in draws.chance(rates[.stoodDown] / 2) }
        stoodDown = isCancelled ? instructed : single
        attended = (0..<(instructed - stoodDown)).count { _ in !draws.chance(Assumptions.sessionAbsent) }
        hours = Double(attended) * Assumptions.sessionHours - (draws.chance(0.2) ? 0.5 * Double(attended) : 0)
    }
}
