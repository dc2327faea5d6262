import ReportKit

/// Which criminal histories are refused as impossible.
///
/// | rule | whose |
/// |---|---|
/// | sanctions are 1 to 999 | public |
/// | the first sanction is at an age of 8 to 98, and not after the current conviction | public |
/// | conviction and follow-up are after birth, at an age of 10 to 109 | public |
/// | no day is still to come | our own |
/// | follow-up begins neither before the conviction nor more than ten years after it | our own |
/// | where there is one sanction only, the age at the first is the age at the current conviction | our own |
///
/// Public rules are those that official implementations of the scale state or apply. Our own say what cannot be true of
/// people who are scored to be reported about. They are no part of the scale: official test cases break two of them,
/// with follow-up that begins twenty years after the conviction, or on a day to come.
public enum OGRS3Rules: Sendable {
    /// The public rules alone.
    case published
    /// The public rules and our own; any day after today is to come.
    case all(today: Day)
}

extension OGRS3Input {
    /// Refuses what our own rules do not allow, in an input that the public rules allow.
    static func checkOwnRules(
        convictedOn: Day, followUpFrom: Day, sanctions: Int, ageAtFirstSanction: Int,
        agesAtConviction: ClosedRange<Int>,
        today: Day
    ) throws(OGRS3Refusal) {
        guard max(convictedOn, followUpFrom) <= today else { throw .dayToCome }
        guard followUpFrom >= convictedOn else { throw .followedUpBeforeConviction }
        guard followUpFrom.adding(days: -1).completedYears(since: convictedOn) < 10 else { throw .followedUpTooLate }
        guard sanctions > 1 || agesAtConviction.contains(ageAtFirstSanction) else { throw .onlySanctionAtAnotherAge }
    }
}
