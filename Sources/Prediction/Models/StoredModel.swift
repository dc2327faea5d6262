import ReportKit
import Warehouse

/// A model as stored in `warehouse.prediction_model`.
struct StoredModel {
    let name: String
    let version: String
    let horizonMonths: Int
    let fittedOn: String
    /// The model's JSON; it is always the same for one name and version.
    let definition: String

    /// The model's key; adds its row if there is none.
    ///
    /// - Throws: ``PredictionError/modelChanged(name:version:)``.
    func key(on connection: Connection) throws -> Int {
        let rows = try Script.model.query(
            on: connection,
            [.text(name), .text(version), .integer(horizonMonths), .text(fittedOn), .text(definition)])
        guard let row = rows.first else { throw PredictionError.modelChanged(name: name, version: version) }
        return try row.get("model_id")
    }

    /// Records a run of a model.
    static func record(
        model: Int, predicted: Int, refused: [(reason: String, count: Int)], on connection: Connection
    ) throws {
        let refusedRows = refused.map(\.count).reduce(0, +)
        try Script.run.query(
            on: connection,
            [
                .integer(model), .integer(predicted + refusedRows), .integer(predicted), .texts(refused.map(\.reason)),
                .integers(refused.map(\.count)),
            ])
    }
}
