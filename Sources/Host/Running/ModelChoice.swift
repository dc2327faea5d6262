import ReportKit
import Warehouse

/// The model that a report is to take its predictions from, as the user named it.
public struct ModelChoice: Sendable, Equatable {
    /// A model's name, or its name, `@` and its version.
    public let name: String

    public init(_ name: String) {
        self.name = name
    }

    /// The model, among those that were applied in this warehouse.
    ///
    /// - Throws: ``HostError/unknownModel(name:known:)``, or ``HostError/severalModels(name:known:)`` where the name
    ///   alone could be any of several versions.
    func model(in connection: Connection) throws -> PredictionModel {
        let sql = String(decoding: PackageResources.models_sql, as: UTF8.self)
        let models = try connection.query(sql, [], source: "models.sql").map { row in
            try PredictionModel(
                id: row.get("model_id"), name: row.get("name"), version: row.get("version"),
                horizonMonths: row.get("horizon_months"))
        }
        let named = models.filter { $0.name == name || $0.word == name }
        guard let first = named.first else { throw HostError.unknownModel(name: name, known: models.map(\.word)) }
        guard named.count == 1 else { throw HostError.severalModels(name: name, known: named.map(\.word)) }
        return first
    }
}

extension ReportError {
    /// The error of an indicator that uses no predictions when it is requested with a model.
    public static func modelNotOffered(by indicator: Indicator) -> ReportError {
        .notOffered(
            indicator: indicator.id, what: "against predictions made here", instead: "leave out --model")
    }
}

extension PredictionModel {
    /// Its name where versions must be distinguished.
    fileprivate var word: String { "\(name)@\(version)" }
}
