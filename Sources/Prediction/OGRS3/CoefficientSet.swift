import Foundation

/// One set of OGRS3's coefficients.
///
/// `nine_decimal` is the default. `hmpps_arns_risk_actuarial_api`, with four to five decimals, is the set that an
/// official programming interface last used; beyond rounding, it differs for girls aged 10 to 15, where a sign seems to
/// be lost, and for sexual offences not against a child, where a decimal place seems to be.
public struct CoefficientSet: Sendable {
    public let name: String
    public let oneYearIntercept: Double
    public let twoYearIntercept: Double
    public let copasMultiplier: Double
    /// What is added to the years since the first sanction.
    public let copasYears: Double
    public let firstTime: Double
    public let repeatOffender: Double
    /// The points for each of ``ageBands``, by sex.
    let ageSex: [Sex: [Double]]
    let offenceGroups: [String: Double]

    /// The first age of each band; the last band has no end.
    static let ageBands = [10, 12, 14, 16, 18, 21, 25, 30, 35, 40, 50]

    /// The names that can be chosen, the default first.
    public static let names = ["nine_decimal", "hmpps_arns_risk_actuarial_api"]

    /// The set with this name.
    ///
    /// - Throws: ``PredictionError/unknownCoefficients(name:known:)``.
    public init(named name: String = Self.names[0]) throws {
        guard Self.names.contains(name) else {
            throw PredictionError.unknownCoefficients(name: name, known: Self.names)
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let file = try decoder.decode(File.self, from: Data(PackageResources.coefficients_json))
        let bands = file.ageBandsInclusive.map { $0.first ?? nil }
        let set = name == Self.names[0] ? file.nineDecimal : file.hmppsArnsRiskActuarialApi
        guard bands == Self.ageBands, set.ageGender.values.allSatisfy({ $0.count == bands.count }),
            let firstTime = set.status(.firstTime), let repeatOffender = set.status(.repeatOffender)
        else { preconditionFailure("coefficients.json is not what this program was written for") }
        self.name = name
        oneYearIntercept = set.interceptOneYear
        twoYearIntercept = set.interceptTwoYear
        copasMultiplier = set.copasMultiplier
        copasYears = set.copasOffsetYears
        self.firstTime = firstTime
        self.repeatOffender = repeatOffender
        ageSex = Dictionary(
            uniqueKeysWithValues: Sex.allCases.map { ($0, set.ageGender[$0.rawValue] ?? []) })
        offenceGroups = set.offenceGroup
    }

    /// What age at the start of follow-up and sex add to the score; nil below age ten.
    func ageSexPoints(age: Int, sex: Sex) -> Double? {
        Self.ageBands.lastIndex { $0 <= age }.flatMap { ageSex[sex]?[$0] }
    }
}

// MARK: - The file

/// `coefficients.json`, as far as it is used.
private struct File: Decodable {
    let ageBandsInclusive: [[Int?]]
    let nineDecimal: CodedSet
    let hmppsArnsRiskActuarialApi: CodedSet
}

private struct CodedSet: Decodable {
    let interceptOneYear, interceptTwoYear, copasMultiplier, copasOffsetYears: Double
    let convictionStatus: [String: Status]
    let ageGender: [String: [Double]]
    let offenceGroup: [String: Double]

    /// A status's coefficient, or a note among them.
    enum Status: Decodable {
        case points(Double)
        case note

        init(from decoder: any Decoder) throws {
            self = (try? decoder.singleValueContainer().decode(Double.self)).map(Status.points) ?? .note
        }
    }

    /// The two statuses in use, each with the prefixes of its keys in the sets.
    enum Use {
        case firstTime, repeatOffender

        var keys: [String] {
            switch self {
            case .firstTime: ["first_time_offender", "first_sanction_is_conviction"]
            case .repeatOffender: ["repeat_offender"]
            }
        }
    }

    func status(_ use: Use) -> Double? {
        let found = convictionStatus.first { key, _ in use.keys.contains { key.hasPrefix($0) } }
        guard case .points(let points) = found?.value else { return nil }
        return points
    }
}
