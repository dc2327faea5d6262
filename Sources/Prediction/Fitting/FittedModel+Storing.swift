import Platform
import ReportKit
import Text
import Warehouse

extension FittedModel {
    /// Stores the model and how it was fitted. Once stored, neither changes; storing the same model again does nothing.
    ///
    /// - Throws: ``PredictionError/modelChanged(name:version:)`` where another is stored under its name and version.
    public func store(on connection: Connection) throws {
        try connection.transaction {
            try Script.begin.query(on: connection)
            let key = try StoredModel(model).key(on: connection)
            guard let day = Day(fit.fittedOnDay) else {
                throw PredictionError.notFitted(model: "\(model.name), version \(model.version),")
            }
            let rows = try Script.fitStore.query(
                on: connection,
                [
                    .integer(key), .day(day), .integer(fit.n), .integer(fit.people), .integer(fit.observed),
                    .boolean(fit.synthetic), .text(try json()),
                ])
            guard rows.isEmpty else { return }
            // Fitted once more with the same result, it stays as it was stored.
            let stored = try Script.fitFile.query(on: connection, [.text(model.name), .text(model.version)])
            guard let file: String = try stored.first?.get("file"),
                try FittedModel(Array(file.utf8), file: "the stored model").model == model
            else { throw PredictionError.modelChanged(name: model.name, version: model.version) }
        }
    }

    /// A model with how it was fitted: the file of this path, or the stored one of this name, NAME or NAME@VERSION.
    public init(_ pathOrName: String, on connection: Connection) throws {
        if FileStatus(following: pathOrName) != nil {
            try self.init(path: pathOrName)
            return
        }
        // A name may hold an @ itself.
        var candidates: [(name: String, version: String?)] = [(pathOrName, nil)]
        if let at = pathOrName.lastIndex(of: "@") {
            candidates.append((String(pathOrName[..<at]), String(pathOrName[pathOrName.index(after: at)...])))
        }
        for (name, version) in candidates {
            let rows = try Script.fitFile.query(on: connection, [.text(name), .text(version)])
            guard let row = rows.first else { continue }
            let (version, file): (String, String) = (try row.get("version"), try row.get("file"))
            try self.init(Array(file.utf8), file: "the stored model \(name)@\(version)")
            return
        }
        let names: [String] = try Script.fitNames.query(on: connection).map { try $0.get("name") }
        throw PredictionError.unknownModel(
            name: pathOrName, nearest: nearestNames(to: pathOrName, among: names, count: 3))
    }
}
