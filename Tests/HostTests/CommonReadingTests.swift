import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Host

@Suite("What the reports of a session share")
struct CommonReadingTests {
    private static let quarters = ["2010-11Q4", "2010-11Q3", "2009-10Q4", "2010-11Q2"].compactMap(Quarter.init)

    @Test("a report of NI 18 is the same whatever was read before", arguments: [nil, Breakdown.tier, .sex])
    func parts(by breakdown: Breakdown?) throws {
        let file = try ModuleFile(asItIs: "\(Built.folder)/libNI18.so")
        let module = try LoadedModule(file: file.path, bytes: ModuleBytes(of: file)).module
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        try connection.readOnlyTransaction {
            let common = CommonReading(connection)
            for quarter in Self.quarters {
                let request = ReportRequest(
                    period: .quarter(quarter), levels: [.national, .trust, .localAuthority], breakdown: breakdown)
                let shared = try ReportMaker(module: module, connection: connection, common: common).report(request)
                let alone = try ReportMaker(module: module, connection: connection).report(request)
                #expect(shared.findings == alone.findings && shared.findings.count > 3)
                #expect(shared.unshown == alone.unshown)
                #expect(shared.dataQuality.measures == alone.dataQuality.measures)
            }
        }
    }

    @Test(
        "an area is judged the same whichever others are shown, and weighs the same where it is not",
        arguments: [nil, Breakdown.tier])
    func shown(by breakdown: Breakdown?) throws {
        let file = try ModuleFile(asItIs: "\(Built.folder)/libNI18.so")
        let module = try LoadedModule(file: file.path, bytes: ModuleBytes(of: file)).module
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        try connection.readOnlyTransaction {
            let maker = ReportMaker(module: module, connection: connection)
            let request = ReportRequest(
                period: .quarter(Self.quarters[0]), levels: [.trust, .localAuthority], breakdown: breakdown)
            let all = try maker.report(request)
            let code = try #require(all.findings.first { $0.area.level == .trust && $0.verdict != nil }).area.code
            let one = try maker.report(request, areas: [code])
            #expect(one.findings == all.findings.filter { $0.area.code == code } && !one.findings.isEmpty)
            let others = all.findings.filter { $0.area.code != code }
            #expect(one.others == others.compactMap(\.comparator).unnamed() && others.count > 3)
            #expect(Set(one.unshown.rows) == Set(others.map(UnshownCounts.Row.init) + all.unshown.rows))
        }
    }

    @Test("a module that takes rows by two sessions counts what it counts by one")
    func aided() throws {
        let file = try ModuleFile(asItIs: "\(Built.folder)/libNI18.so")
        let module = try LoadedModule(file: file.path, bytes: ModuleBytes(of: file)).module
        let (connection, aide) = try (
            Fixture.connection(to: SampleWarehouse.database), Fixture.connection(to: SampleWarehouse.database)
        )
        try connection.readOnlyTransaction {
            let snapshot = try connection.exportSnapshot()
            try aide.readOnlyTransaction(snapshot: snapshot) {
                let request = ReportRequest(period: .quarter(Self.quarters[0]), levels: [.trust], breakdown: .sex)
                let alone = try ReportMaker(module: module, connection: connection).report(request)
                let aided = try ReportMaker(module: module, connection: connection, aidedBy: [aide]).report(request)
                #expect(aided.findings == alone.findings && !alone.findings.isEmpty)
                #expect(aided.unshown == alone.unshown && aided.dataQuality.sources == alone.dataQuality.sources)
            }
        }
    }

    @Test("NI 18 counts in its four parts what it counts in one query")
    func oneQuery() throws {
        let file = try ModuleFile(asItIs: "\(Built.folder)/libNI18.so")
        let module = try LoadedModule(file: file.path, bytes: ModuleBytes(of: file)).module
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        try connection.readOnlyTransaction {
            let request = ReportRequest(period: .quarter(Self.quarters[0]), levels: [.trust])
            let inputs = ReportInputs(
                request: request, warehouse: SnapshotWarehouse(connection),
                areas: try AreaDirectory(on: Self.quarters[0].lastDay, from: connection), targets: TargetTable([:]),
                thresholds: QualityThresholds([:]))
            let parts = try module.findings(from: inputs).findings
            let whole = try ProportionAgainstPredicted.judge(InOnePart(module: module), inputs).findings
            #expect(parts == whole && !parts.isEmpty)
        }
    }

    @Test("a return's predictions are compared with what happened to everybody, in tenths that add up to the nation")
    func calibration() throws {
        let file = try ModuleFile(asItIs: "\(Built.folder)/libNI18.so")
        let module = try LoadedModule(file: file.path, bytes: ModuleBytes(of: file)).module
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        try connection.readOnlyTransaction {
            let maker = ReportMaker(module: module, connection: connection)
            var request = ReportRequest(period: .quarter(Self.quarters[0]), levels: [.national])
            #expect(try maker.report(request).calibration.isEmpty, "only where it is wanted")
            request.wantsCalibration = true
            let report = try maker.report(request)
            let nation = try #require(report.findings.first)
            #expect(report.calibration.map(\.tenths) == (1...10).map { $0...$0 })
            #expect(report.calibration.reduce(0) { $0 + $1.n } == nation.n)
            #expect(report.calibration.reduce(0) { $0 + $1.observed } == nation.observed)
            let expected = report.calibration.reduce(0) { $0 + $1.expected }
            #expect(abs(expected - (nation.figures.expected ?? 0)) < 1e-6)
        }
    }

    @Test("what repeats NI 18's figures is judged with NI 18, and for itself where it has targets of its own")
    func repeated() throws {
        let file = try ModuleFile(asItIs: "\(Built.folder)/libNI18.so")
        let module = try LoadedModule(file: file.path, bytes: ModuleBytes(of: file)).module
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        try connection.readOnlyTransaction {
            let areas = try AreaDirectory(on: Self.quarters[0].lastDay, from: connection)
            let trusts = areas.entries.filter { $0.area.level == .trust }
            let target = AgreedTarget(measure: .relativeDifference, value: -0.05, designated: false, source: "a plan")
            let cohort = SharedCohort()
            func findings(_ targets: [Int: AgreedTarget]) throws -> [Finding] {
                try module.findings(
                    from: ReportInputs(
                        request: ReportRequest(period: .quarter(Self.quarters[0]), levels: [.trust]),
                        warehouse: SnapshotWarehouse(connection), areas: areas, targets: TargetTable(targets),
                        thresholds: QualityThresholds([:]), cohort: cohort)
                ).findings
            }
            let usual = try findings([:])
            let agreed = try findings(Dictionary(uniqueKeysWithValues: trusts.map { ($0.id, target) }))
            #expect(!usual.isEmpty && usual.allSatisfy { $0.target == nil })
            #expect(agreed.allSatisfy { $0.target?.value == -0.05 })
            #expect(agreed.map(\.figures) == usual.map(\.figures))
            #expect(try findings([:]) == usual)
        }
    }

    /// A module whose query is run as it is.
    private struct InOnePart: ModuleWithHorizon {
        let module: any ReportModule
        let horizonMonths = 3
        var indicator: Indicator { module.indicator }

        func coverage(of period: ReportPeriod) throws -> Coverage { try module.coverage(of: period) }

        func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
            try module.query(for: period, breakdown: breakdown)
        }
    }

    @Test("areas are those of the day, though read once for all days on which they stood alike")
    func areas() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        try connection.readOnlyTransaction {
            let changes = try AreaDirectory.changes(from: connection)
            #expect(changes.count > 1 && changes == changes.sorted())
            let common = CommonReading(connection)
            // Each day of a change, the days around it, and some days far from any change.
            let days = changes.flatMap { day in [-200, -1, 0, 1, 200].map { day.adding(days: $0) } }
            for day in days {
                let read = try AreaDirectory(on: day, from: connection)
                #expect(try text(common.areas(on: day)) == text(read), "\(day)")
            }
        }
    }

    @Test("an area that stands to infinity is no change on a day")
    func infinity() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.empty())
        let before = try connection.readOnlyTransaction { try AreaDirectory.changes(from: connection) }
        try connection.execute(
            "update warehouse.area_code set valid = daterange(coalesce(lower(valid), '-infinity'), 'infinity') "
                + "where upper_inf(valid) and scheme = 'gss'")
        try connection.readOnlyTransaction {
            #expect(try AreaDirectory.changes(from: connection) == before)
            _ = try CommonReading(connection).areas(on: Self.quarters[0].lastDay)
        }
    }

    private func text(_ directory: AreaDirectory) -> [String] {
        directory.entries.map { entry in
            let parents = entry.parents.map { "\($0.rawValue)=\($1)" }.sorted()
            return "\(entry.id) \(entry.area) \(entry.codes) \(entry.current) \(parents) \(entry.successor ?? 0)"
        }
    }
}
