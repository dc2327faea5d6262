import ReportKit
import Text
import Warehouse

extension PredictionModel {
    /// What a reader must know of a model that was fitted in this warehouse: when, on whom, and how good it is; nil of any
    /// other.
    func fittedHere(on connection: Connection) throws -> String? {
        let sql = String(decoding: PackageResources.model_fit_sql, as: UTF8.self)
        guard let row = try connection.query(sql, [.integer(id)], source: "model_fit.sql").first else { return nil }
        let (day, n, people): (Day, Int, Int) = (try row.get("fitted_on"), try row.get("n"), try row.get("people"))
        let fitted =
            "\(self) was fitted in this warehouse on \(day), on \(Numbers.count(n)) offender-snapshots of "
            + "\(Numbers.count(people)) people."
        guard let area = try Self.words("area", of: row), let slope = try Self.words("slope", of: row, right: "1")
        else {
            return fitted + " How good it is was not checked ('laa predict check')."
        }
        let large = try Self.words("large", of: row, right: "0").map { ", its calibration in the large \($0)" } ?? ""
        return fitted + " Cross-validated over people, its area under the curve is \(area), its calibration slope "
            + "\(slope)\(large)."
    }

    /// An estimate with its 95% interval; nil where it is not known.
    ///
    /// - Parameter right: the value that would be right, if any.
    private static func words(_ column: String, of row: Row, right: String? = nil) throws -> String? {
        let values: (Double?, Double?, Double?) = (
            try row.get(.name(column)), try row.get(.name("\(column)_from")), try row.get(.name("\(column)_to"))
        )
        guard let value = values.0, let from = values.1, let to = values.2 else { return nil }
        return "\(Numbers.fixed(value, 3)) (\(Numbers.fixed(from, 3)) to \(Numbers.fixed(to, 3))"
            + (right.map { "; \($0) is right)" } ?? ")")
    }
}
