import ReportKit

/// What a caseload's row says of a person's criminal history; nil for what is not known.
///
/// Which histories are impossible is what `people.sql` says too, in the same order: here it is found in a tenth of the time.
/// A rule about what is not known is not broken. Where only the month of birth is known, an age counted from it may be a
/// year too high in the month of the birthday; and where the source gives an age but no day, only the years between ages
/// are known.
struct CriminalHistory {
    var birth: Day?
    var convictedOn: Day?
    var followUpFrom: Day?
    var sanctions: Int?
    var ageAtFirstSanction: Int?
    /// As the source gives them; otherwise they are counted.
    var ageAtConviction: Int?
    var ageAtFollowUp: Int?

    /// The age at the conviction, as the source gives it or else from the month of birth.
    var convictedAt: Int? { ageAtConviction ?? years(convictedOn) }

    /// The years from the first sanction to the conviction.
    var career: Int? { difference(convictedAt, ageAtFirstSanction) }

    private func years(_ day: Day?) -> Int? {
        guard let day, let birth else { return nil }
        return day.completedYears(since: birth)
    }

    private func difference(_ one: Int?, _ other: Int?) -> Int? {
        guard let one, let other else { return nil }
        return one - other
    }

    /// The first rule that the history breaks; nil where it is possible.
    ///
    /// - Parameter today: any later day is still to come.
    func impossible(today: Day) -> OGRS3Refusal? {
        if let sanctions {
            if sanctions < 1 { return .sanctionsBelowOne }
            if sanctions > 999 { return .sanctionsAbove999 }
        }
        if let first = ageAtFirstSanction {
            if first < 0 { return .numberNotRecognised }
            if !(8...98).contains(first) { return .firstSanctionAge }
        }
        if let birth {
            if let convictedOn, convictedOn <= birth { return .convictedBeforeBirth }
            if let followUpFrom, followUpFrom <= birth { return .followedUpBeforeBirth }
        }
        let (convictedAt, followedAt) = (convictedAt, ageAtFollowUp ?? years(followUpFrom))
        if let convictedAt {
            if convictedAt < 10 { return .convictedBelowTen }
            if convictedAt >= 110 { return .convictedAt110 }
            if let first = ageAtFirstSanction, first > convictedAt { return .firstSanctionAfterConviction }
        }
        if let followedAt {
            if followedAt < 10 { return .followedUpBelowTen }
            if followedAt >= 110 { return .followedUpAt110 }
        }
        if max(convictedOn ?? today, followUpFrom ?? today) > today { return .dayToCome }
        if let convictedOn, let followUpFrom {
            if followUpFrom < convictedOn { return .followedUpBeforeConviction }
            // Of fewer days than nine years have there is no need to ask the calendar.
            if followUpFrom.number - convictedOn.number > 9 * 365,
                followUpFrom.adding(days: -1).completedYears(since: convictedOn) >= 10
            {
                return .followedUpTooLate
            }
        } else if let waited = difference(followedAt, convictedAt) {
            if waited < -openYears { return .followedUpBeforeConviction }
            if waited > 10 + (ageAtFollowUp == nil ? 1 : 0) { return .followedUpTooLate }
        }
        if sanctions == 1, let convictedAt, let first = ageAtFirstSanction,
            !(convictedAt - openYears...convictedAt).contains(first)
        {
            return .onlySanctionAtAnotherAge
        }
        return nil
    }

    /// 1 where the age at the conviction may be a year too high.
    private var openYears: Int {
        guard ageAtConviction == nil, let birth, let convictedOn else { return 0 }
        return birth.components.month == convictedOn.components.month ? 1 : 0
    }
}
