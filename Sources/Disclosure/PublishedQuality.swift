import ReportKit

/// What the records of one area lack in one quarter: the input of disclosure control.
public struct AreaQuality: Sendable {
    public let quarter: Quarter
    public let area: Area
    public let measures: [QualityMeasure]
    /// Whether it was requested; the others are only weighed with it.
    public let isShown: Bool

    public init(quarter: Quarter, area: Area, measures: [QualityMeasure], isShown: Bool) {
        self.quarter = quarter
        self.area = area
        self.measures = measures
        self.isShown = isShown
    }
}

/// What the records of one area lack in one quarter, as it may leave the program. Only disclosure control makes one.
public struct PublishedQuality: Sendable {
    public let quarter: Quarter
    public let area: Area
    public let measures: [Measure]
    /// Who it is for, and what must be printed on it.
    public let release: Release

    /// One measure, with its counts or without.
    public enum Measure: Sendable {
        case shown(QualityMeasure)
        case suppressed(QualityMeasure.Kind, name: String, largestShare: Double?)

        public var kind: QualityMeasure.Kind {
            switch self {
            case .shown(let measure): measure.measure
            case .suppressed(let kind, _, _): kind
            }
        }

        /// In words, such as `not matched to the Police National Computer`.
        public var name: String {
            switch self {
            case .shown(let measure): measure.name
            case .suppressed(_, let name, _): name
            }
        }

        /// The largest share that may be lacking, as a fraction; nil where none is set.
        public var largestShare: Double? {
            switch self {
            case .shown(let measure): measure.largestShare
            case .suppressed(_, _, let share): share
            }
        }

        /// Whether more is lacking than may be; a suppressed measure does not say.
        public var isInsufficient: Bool {
            if case .shown(let measure) = self { measure.isInsufficient } else { false }
        }
    }

    /// - Parameter policy: how counts of rejected rows are rounded; nil where they are not.
    init(
        _ quality: AreaQuality, suppressing suppressed: Set<QualityMeasure.Kind>, _ policy: DisclosurePolicy?,
        release: Release
    ) {
        quarter = quality.quarter
        area = quality.area
        measures = quality.measures.map { measure in
            guard !suppressed.contains(measure.measure),
                let shown = policy.map({ $0.roundingRejected(measure) }) ?? measure
            else { return .suppressed(measure.measure, name: measure.name, largestShare: measure.largestShare) }
            return .shown(shown)
        }
        self.release = release
    }
}

extension DisclosureControl {
    /// What the records of areas lack in one quarter, without small counts and those that would give them away.
    ///
    /// - Parameter areas: every area of every level whose figures add up, so that the same measures are suppressed
    ///   whichever areas are requested.
    /// - Returns: those that were requested, in their order.
    public func published(_ areas: [AreaQuality]) throws(DisclosureError) -> [PublishedQuality] {
        var suppressed: [CountTable.Place: Set<QualityMeasure.Kind>] = [:]
        if !release.isInternal, let quarter = areas.first?.quarter {
            // Rejected rows whose area is not told count in every area, so that areas do not add up: their counts are
            // rounded.
            for kind in QualityMeasure.Kind.allCases where kind != .rejected {
                let table = CountTable(kind, areas, in: quarter)
                guard !table.cells.isEmpty else { continue }
                for place in try suppress([table], RelatedTables(table)).suppressions[0].keys {
                    suppressed[place, default: []].insert(kind)
                }
            }
        }
        return areas.filter(\.isShown).map { quality in
            let place = CountTable.Place(area: .init(quality.area), group: nil)
            return PublishedQuality(
                quality, suppressing: suppressed[place] ?? [], release.isInternal ? nil : policy, release: release)
        }
    }
}

extension CountTable {
    /// The counts of one measure: rows that lack it, and rows that do not.
    fileprivate init(_ kind: QualityMeasure.Kind, _ areas: [AreaQuality], in quarter: Quarter) {
        let cells = areas.compactMap { quality -> Cell? in
            guard let measure = quality.measures.first(where: { $0.measure == kind }) else { return nil }
            return Cell(
                place: Place(area: .init(quality.area), group: nil), area: quality.area,
                counts: [measure.count, measure.of, measure.of - measure.count])
        }.sorted { $0.place < $1.place }
        // A share of rows, as a supplied figure is.
        self.init(
            indicator: kind.rawValue, breakdown: nil, span: Period(quarter), family: .supplied, cells: cells,
            isPublished: false)
    }
}
