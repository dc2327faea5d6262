import ReportKit
import Testing

@testable import Prediction

@Suite("OGRS3")
struct ScaleTests {
    /// A man of 26 at conviction, first sanctioned at 18, third sanction.
    static func man(
        sex: Sex = .male, birth: String = "1984-03-10", convicted: String = "2010-06-01",
        followedUp: String = "2010-07-01", sanctions: Int = 3, first: Int = 18, code: String = "03900"
    ) -> OGRS3Input {
        OGRS3Input(
            sex: sex, birth: Day(birth), convictedOn: Day(convicted), followUpFrom: Day(followedUp),
            sanctions: sanctions, ageAtFirstSanction: first, offenceCode: code)
    }

    @Test("probabilities are not rounded, whole percentages are")
    func hand() throws {
        // Python: T = -1.166679288 + 0.463062792 + 1.251124464 * log(3 / 18) + 0.661244321
        let score = try OGRS3(try CoefficientSet()).score(Self.man())
        #expect(abs(score.oneYear - 0.2928620896585213) < 1e-15)
        #expect(abs(score.twoYear - 0.4594938140425538) < 1e-15)
        #expect(score.oneYearPercent == 29 && score.twoYearPercent == 46)
        #expect(score.band == .low)
    }

    @Test("the two sets of coefficients differ where one of them looks mistaken")
    func sets() throws {
        let girl = Self.man(sex: .female, birth: "1998-03-10", sanctions: 1, first: 12)
        let nine = try OGRS3(try CoefficientSet(named: "nine_decimal")).score(girl)
        let four = try OGRS3(try CoefficientSet(named: "hmpps_arns_risk_actuarial_api")).score(girl)
        #expect(nine.parts.ageSex == -0.613852078 && four.parts.ageSex == 0.61385)
        #expect(throws: PredictionError.unknownCoefficients(name: "ten_decimal", known: CoefficientSet.names)) {
            try CoefficientSet(named: "ten_decimal")
        }
    }

    @Test("a cap on previous sanctions counts the current one beside them, and is off unless asked for")
    func cap() throws {
        let set = try CoefficientSet()
        let (many, most) = (Self.man(sanctions: 80), Self.man(sanctions: 51))
        #expect(try OGRS3(set, cap: 50).score(many).oneYear == OGRS3(set).score(most).oneYear)
        #expect(try OGRS3(set).score(many).oneYear > OGRS3(set).score(most).oneYear)
    }

    @Test(
        "what cannot be scored is refused by name",
        arguments: [
            (man(sanctions: 0), OGRS3Refusal.sanctionsBelowOne), (man(code: "3900"), .codeFormat),
            (man(convicted: "1984-03-10"), .convictedBeforeBirth),
            (man(followedUp: "1980-01-01"), .followedUpBeforeBirth),
            (man(convicted: "1994-03-09", first: 9), .convictedBelowTen),
            (man(convicted: "1996-03-10", followedUp: "1994-03-09", first: 10), .followedUpBelowTen),
            (man(first: 27), .firstSanctionAfterConviction), (man(first: -1), .numberNotRecognised),
            (man(sanctions: 1000), .sanctionsAbove999), (man(first: 7), .firstSanctionAge),
            (man(birth: "1900-03-10"), .convictedAt110), (man(birth: "1900-06-15"), .followedUpAt110),
            (man(code: "99999"), .unknownCode), (man(code: "95000"), .codeWithoutWeight),
            (man(code: "00000"), .codeWithoutWeight), (man(code: "08800"), .exactOffenceNeeded),
            (man(code: "11100"), .exactOffenceNeeded), (man(code: "14100"), .exactOffenceNeeded),
        ])
    func refused(input: OGRS3Input, refusal: OGRS3Refusal) throws {
        let scale = OGRS3(try CoefficientSet())
        #expect(throws: refusal) { try scale.score(input) }
    }

    @Test("our own rules hold only where they are asked for")
    func ownRules() throws {
        let scale = OGRS3(try CoefficientSet())
        let today = try #require(Day("2015-01-01"))
        for (input, refusal) in [
            (Self.man(followedUp: "2010-05-31"), OGRS3Refusal.followedUpBeforeConviction),
            (Self.man(convicted: "2004-06-01", followedUp: "2014-06-02"), .followedUpTooLate),
            (Self.man(sanctions: 1), .onlySanctionAtAnotherAge), (Self.man(followedUp: "2015-01-02"), .dayToCome),
        ] {
            #expect(throws: refusal) { try scale.score(input, rules: .all(today: today)) }
            _ = try scale.score(input)
            #expect(refusal.isOwnRule)
        }
        let only = Self.man(sanctions: 1, first: 26)
        #expect(try scale.score(only, rules: .all(today: today)).oneYear == scale.score(only).oneYear)
    }

    @Test("whichever input is missing, the person is refused")
    func missing() throws {
        let scale = OGRS3(try CoefficientSet())
        let changes: [(inout OGRS3Input) -> Void] = [
            { $0.sex = nil }, { $0.birth = nil }, { $0.convictedOn = nil }, { $0.followUpFrom = nil },
            { $0.sanctions = nil }, { $0.ageAtFirstSanction = nil }, { $0.offenceCode = nil }, { $0.offenceCode = "" },
        ]
        for change in changes {
            var input = Self.man()
            change(&input)
            #expect(throws: OGRS3Refusal.missingInput) { try scale.score(input) }
        }
    }

    @Test("someone born on 29 February is a year older on 1 March, or on the day itself in a leap year")
    func leapDay() throws {
        let birth = try #require(Day("1996-02-29"))
        for (day, age) in [("2010-02-28", 13), ("2010-03-01", 14), ("2012-02-28", 15), ("2012-02-29", 16)] {
            #expect(try #require(Day(day)).completedYears(since: birth) == age)
        }
    }

    @Test("rounding is of what the binary number is, half-way upwards")
    func rounding() {
        // Python: Decimal(x).quantize(Decimal("0.00001"), ROUND_HALF_UP), and of Decimal(x) * 100.
        for (x, decimals, percent) in [
            (0.015625, 0.01563, 2), (0.495, 0.495, 49), (0.155, 0.155, 15), (0.245, 0.245, 24), (0.285, 0.285, 28),
            (0.125, 0.125, 13),
            (0.000005, 0.00001, 0), (0.123455, 0.12345, 12), (1.0, 1.0, 100), (0.0, 0.0, 0), (0.994999999, 0.995, 99),
        ] {
            #expect(HalfUp.fiveDecimals(x) == decimals, "\(x)")
            #expect(HalfUp.percentage(x) == percent, "\(x)")
        }
    }

    @Test("every offence code has one entry, and every group a weight in either set")
    func codes() throws {
        #expect(OffenceCodes.standard.all.count == 3_039)
        for name in CoefficientSet.names {
            let set = try CoefficientSet(named: name)
            #expect(set.offenceGroups.count == 20)
            for (code, entry) in OffenceCodes.standard.all {
                if case .group = entry { _ = try OffenceCodes.standard.weight(of: code, in: set) }
            }
        }
    }
}
