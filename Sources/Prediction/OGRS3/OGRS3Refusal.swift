import Platform

/// Why a person is not scored. The raw values are the names used in files and counts; they are the reference
/// implementation's where it has one for the situation.
public enum OGRS3Refusal: String, Error, CaseIterable, Sendable {
    case missingInput = "MISSING_MANDATORY_INPUT"
    case genderNotRecognised = "GENDER_NOT_RECOGNISED"
    case dateNotRecognised = "DATE_NOT_RECOGNISED"
    case numberNotRecognised = "NUMBER_NOT_RECOGNISED"
    case sanctionsBelowOne = "TOTAL_NUMBER_OF_SANCTIONS_LESS_THAN_ONE"
    case codeFormat = "OFFENCE_CODE_INCORRECT_FORMAT"
    case convictedBeforeBirth = "DATE_OF_CURRENT_CONVICTION_NOT_AFTER_BIRTH"
    case followedUpBeforeBirth = "DATE_AT_START_OF_FOLLOWUP_NOT_AFTER_BIRTH"
    case convictedBelowTen = "AGE_AT_CURRENT_CONVICTION_LESS_THAN_TEN"
    case followedUpBelowTen = "AGE_AT_START_OF_FOLLOWUP_LESS_THAN_TEN"
    case firstSanctionAfterConviction = "AGE_AT_FIRST_SANCTION_AFTER_AGE_AT_CURRENT_CONVICTION"
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
        case .numberNotRecognised: "the number of sanctions or the age at first sanction is not a whole number"
        case .sanctionsBelowOne: "fewer than one sanction, although the current one counts"
        case .codeFormat: "the offence code does not have five characters: were its leading zeros lost?"
        case .convictedBeforeBirth: "convicted on or before the day of birth"
        case .followedUpBeforeBirth: "follow-up begins on or before the day of birth"
        case .convictedBelowTen: "under ten when convicted"
        case .followedUpBelowTen: "under ten when follow-up begins"
        case .firstSanctionAfterConviction: "older at the first sanction than at the current conviction"
        case .unknownCode: "the offence code is not in the list"
        case .codeWithoutWeight: "the offence code has no OGRS3 weight"
        case .exactOffenceNeeded: "the offence code covers several offences, and the exact one is needed"
        case .outOfRange: "the score is too large or too small for a probability"
        }
    }
}

extension OGRS3Refusal: ExitCoded {
    public var exitCode: ExitCode { .badData }
}
