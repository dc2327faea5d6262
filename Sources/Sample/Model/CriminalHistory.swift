import ReportKit

/// A person's record of sanctions at a snapshot: a row of `warehouse.ogrs3_input`.
///
/// It is drawn once per person, and is therefore the same in every snapshot except for the day on which follow-up
/// begins, which is the day of the snapshot. Only sums and products are used, so that it is the same on every machine.
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

    /// Nil for people not matched to the Police National Computer, whose sanctions are not known.
    init?(of presence: Presence, seed: UInt64) {
        guard presence.standing != .notMatched else { return nil }
        var draws = Draws(seed: seed, .sanctions, presence.person.id)
        let history = presence.factors.history
        offender = presence.person.id
        snapshot = Timetable.snapshots[presence.snapshot]
        let wait = presence.orderType == "licence" ? Assumptions.longestCustody : Assumptions.longestWait
        convictedOn = Timetable.snapshots[presence.firstSnapshot].adding(days: -1 - draws.lag(most: wait))
        // Where the month of birth is not recorded, OGRS3 has no age and cannot score the person.
        let age = presence.person.age(on: convictedOn) ?? Assumptions.typicalAge
        let firstAge = Assumptions.firstSanctionAge - 3 * history + 3 * draws.normal()
        let first = min(max(10, Int(firstAge.rounded())), age)
        let perYear = max(0, Assumptions.sanctionsPerYear * (1 + Assumptions.sanctionsByHistory * history))
        let further = Double(age - first) * perYear + draws.uniform()
        sanctions = min(1 + Int(further), Assumptions.mostSanctions)
        // An only sanction is the current one.
        ageAtFirstSanction = sanctions == 1 ? age : first
        offenceCode = Assumptions.offenceCodes[draws.index(cumulative: CriminalHistory.codeShares)].code
    }

    private static let codeShares = Assumptions.offenceCodes.map(\.share).runningSums
}

extension Presence {
    /// The index of the person's first snapshot among ``Timetable/snapshots``, which is part of the person's key.
    fileprivate var firstSnapshot: Int { (person.id - 1) % Timetable.snapshots.count }
}

extension Assumptions {
    /// The longest time from the current conviction to the first snapshot, in days.
    static let longestWait = 90
    /// The same for people on licence, who have been in custody in between.
    static let longestCustody = 900
    /// The mean age at the first sanction, for an average history.
    static let firstSanctionAge = 18.0
    /// Sanctions per year after the first, for an average history.
    static let sanctionsPerYear = 0.45
    /// What one standard deviation of history adds to ``sanctionsPerYear``, as a share of it.
    static let sanctionsByHistory = 0.8
    /// The largest number of sanctions that anybody has.
    static let mostSanctions = 120
    /// The age assumed for people whose month of birth is not recorded.
    static let typicalAge = 30
}
