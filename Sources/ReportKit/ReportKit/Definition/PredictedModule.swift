/// A module that can be judged against the predictions of a model applied in this warehouse, instead of those that came
/// with the caseload.
public protocol PredictedModule: ModuleWithHorizon {
    /// The query that counts, using the predictions of a model.
    ///
    /// - Parameters:
    ///   - period: as in ``ReportModule/query(for:breakdown:)``.
    ///   - breakdown: as in ``ReportModule/query(for:breakdown:)``.
    ///   - model: the model whose rows in `reporting.prediction` are used; anyone without such a row has no prediction.
    ///     Nil for the predictions that came with the caseload.
    func query(for period: ReportPeriod, breakdown: Breakdown?, predictedBy model: PredictionModel?) throws -> Query

    /// The same rows in parts, each row in exactly one.
    ///
    /// A part that belongs to another period as well, such as a caseload snapshot that four rolling years include, is
    /// read only once for both. By default, the whole query is a single part.
    ///
    /// - Parameters:
    ///   - period: as in ``ReportModule/query(for:breakdown:)``.
    ///   - breakdown: as in ``ReportModule/query(for:breakdown:)``.
    ///   - model: as in ``query(for:breakdown:predictedBy:)``.
    func parts(
        of period: ReportPeriod, breakdown: Breakdown?, predictedBy model: PredictionModel?
    ) throws -> [CohortPart]
}

extension PredictedModule {
    public func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        try query(for: period, breakdown: breakdown, predictedBy: nil)
    }

    public func parts(
        of period: ReportPeriod, breakdown: Breakdown?, predictedBy model: PredictionModel?
    ) throws -> [CohortPart] {
        [CohortPart(try query(for: period, breakdown: breakdown, predictedBy: model))]
    }
}

/// Some of the rows of a predicted cohort.
public struct CohortPart: Equatable, Sendable {
    /// Who is counted.
    var members: Query
    /// Who of them had the outcome; nil where ``members`` tells that too.
    var outcomes: Query?

    /// A part that is read with one query, which returns ``ProportionAgainstPredicted/columns``.
    public init(_ query: Query) {
        members = query
    }

    /// A part that is read with two queries, and put together person by person: where most people had no outcome, that is
    /// less work than for the server to join them.
    ///
    /// - Parameters:
    ///   - members: returns ``ProportionAgainstPredicted/memberColumns``, one row for each person.
    ///   - outcomes: returns `offender_id`, of each person who had the outcome, once or several times.
    public init(members: Query, outcomes: Query) {
        self.members = members
        self.outcomes = outcomes
    }
}

/// A model that was applied to the caseload in this warehouse, as recorded in `reporting.prediction_model`.
public struct PredictionModel: Codable, Hashable, Sendable {
    /// Its key in the warehouse.
    public var id: Int
    public var name: String
    public var version: String
    /// The number of months after the snapshot that it predicts for.
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
