import ReportKit

/// An indicator of any family, where lower is better, whose query is answered by a ``SimulatedWarehouse``.
struct SimulatedModule: ModuleWithHorizon {
    /// The key of the model that makes the predictions.
    static let model = 1
    static let horizon = 3

    let indicator: Indicator
    var horizonMonths: Int { SimulatedModule.horizon }

    init(_ family: Family) {
        indicator = Indicator(
            id: "SIM", title: "Simulated", definition: "", family: family, unit: "events", polarity: .lowerIsBetter,
            decimals: 1, frequency: "", levels: [.trust], source: "", supplier: "", caveats: [], version: "1")
    }

    func coverage(of requested: ReportPeriod) -> Coverage {
        Coverage(period: requested.days, needs: [], completeOn: requested.lastDay)
    }

    func query(for period: ReportPeriod, breakdown: Breakdown?) -> Query {
        Query(file: "simulated rows", sql: "", parameters: [:])
    }
}

/// The areas of every simulated report: the trusts of one region.
enum SimulatedAreas {
    /// How many there are: as many as there were probation trusts.
    static let count = 35
    /// A quarter of the year whose whole target ``SimulatedRows`` are judged against.
    static let quarter = Quarter("2010-11Q3")
    private static let (nation, region, firstTrust) = (1, 2, 10)

    /// The key of each area in the warehouse.
    static let trusts = Array(firstTrust..<firstTrust + count)

    static let directory = AreaDirectory(
        entries: [
            AreaDirectory.Entry(
                id: nation, area: Area(code: "N", name: "Nation", level: .national), codes: ["N"], current: true,
                parents: [:], successor: nil),
            AreaDirectory.Entry(
                id: region, area: Area(code: "R", name: "Region", level: .region), codes: ["R"], current: true,
                parents: [.national: nation], successor: nil),
        ]
            + trusts.map { trust in
                AreaDirectory.Entry(
                    id: trust, area: Area(code: "\(trust)", name: "Trust \(trust)", level: .trust), codes: ["\(trust)"],
                    current: true, parents: [.national: nation, .region: region], successor: nil)
            })
}

extension SimulatedRows {
    /// The findings of every area, in order: judged by the family itself, as in any report.
    func judged(by family: Family, target: AgreedTarget?) throws -> [Finding] {
        guard let quarter = SimulatedAreas.quarter else { return [] }
        let targets = target.map { target in SimulatedAreas.trusts.map { ($0, target) } } ?? []
        let inputs = ReportInputs(
            request: ReportRequest(period: .quarter(quarter), levels: [.trust]),
            warehouse: SimulatedWarehouse(rows: self), areas: SimulatedAreas.directory,
            targets: TargetTable(Dictionary(uniqueKeysWithValues: targets)), thresholds: QualityThresholds([:]))
        return try SimulatedModule(family).findings(from: inputs).findings
    }
}
