import ReportKit
import Warehouse

extension ModelCheck {
    /// Records how good the model is, where it is stored: what reports that are judged by it say of it.
    ///
    /// - Returns: false where the role may only read the warehouse.
    public func record(on connection: Connection) throws -> Bool {
        func number(_ value: Double?) -> ParameterValue { .text(value.map { "\($0)" }) }
        do {
            try connection.transaction {
                _ = try Script.checkRecord.query(
                    on: connection,
                    [
                        .text(fitted.model.name), .text(fitted.model.version),
                        .text(try ModelDefinition(fitted.model).text()), .integer(folds), .text("\(seed)"),
                        number(crossValidated.areaUnderCurve?.value),
                        number(crossValidated.areaUnderCurve?.standardError), number(crossValidated.brier?.value),
                        number(crossValidated.slope?.value), number(crossValidated.slope?.standardError),
                        number(crossValidated.inTheLarge?.value), number(crossValidated.inTheLarge?.standardError),
                    ])
            }
            return true
        } catch WarehouseError.server(let error) where error.sqlState == "42501" || error.sqlState == "25006" {
            return false
        }
    }
}
