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

    /// Calls with each session, area by area, month by month.
    ///
    /// Sessions are numbered by the area, so that areas that became one trust number theirs apart.
    static func forEach(in sentences: Sentences, _ body: (WorkSession) throws -> Void) rethrows {
        for (index, place) in sentences.places.enumerated() {
            for (month, first) in Timetable.terminationMonths.enumerated() {
                for number in 0..<Assumptions.sessions.month {
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
        let sizes = Assumptions.sessions.instructed
        instructed = sizes.lowerBound + draws.whole(below: sizes.count)
        // Now and then nobody is there to lead a group, and all of it is sent home; else single people are.
        let isOff = draws.chance(rates[.stoodDown] / 2)
        let away = (0..<instructed).count { _ in draws.chance(rates[.stoodDown] / 2) }
        stoodDown = isOff ? instructed : away
        attended = (0..<(instructed - stoodDown)).count { _ in !draws.chance(Assumptions.sessions.absent) }
        hours = Double(attended) * Assumptions.sessions.hours - (draws.chance(0.2) ? 0.5 * Double(attended) : 0)
    }
}
