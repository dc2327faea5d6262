import Foundation
import ReportKit
import Warehouse

/// Applies a logistic model to the warehouse's caseload.
public enum ModelCaseload {
    /// The outcome of applying a model.
    public struct Outcome: Equatable, Sendable {
        /// How many offender-snapshots got a prediction.
        public let predicted: Int
        /// How many offender-snapshots were refused, by reason.
        public let refused: [Refusal]

        /// A reason, and how many were refused for it.
        public struct Refusal: Equatable, Codable, Sendable {
            public let reason: String
            public let count: Int
        }

        /// The outcome as lines of text: one for the whole, and one per reason.
        public var lines: [String] {
            let refusedCount = refused.map(\.count).reduce(0, +)
            return ["\(predicted + refusedCount) read = \(predicted) predicted + \(refusedCount) refused"]
                + refused.map { "  \($0.count) refused: \($0.reason)" }
        }
    }

    /// Applies the model to every current offender-snapshot, and stores the predictions under it, replacing those of an
    /// earlier run. A model that uses the criminal history refuses an impossible one, by the name of the rule.
    ///
    /// Predictions wait in a file until all are made: the connection can either read or write.
    ///
    /// Of a fitted model, what the uncertainty of its coefficients does to the predictions' sums is stored too
    /// (``PredictionSums``).
    ///
    /// - Parameters:
    ///   - fit: how the model was fitted, if that is known.
    ///   - today: any later day is still to come.
    /// - Throws: ``PredictionError/modelChanged(name:version:)``, ``PredictionError/noCaseload``, and the warehouse's
    ///   own errors; nothing is changed then.
    public static func apply(
        _ model: LogisticModel, fittedAs fit: FitRecord? = nil, today: Day, on connection: Connection
    ) throws -> Outcome {
        try connection.transaction {
            try Script.begin.query(on: connection)
            let key = try StoredModel(model).key(on: connection)
            try Script.withdraw.query(on: connection, [.integer(key)])
            let predictions = RecordFile<Prediction>()
            var sums = fit.flatMap { PredictionSums(of: FittedModel(model: model, fit: $0)) }
            let refused = try predict(by: model, today: today, into: predictions, &sums, on: connection)
            guard predictions.count > 0 || !refused.isEmpty else { throw PredictionError.noCaseload }
            try connection.copyIn(
                "warehouse.prediction", columns: ["model_id", "snapshot_date", "offender_id", "predicted"]
            ) { writer in
                try predictions.visit { prediction in
                    try writer.beginRow()
                    writer.append(int16: Int16(key))
                    writer.append(day: Day(number: Int(prediction.snapshot)))
                    writer.append(int32: prediction.person)
                    writer.append(double: prediction.predicted)
                }
            }
            try sums?.store(of: key, on: connection)
            try StoredModel.record(
                model: key, predicted: predictions.count, refused: refused.map { ($0.reason, $0.count) },
                on: connection)
            return Outcome(predicted: predictions.count, refused: refused)
        }
    }

    private struct Prediction: BitwiseCopyable {
        let predicted: Double
        let person: Int32
        let snapshot: Int32
    }

    private static func predict(
        by model: LogisticModel, today: Day, into predictions: RecordFile<Prediction>, _ sums: inout PredictionSums?,
        on connection: Connection
    ) throws -> [Outcome.Refusal] {
        let scorer = ModelScorer(model)
        let design = scorer.design
        let factors =
            sums == nil
            ? design.factors
            : FactorInput.allCases.filter {
                (design.factors + PredictionSums.breakdowns).contains($0)
            }
        var reader = PersonReader(
            factors: factors, numbers: design.numbers, trusts: scorer.trusts, usesHistory: design.usesHistory)
        var refusals = Refusals(design)
        let query = PeopleQuery.query(
            "apply.sql", PackageResources.apply_sql, today: today, snapshots: [],
            reader.parameters)
        try scorer.scoring { score in
            try SnapshotWarehouse(connection).stream(query, columns: PersonReader.columns + PredictionSums.columns) {
                batch in
                for index in 0..<batch.rowCount {
                    if design.usesHistory, let rule = reader.history(index, of: batch).impossible(today: today) {
                        refusals.add(rule: rule)
                        continue
                    }
                    let row = reader.row(index, of: batch)
                    switch score(row) {
                    case .refused(let term): refusals.add(term: term)
                    case .score(let score) where score.magnitude < 700:
                        let probability = LogisticModel.probability(score)
                        sums?.add(row, predicted: probability, index, of: batch)
                        try predictions.append(
                            Prediction(
                                predicted: probability,
                                person: Int32(truncatingIfNeeded: batch.columns[1].integers[index]),
                                snapshot: Int32(truncatingIfNeeded: batch.columns[0].integers[index])))
                    case .score: refusals.addOutOfRange()
                    }
                }
            }
        }
        return refusals.all
    }
}

/// Counts of people who get no prediction, by reason.
struct Refusals {
    private let terms: [ModelDesign.Term]
    private var byRule: [OGRS3Refusal: Int] = [:]
    private var byTerm: [Int]
    private var outOfRange = 0

    init(_ design: ModelDesign) {
        terms = design.terms
        byTerm = terms.map { _ in 0 }
    }

    mutating func add(rule: OGRS3Refusal) { byRule[rule, default: 0] += 1 }
    mutating func add(term: Int) { byTerm[term] += 1 }
    mutating func addOutOfRange() { outOfRange += 1 }

    /// Impossible histories first, then terms by their inputs.
    var all: [ModelCaseload.Outcome.Refusal] {
        let rules = byRule.sorted { $0.key.rawValue < $1.key.rawValue }.map { rule, count in
            ModelCaseload.Outcome.Refusal(reason: rule.explained, count: count)
        }
        let inputs = terms.indices.filter { byTerm[$0] > 0 }.map { (terms[$0].part.inputs, $0) }.sorted { $0 < $1 }
        let missing = inputs.map { inputs, term in
            ModelCaseload.Outcome.Refusal(reason: "term '\(terms[term].name)': no \(inputs)", count: byTerm[term])
        }
        let range =
            outOfRange > 0
            ? [ModelCaseload.Outcome.Refusal(reason: "the score is out of range", count: outOfRange)] : []
        return rules + missing + range
    }
}

extension ModelDesign.Part {
    /// The names of its inputs.
    fileprivate var inputs: String {
        (factors.map(\.rawValue) + numbers.map(\.rawValue)).joined(separator: " or ")
    }
}
