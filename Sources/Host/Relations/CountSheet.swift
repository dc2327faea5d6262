import ReportKit

/// One count of one indicator.
struct CountName: Hashable, Sendable {
    let indicator: String
    let kind: CountKind

    init(_ indicator: String, _ kind: CountKind) {
        self.indicator = indicator
        self.kind = kind
    }

    init(_ term: CountRelation.Term) { self.init(term.indicator, term.kind) }
}

/// The counts of all areas of one level in several quarters: one row per area and quarter, one column per count.
///
/// Columns of the local authority that is not assigned are left out: that measure of a larger area is the count of the
/// area where it is not assigned, which has a row of its own.
struct CountSheet: Sendable {
    struct Place: Hashable, Sendable {
        let quarter: Quarter
        /// The area's code.
        let code: String
    }

    let level: AreaLevel
    private(set) var places: [Place] = []
    /// What is not known of a place is nil there.
    private(set) var columns: [CountName: [Int?]] = [:]
    /// For each indicator, the days that it counts for each quarter.
    private(set) var days: [String: [Quarter: Period]] = [:]

    /// Adds the rows of one quarter.
    ///
    /// - Parameter reports: one per indicator, of all areas of the level.
    mutating func add(_ reports: [Report], of quarter: Quarter) {
        let findings = reports.map { report in
            Dictionary(
                report.findings.filter { $0.group == nil && level == Self.level(of: $0.area) }.map {
                    ($0.area.code, $0)
                },
                uniquingKeysWith: { first, _ in first })
        }
        let codes = Set(findings.flatMap(\.keys)).sorted()
        let before = places.count
        places += codes.map { Place(quarter: quarter, code: $0) }
        for (report, found) in zip(reports, findings) where !found.isEmpty {
            let (id, family) = (report.indicator.countsOf, report.indicator.family)
            days[id, default: [:]][quarter] = report.period
            for kind in family.counts where kind != .authority && kind != .authorityOf {
                let absent = family.isZeroWithoutFinding(kind) ? 0 : nil
                let counts = codes.map { code in found[code].map { $0[kind] } ?? absent }
                guard counts.contains(where: { $0 != nil }) else { continue }
                let name = CountName(id, kind)
                var column = columns[name] ?? []
                column += Array(repeating: nil, count: before - column.count) + counts
                columns[name] = column
            }
        }
        for name in columns.keys {
            let missing = places.count - (columns[name]?.count ?? 0)
            if missing > 0 { columns[name]? += Array(repeating: nil, count: missing) }
        }
    }

    /// The same columns, with the rows of some quarters.
    func rows(where isWanted: (Quarter) -> Bool) -> CountSheet {
        let wanted = places.indices.filter { isWanted(places[$0].quarter) }
        var sheet = self
        sheet.places = wanted.map { places[$0] }
        sheet.columns = columns.mapValues { column in wanted.map { column[$0] } }
        return sheet
    }

    /// Those not assigned to an authority are counted with the authorities.
    private static func level(of area: Area) -> AreaLevel {
        area.level == .notAssigned ? .localAuthority : area.level
    }
}
