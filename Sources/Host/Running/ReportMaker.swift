import ReportKit
import Warehouse

/// Makes one module's report from one snapshot of the warehouse.
struct ReportMaker {
    let module: any ReportModule
    /// Inside a read-only transaction.
    let connection: Connection
    /// What other reports of the session have read already.
    let common: CommonReading
    /// Further sessions, inside transactions that see the same.
    private let aides: [Connection]

    init(
        module: any ReportModule, connection: Connection, aidedBy aides: [Connection] = [],
        common: CommonReading? = nil
    ) {
        self.module = module
        self.connection = connection
        self.aides = aides
        self.common = common ?? CommonReading(connection)
    }

    /// The requested report. It also carries the counts of every other area of every level, since disclosure control
    /// weighs what is shown against everything that could be shown.
    ///
    /// - Parameter shown: codes of the areas to show; nil for all.
    func report(_ request: ReportRequest, areas shown: Set<String>? = nil) throws -> Report {
        let indicator = module.indicator
        try checkOffered(request, indicator)
        let warehouse = RecordingWarehouse(SnapshotWarehouse(connection, aidedBy: aides), common)
        let (coverage, finder) = try held(request, warehouse)
        let sources = try common.sources()
        let areas = try common.areas(on: request.period.lastDay)
        let units = AreaUnits(areas)
        let basis = finder.basis
        let judgement = try module.findings(
            from: ReportInputs(
                request: request, warehouse: warehouse, areas: areas,
                // A figure for last year is compared with the target agreed for that year.
                targets: try TargetTable(for: module.namesOfTargets, on: coverage.period.to, from: connection),
                thresholds: try common.thresholds(), basis: basis,
                weighedLevels: Self.weighed.filter { indicator.offers($0) && !request.levels.contains($0) },
                shown: shown, cohort: common.cohort))
        let groups = Set(judgement.findings.compactMap { $0.group?.value }).count
        guard groups <= Self.mostGroups else {
            throw ReportError.badValue(
                file: indicator.id, column: "breakdown", value: "\(groups) groups",
                problem: "and a breakdown has at most \(Self.mostGroups), each protected from every other")
        }
        // An indicator without a definition says so, and has nothing to count.
        guard !judgement.findings.isEmpty || indicator.family == .undefined
        else {
            if indicator.family == .supplied { throw ReportError.notHeld(indicator: indicator.id, what: "value of it") }
            throw ReportError.noData(
                indicator: indicator.id, period: request.period.description, missing: "row to count")
        }
        let questions =
            try coverage.needs.contains { $0.kind == .caseload }
            ? common.snapshotSizes().questions(about: coverage.snapshots, in: units, common.coverage()) : []
        // A target may be read or not; it is told with the finding that it is for.
        let drawnOn = sources.filter { source in
            coverage.needs.contains { $0.kind == source.kind }
                || source.kind != .targets && warehouse.kinds.contains(source.kind)
        }
        let synthetic = drawnOn.contains(where: \.synthetic) || warehouse.isSynthetic(sources)
        var report = Report(
            indicator: indicator, requested: request.period, period: coverage.period, breakdown: request.breakdown,
            // A module that judges for itself may not have asked what its figures rest on.
            findings: judgement.findings.map { $0.resting(on: basis[$0.area]) },
            caveats: (synthetic ? [Report.syntheticCaveat] : []) + coverage.notes + finder.acceptances + questions
                + judgement.notes
                + indicator.caveats,
            dataQuality: DataQuality(synthetic: synthetic, sources: drawnOn, measures: judgement.dataQuality))
        report.calibration = judgement.calibration
        return report.showing(shown, beside: judgement.weighed)
    }

    /// What a report needs, by the module's own account and by what its query reads, once the warehouse holds all of it.
    ///
    /// - Parameter warehouse: notes what the query reads.
    /// - Throws: `ReportError` where the warehouse does not hold it.
    private func held(
        _ request: ReportRequest, _ warehouse: RecordingWarehouse
    ) throws -> (coverage: Coverage, finder: BasisFinder) {
        var coverage = try module.coverage(of: request.period)
        var finder = try checked(coverage, request)
        guard module.indicator.family != .undefined else { return (coverage, finder) }
        try warehouse.note(module.query(for: request.period, breakdown: request.breakdown))
        let unnamed = warehouse.kinds.filter { kind in
            kind.isAddedUp && !coverage.needs.contains { $0.kind == kind }
        }
        if !unnamed.isEmpty {
            coverage.needs += unnamed.sorted { $0.rawValue < $1.rawValue }.map(coverage.need)
            finder = try checked(coverage, request)
        }
        return (coverage, finder)
    }

    private func checked(_ coverage: Coverage, _ request: ReportRequest) throws -> BasisFinder {
        let finder = try BasisFinder(
            coverage,
            AreaUnits(
                common.areas(on: request.period.lastDay), trustsBefore: common.coverage().trustsOfAuthorities),
            common.coverage(), common.accounts(),
            common.thresholds())
        try check(coverage, against: common.sources(), finder, request, module.indicator)
        try checkSnapshots(coverage, request, module.indicator)
        return finder
    }

    /// Whether the warehouse holds what a report of the period needs.
    ///
    /// - Throws: what keeps the warehouse from being read.
    func holdsAllNeeded(for period: ReportPeriod) throws -> Bool {
        do {
            _ = try held(
                ReportRequest(period: period, levels: []), RecordingWarehouse(SnapshotWarehouse(connection), common))
            return true
        } catch is ReportError {
            return false
        }
    }

    /// More groups than any breakdown has. Disclosure control protects each from all others, and with thousands would never
    /// end.
    static let mostGroups = 100

    /// Those not assigned to an authority are counted with the authorities, which come before the delivery units.
    private static let weighed: [AreaLevel] = [.national, .region, .trust, .localAuthority, .ldu, .partnership]

    private func checkOffered(_ request: ReportRequest, _ indicator: Indicator) throws {
        if request.model != nil, !module.takesModel { throw ReportError.modelNotOffered(by: indicator) }
        if let level = request.levels.first(where: { !indicator.offers($0) }) {
            throw HostError.levelNotOffered(indicator: indicator.id, level: level, offered: indicator.levels)
        }
        if let breakdown = request.breakdown, !indicator.breakdowns.contains(breakdown) {
            throw HostError.breakdownNotOffered(
                indicator: indicator.id, breakdown: breakdown, offered: indicator.breakdowns)
        }
    }

    /// Refuses a period for which no area has all that the figures need: never early, never from half the data.
    private func check(
        _ coverage: Coverage, against sources: [DataQuality.Source], _ finder: BasisFinder, _ request: ReportRequest,
        _ indicator: Indicator
    ) throws(ReportError) {
        for need in coverage.needs where !sources.contains(where: { $0.kind == need.kind }) {
            throw .notHeld(indicator: indicator.id, what: "\(need.kind.rawValue) extract")
        }
        if finder.isAnyAreaComplete { return }
        let period = request.period.description
        guard let (need, days) = finder.needOfNobody else {
            throw .noData(
                indicator: indicator.id, period: period,
                missing:
                    "area for which all the extracts are loaded that it needs ('laa warehouse status' shows what is "
                    + "missing)")
        }
        let loaded = finder.coverage.days(of: need.kind)
        // What is there may run up to the first missing day, or end before the first day needed.
        let before = loaded.last { days[0].from > $0.to }
        guard let before, days[0].from > need.from || before == loaded.last else {
            throw .noData(
                indicator: indicator.id, period: period,
                missing:
                    "\(need.kind.rawValue) extract for \(days.words) (loaded: \(loaded.isEmpty ? "none" : loaded.words))"
            )
        }
        let missing = MissingExtract(kind: need.kind, days: days, loadedThrough: before.to)
        throw .notComplete(
            indicator: indicator.id, period: period, completeOn: coverage.completeOn, missing: missing)
    }

    /// Refuses a period one of whose snapshots has no rows, whatever the extracts are said to cover.
    private func checkSnapshots(
        _ coverage: Coverage, _ request: ReportRequest, _ indicator: Indicator
    ) throws {
        let sql = String(decoding: PackageResources.snapshot_is_there_sql, as: UTF8.self)
        for day in coverage.snapshots.sorted()
        where try !connection.query(sql, [.day(day)], source: "snapshot_is_there.sql")[0].get("is_there") {
            throw ReportError.noData(
                indicator: indicator.id, period: request.period.description, missing: "caseload snapshot of \(day)")
        }
    }
}

extension Coverage {
    /// The days for which a kind of extract must be complete that the query reads and the module does not name.
    fileprivate func need(_ kind: ExtractKind) -> Need {
        if kind == .caseload, let first = snapshots.first, let last = snapshots.last {
            return Need(kind, from: first, through: last)
        }
        return Need(kind, from: period.from, through: max(period.from, completeOn))
    }
}
