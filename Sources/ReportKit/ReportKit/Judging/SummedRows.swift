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
    /// Why the places that were set aside have no figure.
    private var flaws: [Int32: String] = [:]
    /// Whether an authority without a row lacks what the figure needs.
    private var needsEveryAuthority = false

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
    }

    /// Sets aside the places whose own counts give no figure: they are in no figure, and every larger area says that it
    /// lacks them, as it lacks the authorities that have no row at all.
    ///
    /// - Parameter flaw: why the counts of a place give no figure: a clause without any count; nil where they do.
    mutating func setAside(_ flaw: (Places.Place, Counts) -> String?) {
        needsEveryAuthority = hasAuthorities && places.all.contains { $0.authority != nil }
        for (number, place) in zip(Int32(0)..., places.all) {
            guard let reason = flaw(place, counts[number]) else { continue }
            flaws[number] = reason
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
    ///   - finding: makes one cell's finding; adjusted p values are filled in later.
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
            let cells = levelCells(level)
            let notAssigned = notAssigned.summed(over: cells)
            let gaps = gaps(in: cells)
            return try zip(cells.cells, counts.summed(over: cells)).enumerated()
                .map { index, pair in
                    try finding(pair.0, pair.1, quality(pair.1, notAssigned[index], level)).lacking(gaps[index])
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

    private func levelCells(_ level: AreaLevel) -> LevelCells {
        LevelCells(places: places, areas: inputs.areas, level: level, breakdown: inputs.request.breakdown)
    }
}

// MARK: - What cells lack

/// What a cell's figure lacks.
private struct Gap {
    /// Why it has no figure at all.
    var flaw: String?
    /// The authorities in the area and those that its figure lacks; nil for an authority's own figure.
    var coverage: MemberCoverage?
    /// Why the first authority lacking gives no figure.
    var firstFlaw: String?
}

extension SummedRows {
    /// What each cell of a level lacks.
    private func gaps(in cells: LevelCells) -> [Gap] {
        var gaps = Array(repeating: Gap(), count: cells.cells.count)
        guard needsEveryAuthority || !flaws.isEmpty else { return gaps }
        var usable = Array(repeating: Set<Int>(), count: cells.cells.count)
        var hasFigure = Array(repeating: false, count: cells.cells.count)
        for (number, place) in zip(Int32(0)..., places.all) where cells.cellOfPlace[Int(number)] >= 0 {
            let cell = Int(cells.cellOfPlace[Int(number)])
            if let flaw = flaws[number] {
                gaps[cell].firstFlaw = gaps[cell].firstFlaw ?? flaw
            } else {
                hasFigure[cell] = true
                if let authority = place.authority { usable[cell].insert(authority) }
            }
        }
        for index in gaps.indices {
            if !hasFigure[index] { gaps[index].flaw = gaps[index].firstFlaw }
            guard needsEveryAuthority, cells.level != .localAuthority else { continue }
            let members = inputs.areas.authorities(in: cells.cells[index].areaID)
            gaps[index].coverage = MemberCoverage(
                members: members.count, missing: members.filter { !usable[index].contains($0.id) }.map(\.area))
        }
        return gaps
    }
}

extension Finding {
    /// The finding without a figure, or without a judgement, where its cell lacks something.
    fileprivate func lacking(_ gap: Gap) -> Finding {
        var finding = self
        finding.coverage = gap.coverage
        if let flaw = gap.flaw {
            (finding.observed, finding.n) = (nil, nil)
            finding.withdrawJudgement(NotJudged(.noFigure, flaw))
        } else if let coverage = gap.coverage, let first = coverage.missing.first {
            let reason =
                gap.firstFlaw.map { "\(first.name) has no figure: \($0)" } ?? "no count is loaded for \(first.name)"
            let more = coverage.missing.count - 1
            finding.withdrawJudgement(
                NotJudged(.notComplete, more > 0 ? "\(reason), and there are \(more) more such authorities" : reason))
        }
        return finding
    }
}

extension ReportInputs {
    /// The target agreed for a cell's area; a group of people has no target of its own.
    func target(of cell: LevelCells.Cell) -> AgreedTarget? {
        cell.group == nil ? targets[cell.areaID] : nil
    }
}
