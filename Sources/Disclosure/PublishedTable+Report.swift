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
            let cell = PublishedTable.Cell(finding)
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
    fileprivate init(_ finding: PublishedFinding) {
        let place = PublishedTable.Place(
            level: finding.area.level, code: finding.area.code, group: finding.group?.value)
        switch finding {
        case .shown(let shown):
            self.init(place: place, counts: [:])
            counts["observed"] = shown.observed.map { .number($0) }
            counts["n"] = shown.n.map { .number($0) }
            if case .change(let figures) = shown.figures { counts["people"] = .number(figures.people) }
            counts["year-before"] = shown.figures.yearBefore.map { .number($0) }
            add(shown.dataQuality)
        case .rounded(let rounded):
            self.init(place: place, counts: [:])
            counts["observed"] = rounded.observed.map { .rounded($0) }
            counts["n"] = rounded.n.map { .rounded($0) }
        case .partial(let partial) where partial.observed != nil && partial.n != nil:
            // How many people they are of is suppressed.
            self.init(
                place: place,
                counts: [
                    "observed": partial.observed.map { .number($0) } ?? .suppressed,
                    "n": partial.n.map { .number($0) } ?? .suppressed, "people": .suppressed,
                ])
        case .partial(let partial):
            self.init(
                place: place,
                counts: [
                    "observed": partial.observed.map { .number($0) } ?? .suppressed,
                    "n": partial.n.map { .number($0) } ?? .suppressed,
                ])
        case .suppressed: self.init(place: place, counts: ["observed": .suppressed, "n": .suppressed])
        }
    }

    /// Adds the counts of those data-quality measures that may follow from others. They are rounded down.
    fileprivate mutating func add(_ measures: [QualityMeasure]) {
        for measure in measures where PublishedTable.measures.contains(measure.measure) {
            counts[measure.measure.rawValue] = .rounded(measure.count)
        }
    }
}
