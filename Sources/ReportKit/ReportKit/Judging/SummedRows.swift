/// Counts that a finding's figures are made from.
protocol FigureTally: Tally {
    /// The counts in the form that a finding holds them.
    var figure: FigureCounts { get }
}

/// A numerator, its denominator and, where the figure is compared with it, the count of the year before.
struct FigureCounts {
    let observed: Int?
    let n: Int?
    var yearBefore: Int?
}

/// The counts of a query's rows, summed by place; shared by the families whose counts add up over areas.
struct SummedRows<Counts: FigureTally> {
    private let inputs: ReportInputs
    /// Whether the indicator is reported by authority; where it is not, rows without one do not lack anything.
    private let hasAuthorities: Bool
    private var places = Places()
    private var counts = TallyByPlace<Counts>()
    /// The part of ``counts`` that is not assigned to an authority.
    private var notAssigned = TallyByPlace<Counts>()
    /// What the figures lack.
    private var missing: MissingRows

    /// Reads all rows of the module's query.
    ///
    /// - Parameters:
    ///   - module: the module whose query is read.
    ///   - inputs: the inputs of the report.
    ///   - columns: the family's columns, beginning with those of ``Places``.
    ///   - read: returns the counts of one row, checked.
    init(
        of module: some ReportModule, _ inputs: ReportInputs, columns: [ColumnRequirement],
        _ read: (QueryRow) throws -> Counts
    ) throws {
        self.inputs = inputs
        hasAuthorities = module.indicator.offers(.localAuthority)
        let query = try module.query(for: inputs.request.period, breakdown: inputs.request.breakdown)
        var places = Places()
        var counts = TallyByPlace<Counts>()
        try inputs.warehouse.stream(query, columns: columns) { batch in
            for row in 0..<batch.rowCount {
                let place = try places.number(of: row, in: batch, file: query.file, areas: inputs.areas)
                counts[place] += try read(QueryRow(batch: batch, index: row, file: query.file))
            }
        }
        for (place, named) in zip(Int32(0)..., places.all) where named.authority == nil {
            notAssigned[place] = counts[place]
        }
        self.places = places
        self.counts = counts
        missing = MissingRows(
            places: places, areas: inputs.areas, byAuthority: hasAuthorities,
            days: try module.coverage(of: inputs.request.period).period)
        missing.needsEveryMember = inputs.basis.countsNeedEveryArea
    }

    /// Sets aside the places whose own counts give no figure: they are in no figure, and every larger area says that it
    /// lacks them, as it lacks the authorities that have no row at all.
    ///
    /// - Parameter flaw: why the counts of a place give no figure: a clause without any count; nil where they do.
    mutating func setAside(_ flaw: (Places.Place, Counts) -> String?) {
        if missing.memberLevel == .localAuthority { missing.needsEveryMember = true }
        missing.needsEveryRegion = true
        for (number, place) in zip(Int32(0)..., places.all) {
            guard let reason = flaw(place, counts[number]) else { continue }
            missing.flaws[number] = reason
            counts[number] = Counts()
            notAssigned[number] = Counts()
        }
    }

    /// The counts of each cell of a level.
    func cells(_ level: AreaLevel) -> [(cell: LevelCells.Cell, counts: Counts)] {
        let cells = levelCells(level)
        return Array(zip(cells.cells, counts.summed(over: cells))).map { (cell: $0.0, counts: $0.1) }
    }

    /// The judgement of every area of the requested levels.
    ///
    /// - Parameters:
    ///   - size: the number that the share of rows not assigned to an authority is measured in.
    ///   - lacking: further measures of what the rows lack.
    ///   - finding: makes one cell's finding.
    func judgement(
        size: (Counts) -> Int, lacking: (Counts) -> [QualityMeasure] = { _ in [] },
        _ finding: (LevelCells.Cell, Counts, [QualityMeasure]) throws -> Finding
    ) throws -> Judgement {
        func quality(_ counts: Counts, _ notAssigned: Counts, _ level: AreaLevel) -> [QualityMeasure] {
            lacking(counts)
                + (hasAuthorities
                    ? level.authorityMeasure(notAssigned: size(notAssigned), of: size(counts), inputs.thresholds) : [])
        }
        let findings = try inputs.request.levels.flatMap { level in
            let cells = levelCells(level, also: missing.absent(at: level))
            let notAssigned = notAssigned.summed(over: cells)
            let gaps = missing.gaps(in: cells)
            return try zip(cells.cells, counts.summed(over: cells)).enumerated()
                .map { index, pair in
                    try finding(pair.0, pair.1, quality(pair.1, notAssigned[index], level))
                        .lacking(gaps[index], on: inputs.basis[pair.0.area])
                }
                .judged(on: inputs.basis)
        }
        return Judgement(
            findings: findings, dataQuality: quality(counts.total, notAssigned.total, .national),
            weighed: inputs.weighedLevels.flatMap(weighed))
    }

    /// The counts of a level, without judging them.
    private func weighed(_ level: AreaLevel) -> [UnshownCounts.Row] {
        cells(level).map { cell, counts in
            let figure = counts.figure
            return UnshownCounts.Row(
                area: cell.area, group: cell.group?.value, observed: figure.observed, n: figure.n,
                yearBefore: figure.yearBefore)
        }
    }

    private func levelCells(_ level: AreaLevel, also empty: [Int] = []) -> LevelCells {
        LevelCells(
            places: places, areas: inputs.areas, level: level, breakdown: inputs.request.breakdown, empty: empty)
    }
}

extension ReportInputs {
    /// The target agreed for a cell's area; a group of people has no target of its own.
    func target(of cell: LevelCells.Cell) -> AgreedTarget? {
        cell.group == nil ? targets[cell.areaID] : nil
    }
}
