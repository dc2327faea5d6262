import Foundation
import ReportKit
import Warehouse

/// Applies a logistic model to the warehouse's caseload, in SQL.
public enum ModelCaseload {
    /// The outcome of applying a model.
    public struct Outcome: Equatable, Sendable {
        /// How many offender-snapshots got a prediction.
        public let predicted: Int
        /// How many offender-snapshots were refused, by reason.
        public let refused: [Refusal]

        /// A reason, and how many were refused for it.
        public struct Refusal: Equatable, Sendable {
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
    /// - Parameter today: any later day is still to come.
    /// - Throws: ``PredictionError/modelChanged(name:version:)``, ``PredictionError/noCaseload``, and the warehouse's
    ///   own errors; nothing is changed then.
    public static func apply(_ model: LogisticModel, today: Day, on connection: Connection) throws -> Outcome {
        try connection.transaction {
            try Script.begin.query(on: connection)
            let definition = try definition(of: model)
            let key = try StoredModel(
                name: model.name, version: model.version, horizonMonths: model.horizonMonths, fittedOn: model.fittedOn,
                definition: definition
            ).key(on: connection)
            try Script.withdraw.query(on: connection, [.integer(key)])
            try Script.people.query(on: connection, [.day(today)])
            let outcome = try outcome(
                of: Script.apply.query(on: connection, [.text(definition), .integer(key)]), of: model)
            guard outcome.predicted > 0 || !outcome.refused.isEmpty else { throw PredictionError.noCaseload }
            try StoredModel.record(
                model: key, predicted: outcome.predicted, refused: outcome.refused.map { ($0.reason, $0.count) },
                on: connection)
            return outcome
        }
    }

    private static func outcome(of rows: Rows, of model: LogisticModel) throws -> Outcome {
        var predicted = 0
        var refused: [Outcome.Refusal] = []
        for row in rows {
            let input: String? = try row.get("refusal")
            let count: Int = try row.get("people")
            if let input {
                let term = model.terms.first { $0.effect.input == input }
                let reason =
                    OGRS3Refusal(rawValue: input)?.explained ?? term.map { "term '\($0.name)': no \(input)" }
                    ?? "the score is out of range"
                refused.append(.init(reason: reason, count: count))
            } else {
                predicted = count
            }
        }
        return Outcome(predicted: predicted, refused: refused)
    }

    private static func definition(of model: LogisticModel) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(Definition(model)), as: UTF8.self)
    }
}

/// A model as `apply.sql` reads it.
private struct Definition: Encodable {
    let intercept: Double
    let inputs: [String: Input]

    struct Input: Encodable {
        /// The name of the term, stored with the model.
        var term: String?
        var levels: [String: Double]?
        var coefficient: Double?
        /// What is added if the input is missing; nil if the person is refused.
        var missing: Double? = 0
    }

    init(_ model: LogisticModel) {
        intercept = model.intercept
        let names = FactorInput.allCases.map(\.rawValue) + NumberInput.allCases.map(\.rawValue)
        var inputs = Dictionary(uniqueKeysWithValues: names.map { ($0, Input()) })
        for term in model.terms {
            var input = Input(term: term.name)
            switch term.effect {
            case .factor(_, let levels): input.levels = levels
            case .number(_, let coefficient): input.coefficient = coefficient
            }
            switch term.missing {
            case .refuse: input.missing = nil
            case .add(let value): input.missing = value
            }
            inputs[term.effect.input] = input
        }
        self.inputs = inputs
    }
}
