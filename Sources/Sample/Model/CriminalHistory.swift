import ReportKit

/// What a source of sanctions knows of a person in a snapshot: a row of `warehouse.ogrs3_input`.
///
/// Drawn once a person, and so the same in every snapshot but for the day on which follow-up begins, which is the
/// snapshot's. Only sums and products are used, so that it is the same on every machine.
struct CriminalHistory {
    let offender: Int
    let snapshot: Day
    let convictedOn: Day
    /// All sanctions, the current one included.
    let sanctions: Int
    /// In whole years.
    let ageAtFirstSanction: Int
    /// Nil where not recorded.
    let offenceCode: String?

    /// Nil for people not matched to the Police National Computer, whose sanctions nobody knows.
    init?(of presence: Presence, seed: UInt64) {
        guard presence.standing != .notMatched else { return nil }
        var draws = Draws(seed: seed, .sanctions, presence.person.id)
        let history = presence.factors.history
        offender = presence.person.id
        snapshot = Timetable.snapshots[presence.snapshot]
        let wait = presence.orderType == "licence" ? Assumptions.longestCustody : Assumptions.longestWait
        convictedOn = Timetable.snapshots[presence.firstSnapshot].adding(days: -1 - draws.lag(most: wait))
        // Where the month of birth is not recorded, OGRS3 has no age, and refuses the person.
        let age = presence.person.age(on: convictedOn) ?? Assumptions.typicalAge
        let firstAge = Assumptions.firstSanctionAge - 3 * history + 3 * draws.normal()
        ageAtFirstSanction = min(max(10, Int(firstAge.rounded())), age)
        let aYear = max(0, Assumptions.sanctionsAYear * (1 + Assumptions.sanctionsByHistory * history))
        let more = Double(age - ageAtFirstSanction) * aYear + draws.uniform()
        sanctions = min(1 + Int(more), Assumptions.mostSanctions)
        offenceCode = Assumptions.offenceCodes[draws.index(cumulative: CriminalHistory.codeShares)].code
    }

    private static let codeShares = Assumptions.offenceCodes.map(\.share).runningSums
}

extension Presence {
    /// Where the person's first snapshot is among ``Timetable/snapshots``: part of the person's key.
    fileprivate var firstSnapshot: Int { (person.id - 1) % Timetable.snapshots.count }
}

extension Assumptions {
    /// The longest time, in days, from the current conviction to the first snapshot.
    static let longestWait = 90
    /// The same for those on licence, who have been in custody since.
    static let longestCustody = 900
    /// The mean age at the first sanction of someone of average history.
    static let firstSanctionAge = 18.0
    /// Sanctions in a year since the first, of someone of average history.
    static let sanctionsAYear = 0.45
    /// How much one standard deviation of history adds to these, as a share.
    static let sanctionsByHistory = 0.8
    /// The most sanctions of anybody.
    static let mostSanctions = 120
    /// The age of somebody whose birth is not recorded.
    static let typicalAge = 30
}
