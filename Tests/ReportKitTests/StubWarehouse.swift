import ReportKit

/// A value in a stub's row.
enum Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral
{
    case integer(Int)
    case real(Double)
    case text(String)
    case null

    init(integerLiteral value: Int) { self = .integer(value) }
    init(floatLiteral value: Double) { self = .real(value) }
    init(stringLiteral value: String) { self = .text(value) }
    init(nilLiteral: ()) { self = .null }
}

/// A warehouse that answers every query with the same rows, seven at a time.
struct StubWarehouse: Warehouse {
    let rows: [[String: Value]]

    func stream(_ query: Query, columns: [ColumnRequirement], _ consume: (Batch) throws -> Void) throws {
        let batch = Batch(columns: columns, capacity: 7)
        for row in rows {
            if batch.rowCount == 7 {
                try consume(batch)
                batch.rowCount = 0
            }
            for column in batch.columns {
                guard let value = row[column.requirement.name] else {
                    throw ReportError.column(file: query.file, name: column.requirement.name, problem: "is missing")
                }
                try column.put(value, at: batch.rowCount, file: query.file)
            }
            batch.rowCount += 1
        }
        try consume(batch)
    }
}

extension Column {
    fileprivate func put(_ value: Value, at row: Int, file: String) throws {
        isNull[row] = false
        switch (requirement.kind, value) {
        case (_, .null):
            guard requirement.nullable else {
                throw ReportError.column(file: file, name: requirement.name, problem: "is null")
            }
            isNull[row] = true
        case (.real, .real(let number)): reals[row] = number
        case (.real, .integer(let number)): reals[row] = Double(number)
        case (.integer, .integer(let number)), (.boolean, .integer(let number)): integers[row] = number
        case (.label, .text(let text)):
            if !labels.contains(text) { labels.append(text) }
            integers[row] = labels.firstIndex(of: text)!
        default: throw ReportError.column(file: file, name: requirement.name, problem: "has another type")
        }
    }
}

/// A module whose rows are given by the test.
struct StubModule: ModuleWithHorizon {
    var indicator: Indicator
    var horizonMonths = 3
    var rows: [[String: Value]] = []
    /// The span of its figures, where that is not the requested quarter.
    var period: Period?

    init(
        _ family: Family, _ polarity: Polarity = .higherIsBetter, unit: String = "%", rateBase: Int? = nil,
        period: Period? = nil, _ rows: [[String: Value]] = []
    ) {
        indicator = Indicator(
            id: "STUB", title: "Stub", definition: "", family: family, unit: unit, polarity: polarity,
            decimals: 1, frequency: "", levels: AreaLevel.allCases, source: "", supplier: "", caveats: [],
            version: "1", rateBase: rateBase)
        self.rows = rows
        self.period = period
    }

    /// A module where higher is better.
    init(_ family: Family, _ rows: some Sequence<[String: Value]>) {
        self.init(family, .higherIsBetter, Array(rows))
    }

    func coverage(of requested: ReportPeriod) -> Coverage {
        Coverage(period: period ?? requested.days, needs: [], completeOn: requested.lastDay)
    }

    func query(for period: ReportPeriod, breakdown: Breakdown?) -> Query {
        Query(file: "stub.sql", sql: "", parameters: [:])
    }

    /// The judgement for October to December 2010.
    func judged(
        at levels: [AreaLevel] = [.trust], by breakdown: Breakdown? = nil, targets: [Int: AgreedTarget] = [:],
        basis: DataBasis = .unknown
    ) throws -> Judgement {
        try findings(
            from: ReportInputs(
                request: ReportRequest(
                    period: .quarter(Quarter("2010-11Q3")!), levels: levels, breakdown: breakdown),
                warehouse: StubWarehouse(rows: rows), areas: TestAreas.directory, targets: TargetTable(targets),
                thresholds: QualityThresholds([:]), basis: basis))
    }

    /// The only finding at a level, and its figures; authorities without a row are left out.
    func only<Figures: FamilyFigures>(
        _: Figures.Type, at level: AreaLevel = .trust, target: AgreedTarget? = nil
    ) throws -> (finding: Finding, figures: Figures) {
        let findings = try judged(at: [level], targets: target.map { [10: $0, 20: $0] } ?? [:]).findings
            .filter { $0.notJudged?.reason.hasPrefix("no count of it") != true }
        guard findings.count == 1, let figures = findings[0].figures.any as? Figures else {
            throw ReportError.noData(indicator: "STUB", period: "", missing: "single finding of the family")
        }
        return (findings[0], figures)
    }
}

/// A nation of one region, two trusts (10, 11) and three authorities (20 and 21 in 10, 22 in 11).
enum TestAreas {
    static let directory = AreaDirectory(entries: [
        entry(1, "Nation", .national), entry(2, "Region", .region, [.national: 1]),
        entry(10, "Northshire", .trust, [.national: 1, .region: 2]),
        entry(11, "Southshire", .trust, [.national: 1, .region: 2]),
        entry(20, "Abbey", .localAuthority, [.trust: 10]), entry(21, "Burgh", .localAuthority, [.trust: 10]),
        entry(22, "Castle", .localAuthority, [.trust: 11]),
        entry(30, "Not assigned, Northshire", .notAssigned, [.trust: 10]),
    ])

    private static func entry(
        _ id: Int, _ name: String, _ level: AreaLevel, _ parents: [AreaLevel: Int] = [:]
    ) -> AreaDirectory.Entry {
        AreaDirectory.Entry(
            id: id, area: Area(code: "A\(id)", name: name, level: level), codes: ["A\(id)"], current: true,
            parents: parents, successor: nil)
    }

    /// A row with the given values and those of its place.
    static func row(
        trust: Int = 10, authority: Int? = 20, group: String? = nil, _ values: [String: Value]
    ) -> [String: Value] {
        values.merging([
            "trust_id": .integer(trust), "authority_id": authority.map(Value.integer) ?? .null,
            "breakdown": group.map(Value.text) ?? .null,
        ]) { own, _ in own }
    }
}

/// |actual - expected| / |expected|; infinite for a missing value.
func relativeError(_ actual: Double?, _ expected: Double) -> Double {
    guard let actual else { return .infinity }
    return expected == 0 ? actual.magnitude : ((actual - expected) / expected).magnitude
}

extension AgreedTarget {
    init(_ measure: Measure, _ value: Double, to upper: Double? = nil) {
        self.init(measure: measure, value: value, upper: upper, designated: false, source: "a plan")
    }
}
