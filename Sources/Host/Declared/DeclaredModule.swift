import ReportKit
import Warehouse

/// A module that is one `.sql` file: a header that says what the indicator is, and a query that returns its family's
/// columns.
///
/// The query may name these parameters, each bound by the host:
///
/// | parameter | type | |
/// |---|---|---|
/// | `:period_start`, `:period_end` | `date` | first and last day counted |
/// | `:snapshots` | `date[]` | the quarter ends counted, for `counts: rolling-snapshots` and `counts: snapshot` |
/// | `:areas` | `bigint[]` | every area, by the keys that `trust_id` and `authority_id` hold |
/// | `:breakdown` | `text` | what to break the figures down by; null for no breakdown |
/// | `:indicator` | `text` | the module's own identifier |
/// | any of the header's `parameters` | `bigint` | its value |
struct DeclaredModule: ReportModule {
    let file: String
    let header: DeclaredHeader
    /// The whole file, so that the server's line numbers are the file's.
    let sql: String
    /// The query without the header, for display; its line numbers are not the file's.
    let query: String
    private let used: Set<String>

    /// The parameters that every query may name; a header may define others.
    static let parameterNames = ["period_start", "period_end", "snapshots", "areas", "breakdown", "indicator"]

    var indicator: Indicator { header.indicator }

    init(file: String, header: DeclaredHeader, text: DeclaredText) {
        self.file = file
        self.header = header
        let standard = String(decoding: PackageResources.supplied_values_sql, as: UTF8.self)
        let hasQuery = text.hasQuery
        sql = hasQuery ? text.sql : standard
        query = hasQuery ? text.query : standard
        used = Set(NamedParameters(sql).names)
    }

    func coverage(of period: ReportPeriod) throws -> Coverage {
        if let valid = header.validQuarters, !valid.contains(Quarter(containing: period.lastDay)) {
            throw ReportError.notOffered(
                indicator: indicator.id, what: "for \(period)", instead: "its definition holds for \(valid)")
        }
        let days = try header.counts.days(of: period, indicator: indicator.id)
        let snapshots = header.counts.snapshots(of: days)
        let complete = days.to.addingMonthsToEnd(header.completeAfter)
        let from = days.from.adding(days: -header.reachesBack)
        return Coverage(
            period: days,
            needs: header.extracts.map { kind in
                if kind == .caseload, let first = snapshots.first, let last = snapshots.last {
                    .init(kind, from: first, through: last)
                } else {
                    .init(kind, from: from, through: header.completeAfter == 0 ? days.to : complete)
                }
            },
            snapshots: snapshots, completeOn: header.completeAfter == 0 ? days.to : complete)
    }

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        try query(for: period, breakdown: breakdown, areas: [])
    }

    func findings(from inputs: ReportInputs) throws -> Judgement {
        let counting = ModuleWithAreas(module: self, areas: inputs.areas.ids)
        guard let horizon = header.horizon else { return try counting.findings(from: inputs) }
        return try ModuleAgainstPredicted(counting: counting, horizonMonths: horizon).findings(from: inputs)
    }

    func query(for period: ReportPeriod, breakdown: Breakdown?, areas: [Int]) throws -> Query {
        let values = try values(for: period, breakdown: breakdown, areas: areas)
        return Query(file: file, sql: sql, parameters: values.filter { used.contains($0.key) })
    }

    /// The value of every parameter that a query may name.
    func values(for period: ReportPeriod, breakdown: Breakdown?, areas: [Int]) throws -> [String: ParameterValue] {
        let days = try header.counts.days(of: period, indicator: indicator.id)
        let own = header.values.mapValues(ParameterValue.integer)
        return own.merging([
            "period_start": .day(days.from), "period_end": .day(days.to),
            "snapshots": .days(header.counts.snapshots(of: days)), "areas": .integers(areas),
            "breakdown": .text(breakdown?.rawValue), "indicator": .text(indicator.id),
        ]) { $1 }
    }
}

/// A declared module with the areas that its query may name, judged as its family is.
private struct ModuleWithAreas: ReportModule {
    let module: DeclaredModule
    let areas: [Int]

    var indicator: Indicator { module.indicator }

    func coverage(of period: ReportPeriod) throws -> Coverage { try module.coverage(of: period) }

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        try module.query(for: period, breakdown: breakdown, areas: areas)
    }
}

/// A declared module of the predicted family, with the horizon that its header states.
private struct ModuleAgainstPredicted: ModuleWithHorizon {
    let counting: ModuleWithAreas
    let horizonMonths: Int

    var indicator: Indicator { counting.indicator }

    func coverage(of period: ReportPeriod) throws -> Coverage { try counting.coverage(of: period) }

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        try counting.query(for: period, breakdown: breakdown)
    }
}
