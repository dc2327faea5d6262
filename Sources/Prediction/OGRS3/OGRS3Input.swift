import ReportKit

/// A sex as OGRS3 codes it.
public enum Sex: String, CaseIterable, Sendable {
    case male = "MALE"
    case female = "FEMALE"
}

/// What OGRS3 is computed from; nil for what is not known.
public struct OGRS3Input: Sendable {
    public var sex: Sex?
    public var birth: Day?
    /// Whether ``birth`` is the first day of a month, of which no more is known.
    public var isBirthByMonth = false
    public var convictedOn: Day?
    /// The start of follow-up: supplied, never derived.
    public var followUpFrom: Day?
    /// All sanctions, the current one included.
    public var sanctions: Int?
    /// In whole years.
    public var ageAtFirstSanction: Int?
    /// The Home Office offence code, five characters.
    public var offenceCode: String?

    public init(
        sex: Sex?, birth: Day?, convictedOn: Day?, followUpFrom: Day?, sanctions: Int?, ageAtFirstSanction: Int?,
        offenceCode: String?
    ) {
        self.sex = sex
        self.birth = birth
        self.convictedOn = convictedOn
        self.followUpFrom = followUpFrom
        self.sanctions = sanctions
        self.ageAtFirstSanction = ageAtFirstSanction
        self.offenceCode = offenceCode
    }

    /// The input checked to be complete and possible, with its ages computed; the offence code is not looked up yet.
    ///
    /// - Throws: the first refusal, in the order of the checks here.
    public func validated(by rules: OGRS3Rules = .published) throws(OGRS3Refusal) -> Valid {
        guard let sex, let birth, let convictedOn, let followUpFrom, let sanctions, let ageAtFirstSanction,
            let offenceCode, !offenceCode.isEmpty
        else { throw .missingInput }
        guard sanctions >= 1 else { throw .sanctionsBelowOne }
        guard sanctions <= 999 else { throw .sanctionsAbove999 }
        guard ageAtFirstSanction >= 0 else { throw .numberNotRecognised }
        guard (8...98).contains(ageAtFirstSanction) else { throw .firstSanctionAge }
        let atConviction = try Self.age(on: convictedOn, birth: birth, otherwise: .convictedBeforeBirth)
        let atFollowUp = try Self.age(on: followUpFrom, birth: birth, otherwise: .followedUpBeforeBirth)
        try Self.checkConviction(age: atConviction)
        guard atConviction < 110 else { throw .convictedAt110 }
        try Self.checkFirstSanction(age: ageAtFirstSanction, atConviction: atConviction)
        guard atFollowUp >= 10 else { throw .followedUpBelowTen }
        guard atFollowUp < 110 else { throw .followedUpAt110 }
        if case .all(let today) = rules {
            let birthdayIsOpen = isBirthByMonth && convictedOn.components.month == birth.components.month
            try Self.checkOwnRules(
                convictedOn: convictedOn, followUpFrom: followUpFrom, sanctions: sanctions,
                ageAtFirstSanction: ageAtFirstSanction,
                agesAtConviction: (birthdayIsOpen ? atConviction - 1 : atConviction)...atConviction, today: today)
        }
        guard offenceCode.unicodeScalars.count == 5 else { throw .codeFormat }
        return Valid(
            sex: sex, ageAtConviction: atConviction, ageAtFollowUp: atFollowUp, sanctions: sanctions,
            ageAtFirstSanction: ageAtFirstSanction, offenceCode: offenceCode)
    }

    /// An input that passed ``validated(by:)``.
    public struct Valid: Sendable {
        public let sex: Sex
        public let ageAtConviction: Int
        public let ageAtFollowUp: Int
        public let sanctions: Int
        public let ageAtFirstSanction: Int
        public let offenceCode: String
    }

    /// The age in completed years on a day after birth.
    static func age(on day: Day, birth: Day, otherwise refusal: OGRS3Refusal) throws(OGRS3Refusal) -> Int {
        guard day > birth else { throw refusal }
        return day.completedYears(since: birth)
    }

    static func checkConviction(age: Int) throws(OGRS3Refusal) {
        guard age >= 10 else { throw .convictedBelowTen }
    }

    static func checkFirstSanction(age: Int, atConviction: Int) throws(OGRS3Refusal) {
        guard age <= atConviction else { throw .firstSanctionAfterConviction }
    }
}
