/// A module that can be judged against the predictions of a model applied here, in place of those that came with the
/// caseload.
public protocol PredictedModule: ReportModule {
    /// Months after the snapshot within which the outcome counts, and which a prediction should be for.
    var horizonMonths: Int { get }

    /// The query that counts, with the predictions of a model.
    ///
    /// - Parameters:
    ///   - period: as in ``ReportModule/query(for:breakdown:)``.
    ///   - breakdown: as in ``ReportModule/query(for:breakdown:)``.
    ///   - model: the model whose rows of `reporting.prediction` are to be taken, a row without one counting as not
    ///     predicted; nil for the predictions that came with the caseload.
    func query(for period: ReportPeriod, breakdown: Breakdown?, predictedBy model: PredictionModel?) throws -> Query

    /// The same in parts, which together give the rows of the one query and share none.
    ///
    /// A part that another period has too, such as a snapshot of the caseload that stands in four rolling years, is
    /// read once for both. By default the query is one part.
    ///
    /// - Parameters:
    ///   - period: as in ``ReportModule/query(for:breakdown:)``.
    ///   - breakdown: as in ``ReportModule/query(for:breakdown:)``.
    ///   - model: as in ``query(for:breakdown:predictedBy:)``.
    func parts(of period: ReportPeriod, breakdown: Breakdown?, predictedBy model: PredictionModel?) throws -> [Query]
}

extension PredictedModule {
    public func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        try query(for: period, breakdown: breakdown, predictedBy: nil)
    }

    public func parts(
        of period: ReportPeriod, breakdown: Breakdown?, predictedBy model: PredictionModel?
    ) throws -> [Query] {
        [try query(for: period, breakdown: breakdown, predictedBy: model)]
    }
}

/// A model that was applied to the caseload here, as `reporting.prediction_model` holds it.
public struct PredictionModel: Codable, Hashable, Sendable {
    /// Its key in the warehouse.
    public var id: Int
    public var name: String
    public var version: String
    /// Months after the snapshot that it predicts for.
    public var horizonMonths: Int

    public init(id: Int, name: String, version: String, horizonMonths: Int) {
        self.id = id
        self.name = name
        self.version = version
        self.horizonMonths = horizonMonths
    }
}

extension PredictionModel: CustomStringConvertible {
    public var description: String { "\(name), version \(version)" }
}
