import ReportKit

extension PublishedReport {
    /// What the report shows and suppresses; nil for the internal form, which is never published, and for an indicator
    /// that has no figures.
    ///
    /// - Parameter nation: the area that the report's own data-quality counts, which are of all areas together, belong
    ///   to.
    public func published(nation: Area) -> PublishedTable? {
        guard !release.isInternal, indicator.family != .undefined else { return nil }
        var cells: [PublishedTable.Place: PublishedTable.Cell] = [:]
        for finding in findings {
            let cell = PublishedTable.Cell(finding, of: indicator.family)
            cells[cell.place] = cell
        }
        if !dataQuality.measures.isEmpty {
            let place = PublishedTable.Place(level: nation.level, code: nation.code)
            cells[place, default: .init(place: place, counts: [:])].add(dataQuality.measures)
        }
        return PublishedTable(
            indicator: indicator.countsOf, family: indicator.family, version: indicator.version,
            breakdown: breakdown, span: period, cells: Array(cells.values))
    }
}

extension PublishedTable.Cell {
    fileprivate init(_ finding: PublishedFinding, of family: Family) {
        let place = PublishedTable.Place(
            level: finding.area.level, code: finding.area.code, group: finding.group?.value)
        switch finding {
        case .shown(let shown):
            self.init(place: place, counts: [:])
            counts["observed"] = shown.observed.map { .number($0) }
            counts["n"] = shown.n.map { .number($0) }
            counts["people"] = shown.hides(.people) ? .suppressed : shown.people.map { .number($0) }
            counts["year-before"] = shown.figures.yearBefore.map { .number($0) }
            counts["not-recorded"] = shown.hides(.notRecorded) ? .suppressed : shown.notRecorded.map { .number($0) }
            add(shown.dataQuality)
        case .rounded(let rounded):
            self.init(place: place, counts: [:])
            counts["observed"] = rounded.observed.map { .rounded($0) }
            counts["n"] = rounded.n.map { .rounded($0) }
            for name in family.furtherCounts { counts[name] = .suppressed }
        case .suppressed:
            self.init(place: place, counts: ["observed": .suppressed, "n": .suppressed])
            for name in family.furtherCounts { counts[name] = .suppressed }
        }
    }

    /// Adds the counts of data-quality measures. Those of rejected rows are rounded wherever they are published.
    fileprivate mutating func add(_ measures: [QualityMeasure]) {
        for measure in measures {
            let name = measure.measure.rawValue
            counts[name] = measure.measure == .rejected ? .rounded(measure.count) : .number(measure.count)
            counts["\(name)-of"] = .number(measure.of)
        }
    }
}

extension Family {
    /// The names of the counts that its figures have besides `observed` and `n`.
    fileprivate var furtherCounts: [String] {
        switch self {
        case .proportionAgainstPredicted, .cohortChange, .frequency: ["people"]
        case .proportionAgainstTarget: ["not-recorded"]
        case .ratePerPopulation: ["year-before"]
        case .standardisedRate, .countAgainstTarget, .countChange, .mean, .supplied, .undefined: []
        }
    }
}
