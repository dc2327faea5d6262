import Foundation
import ReportKit
import Warehouse

/// Scores the warehouse's caseload by OGRS3, in SQL.
public enum OGRS3Caseload {
    /// The outcome of scoring.
    public struct Outcome: Sendable {
        public let counts: OGRS3Counts
        /// How many of those scored had an age counted from the month of birth.
        public let agesByMonth: Int
    }

    /// Scores every current offender-snapshot, and stores both probabilities under models of their own, replacing those
    /// of an earlier run.
    ///
    /// - Parameter today: any later day is still to come.
    /// - Throws: ``PredictionError/noCaseload``, and the warehouse's own errors; nothing is changed then.
    public static func score(by scale: OGRS3, today: Day, on connection: Connection) throws -> Outcome {
        try connection.transaction {
            try Script.begin.query(on: connection)
            let definition = try definition(of: scale)
            let models = try [(name: "OGRS3 one-year", months: 12), (name: "OGRS3 two-year", months: 24)].map {
                try StoredModel(
                    name: $0.name, version: scale.version, horizonMonths: $0.months,
                    fittedOn: "the scale's own construction sample, not this warehouse's people",
                    definition: definition
                ).key(on: connection)
            }
            for model in models { try Script.withdraw.query(on: connection, [.integer(model)]) }
            try PeopleQuery.makeTable(today: today, on: connection)
            let outcome = try outcome(
                of: Script.ogrs3.query(on: connection, [.text(definition), .integer(models[0]), .integer(models[1])]))
            guard outcome.counts.total > 0 else { throw PredictionError.noCaseload }
            for model in models {
                try StoredModel.record(
                    model: model, predicted: outcome.counts.scored,
                    refused: outcome.counts.refused.map { ($0.reason.rawValue, $0.count) }, on: connection)
            }
            return outcome
        }
    }

    private static func outcome(of rows: Rows) throws -> Outcome {
        var counts = OGRS3Counts()
        var byMonth = 0
        for row in rows {
            let name: String? = try row.get("refusal")
            let refusal = name.flatMap(OGRS3Refusal.init)
            guard name == nil || refusal != nil else {
                throw WarehouseError.result(column: "refusal", problem: "holds an unknown name")
            }
            counts.add(refusal, count: try row.get("people"))
            if refusal == nil { byMonth = try row.get("by_month") }
        }
        return Outcome(counts: counts, agesByMonth: byMonth)
    }

    private static func definition(of scale: OGRS3) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(Definition(scale)), as: UTF8.self)
    }
}

extension OGRS3 {
    /// Distinguishes one way of computing the scale from another.
    public var version: String {
        coefficients.name + (cap.map { ", at most \($0) previous sanctions" } ?? "")
    }
}

/// The scale as `ogrs3.sql` reads it.
private struct Definition: Encodable {
    let oneYear, twoYear, copas, years, firstTime, repeatOffender: Double
    let cap: Int?
    /// The points of each age from 10 to 109.
    let male, female: [Double]
    let weights: [String: Double]
    let refusals: [String: String]

    init(_ scale: OGRS3) {
        let set = scale.coefficients
        oneYear = set.oneYearIntercept
        twoYear = set.twoYearIntercept
        copas = set.copasMultiplier
        years = set.copasYears
        firstTime = set.firstTime
        repeatOffender = set.repeatOffender
        cap = scale.cap
        male = (10...109).compactMap { set.ageSexPoints(age: $0, sex: .male) }
        female = (10...109).compactMap { set.ageSexPoints(age: $0, sex: .female) }
        var weights: [String: Double] = [:]
        var refusals: [String: String] = [:]
        for (code, entry) in OffenceCodes.standard.all {
            switch entry {
            case .group(let group): weights[code] = set.offenceGroups[group]
            case .refused(let refusal): refusals[code] = refusal.rawValue
            }
        }
        self.weights = weights
        self.refusals = refusals
    }
}
