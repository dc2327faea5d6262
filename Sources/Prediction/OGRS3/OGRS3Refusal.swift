import Platform

/// Why a person is not scored. The raw values are the names used in files and counts; they are the reference
/// implementation's where it has one for the situation. ``OGRS3Rules`` says which histories are impossible.
public enum OGRS3Refusal: String, Error, CaseIterable, Sendable {
    case missingInput = "MISSING_MANDATORY_INPUT"
    case genderNotRecognised = "GENDER_NOT_RECOGNISED"
    case dateNotRecognised = "DATE_NOT_RECOGNISED"
    case numberNotRecognised = "NUMBER_NOT_RECOGNISED"
    case sanctionsBelowOne = "TOTAL_NUMBER_OF_SANCTIONS_LESS_THAN_ONE"
    case sanctionsAbove999 = "TOTAL_NUMBER_OF_SANCTIONS_GREATER_THAN_999"
    case firstSanctionAge = "AGE_AT_FIRST_SANCTION_NOT_8_TO_98"
    case convictedBeforeBirth = "DATE_OF_CURRENT_CONVICTION_NOT_AFTER_BIRTH"
    case followedUpBeforeBirth = "DATE_AT_START_OF_FOLLOWUP_NOT_AFTER_BIRTH"
    case convictedBelowTen = "AGE_AT_CURRENT_CONVICTION_LESS_THAN_TEN"
    case convictedAt110 = "AGE_AT_CURRENT_CONVICTION_110_OR_MORE"
    case firstSanctionAfterConviction = "AGE_AT_FIRST_SANCTION_AFTER_AGE_AT_CURRENT_CONVICTION"
    case followedUpBelowTen = "AGE_AT_START_OF_FOLLOWUP_LESS_THAN_TEN"
    case followedUpAt110 = "AGE_AT_START_OF_FOLLOWUP_110_OR_MORE"
    case dayToCome = "DATE_STILL_TO_COME"
    case followedUpBeforeConviction = "DATE_AT_START_OF_FOLLOWUP_BEFORE_CURRENT_CONVICTION"
    case followedUpTooLate = "DATE_AT_START_OF_FOLLOWUP_MORE_THAN_TEN_YEARS_AFTER_CURRENT_CONVICTION"
    case onlySanctionAtAnotherAge = "AGE_AT_ONLY_SANCTION_NOT_AGE_AT_CURRENT_CONVICTION"
    case codeFormat = "OFFENCE_CODE_INCORRECT_FORMAT"
    case unknownCode = "OFFENCE_CODE_MAPPING_NOT_FOUND"
    case codeWithoutWeight = "OFFENCE_CODE_HAS_NO_WEIGHT"
    case exactOffenceNeeded = "NEED_DETAILS_OF_EXACT_OFFENCE"
    case outOfRange = "SCORE_OUT_OF_RANGE"

    /// What it means, for whoever reads the counts.
    public var meaning: String {
        switch self {
        case .missingInput: "sex, a date, the number of sanctions, the age at first sanction or the offence is missing"
        case .genderNotRecognised: "the sex is neither MALE nor FEMALE"
        case .dateNotRecognised: "a date is not a day of the calendar written as YYYY-MM-DD"
        case .numberNotRecognised: "the number of sanctions or the age at first sanction is not a whole number from 0"
        case .sanctionsBelowOne: "fewer than one sanction, although the current one counts"
        case .sanctionsAbove999: "more than 999 sanctions"
        case .firstSanctionAge: "the first sanction is at an age outside 8 to 98"
        case .codeFormat: "the offence code does not have five characters: were its leading zeros lost?"
        case .convictedBeforeBirth: "convicted on or before the day of birth"
        case .followedUpBeforeBirth: "follow-up begins on or before the day of birth"
        case .convictedBelowTen: "under ten when convicted"
        case .followedUpBelowTen: "under ten when follow-up begins"
        case .convictedAt110: "110 or older when convicted"
        case .followedUpAt110: "110 or older when follow-up begins"
        case .firstSanctionAfterConviction: "older at the first sanction than at the current conviction"
        case .dayToCome: "the conviction or the start of follow-up is on a day still to come"
        case .followedUpBeforeConviction: "follow-up begins before the conviction"
        case .followedUpTooLate: "follow-up begins more than ten years after the conviction"
        case .onlySanctionAtAnotherAge: "one sanction only, but the age at the first is not the age at the conviction"
        case .unknownCode: "the offence code is not in the list"
        case .codeWithoutWeight: "the offence code has no OGRS3 weight"
        case .exactOffenceNeeded: "the offence code covers several offences, and the exact one is needed"
        case .outOfRange: "the score is too large or too small for a probability"
        }
    }

    /// Whether the rule is this program's own, and no part of the scale as published.
    public var isOwnRule: Bool {
        switch self {
        case .dayToCome, .followedUpBeforeConviction, .followedUpTooLate, .onlySanctionAtAnotherAge: true
        default: false
        }
    }

    /// The name with its meaning, as accounts print it.
    var explained: String { "\(rawValue) (\(meaning)\(isOwnRule ? "; this program's own rule" : ""))" }
}

extension OGRS3Refusal: ExitCoded {
    public var exitCode: ExitCode { .badData }
}
