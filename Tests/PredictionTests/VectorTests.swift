import Foundation
import ReportKit
import Testing
import Text

@testable import Prediction

/// A file of the folder `vectors`.
func vectors(_ name: String) throws -> CSVTable {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "vectors"))
    return try CSVTable([UInt8](Data(contentsOf: url)), file: name)
}

/// A row's cells by column.
struct VectorRow: CustomTestStringConvertible {
    let cells: [String: String]
    subscript(column: String) -> String { cells[column] ?? "" }
    var testDescription: String { self["case_id"] }

    static func all(_ name: String) throws -> [VectorRow] {
        let table = try vectors(name)
        return table.rows.map { VectorRow(cells: Dictionary(uniqueKeysWithValues: zip(table.heading, $0.cells))) }
    }

    /// The case as an input of the scale.
    var input: OGRS3Input {
        OGRS3Input(
            sex: Sex(rawValue: self["gender"]), birth: Day(self["date_of_birth"]),
            convictedOn: Day(self["date_of_current_conviction"]), followUpFrom: Day(self["date_at_start_of_followup"]),
            sanctions: Int(self["total_sanctions"]), ageAtFirstSanction: Int(self["age_at_first_sanction"]),
            offenceCode: self["offence_code"].isEmpty ? nil : self["offence_code"])
    }

    var weight: OffenceWeight {
        switch self["offence_weight_mocked"] {
        case "": .ofCode
        case "NULL": .refused(.unknownCode)
        case "NEED_DETAILS": .refused(.exactOffenceNeeded)
        case let text: Double(text).map(OffenceWeight.given) ?? .ofCode
        }
    }

    /// The refusals that the case may get. The reference implementation has one name for whatever it did not foresee,
    /// which in these cases is only dates before birth; here those have names of their own.
    var expectedRefusals: [OGRS3Refusal] {
        self["expected_error_types"] == "UNEXPECTED_ERROR"
            ? [.convictedBeforeBirth, .followedUpBeforeBirth]
            : OGRS3Refusal(rawValue: self["expected_error_types"]).map { [$0] } ?? []
    }
}

@Suite("An official implementation's own test cases")
struct VectorTests {
    @Test("every case scores, or is refused, as it was there", arguments: try VectorRow.all("test_vectors"))
    func endToEnd(row: VectorRow) throws {
        let scale = OGRS3(try CoefficientSet(named: "hmpps_arns_risk_actuarial_api"))
        switch row["kind"] {
        case "score":
            let score = try scale.score(row.input, weight: row.weight)
            #expect("\(score.oneYearPercent)" == row["expected_one_year"])
            #expect("\(score.twoYearPercent)" == row["expected_two_year"])
            #expect(score.band?.rawValue == row["expected_band"])
            let parts = score.parts
            for (column, value) in [
                ("expected_age_gender", parts.ageSex), ("expected_conviction_status", parts.status),
                ("expected_copas", parts.copas), ("expected_offence_weight", parts.offence),
            ] where !row[column].isEmpty {
                #expect(Double(row[column]) == value, "\(column)")
            }
        case "error":
            let refusal = #expect(throws: OGRS3Refusal.self) { try scale.score(row.input, weight: row.weight) }
            #expect(row.expectedRefusals.contains(try #require(refusal)))
        default:
            #expect(row["kind"] == "validation_only")
            let refusal = Result { () throws(OGRS3Refusal) in try row.input.validated() }.refusal
            #expect((refusal.map { [$0] } ?? []) == row.expectedRefusals)
        }
    }

    @Test("every inner function gives what it gave there", arguments: try VectorRow.all("test_vectors_internal"))
    func inner(row: VectorRow) throws {
        let result = Result { () throws(OGRS3Refusal) in
            try Self.value(of: row["function"], row["args"].split(separator: ";").map(String.init))
        }
        switch (result, row["expected"]) {
        case (.failure, "THROWS"): break
        case (.failure(let refusal), let expected): #expect(refusal.rawValue == expected)
        case (.success(let value), let expected):
            #expect(value == expected || (value != nil && Double(value ?? "") == Double(expected)), "\(value ?? "nil")")
        }
    }

    /// The value as text; nil for a check that passes, a refusal where the reference implementation throws.
    private static func value(of function: String, _ words: [String]) throws(OGRS3Refusal) -> String? {
        guard let set = try? CoefficientSet(named: "hmpps_arns_risk_actuarial_api") else { return nil }
        let numbers = words.map { Double($0) ?? .nan }
        let wholes = words.map { Int($0) ?? 0 }
        switch function {
        case "getOgrs3OneYear", "getOgrs3TwoYear":
            let intercept = function == "getOgrs3OneYear" ? set.oneYearIntercept : set.twoYearIntercept
            return "\(HalfUp.fiveDecimals(try OGRS3.probability(score: numbers[0], intercept: intercept)))"
        case "getAgeGenderScore":
            guard let points = set.ageSexPoints(age: wholes[0], sex: words[1] == "MALE" ? .male : .female) else {
                throw .followedUpBelowTen
            }
            return "\(points)"
        case "getOffenderCopasScore":
            // Previous sanctions, age at conviction, age at first sanction.
            let copas = try OGRS3(set).copas(
                sanctions: 1 + wholes[0], ageAtConviction: wholes[1], ageAtFirstSanction: wholes[2])
            return "\(copas)"
        case "getRiskBand":
            guard let band = RiskBand(twoYearPercent: wholes[0]) else { throw .outOfRange }
            return band.rawValue
        case "asPercentage": return "\(HalfUp.percentage(numbers[0]))"
        case "sanitisePercentage": return "\(OGRS3Score.clamped(wholes[0]))"
        case "roundTo5Decimals": return "\(HalfUp.fiveDecimals(numbers[0]))"
        case "getAgeAtDate":
            guard let birth = Day(words[0]), let day = Day(words[1]) else { return nil }
            return "\(try OGRS3Input.age(on: day, birth: birth, otherwise: .convictedBeforeBirth))"
        case "validateAgeAtCurrentConviction":
            try OGRS3Input.checkConviction(age: wholes[0])
            return ""
        case "validateAgeAtFirstSanction":
            try OGRS3Input.checkFirstSanction(age: wholes[0], atConviction: wholes[1])
            return ""
        default: return nil
        }
    }
}

extension Result where Failure == OGRS3Refusal {
    fileprivate var refusal: OGRS3Refusal? {
        if case .failure(let refusal) = self { refusal } else { nil }
    }
}
