import ReportKit

/// The areas whose caseloads are made up most like an area's own, among all areas of a level.
///
/// The distance of two areas is
///
///     sqrt( mean over subjects of mean over a subject's values of ((x - y) / s)² )
///
/// with x and y the two areas' values, as ``CaseloadMakeUp`` rounds them, and s the standard deviation of that value
/// over all areas of the level that have one, or the step that the value is rounded to where that is more: a standardised
/// Euclidean distance, as CIPFA's nearest neighbours have. Without the step, a value that only a few areas have at all
/// would count most. Subjects that either area lacks, and values in which no areas differ, are left out. Of areas equally far away, the
/// one whose code comes first is nearer. So the same caseload gives the same areas.
struct SimilarCaseloads: Sendable {
    private let areas: [(area: Area, values: [CaseloadMakeUp.Subject: [Double]])]

    /// - Parameter makeUps: of areas of one level.
    init(_ makeUps: [(area: Area, makeUp: CaseloadMakeUp)]) {
        let ordered = makeUps.sorted { $0.area.code < $1.area.code }
        var areas = ordered.map { (area: $0.area, values: [CaseloadMakeUp.Subject: [Double]]()) }
        for subject in CaseloadMakeUp.Subject.allCases {
            let known = ordered.compactMap { $0.makeUp.values[subject] }
            for name in Set(known.flatMap(\.keys)).sorted() {
                let deviation = Self.standardDeviation(known.map { $0[name] ?? 0 })
                guard deviation > 1e-9 else { continue }
                let spread = max(deviation, subject.step)
                for (index, one) in ordered.enumerated() {
                    guard let values = one.makeUp.values[subject] else { continue }
                    areas[index].values[subject, default: []].append((values[name] ?? 0) / spread)
                }
            }
        }
        self.areas = areas
    }

    /// Nil where nothing can be compared.
    func distance(_ one: Area, _ other: Area) -> Double? {
        guard let first = areas.first(where: { $0.area == one }), let second = areas.first(where: { $0.area == other })
        else { return nil }
        return Self.distance(first.values, second.values)
    }

    /// The most similar areas, the nearest first; none where the area's caseload is too small.
    func nearest(to area: Area, count: Int) -> [Area] {
        guard let own = areas.first(where: { $0.area == area }) else { return [] }
        let others = areas.filter { $0.area != area }.compactMap { other in
            Self.distance(own.values, other.values).map { (area: other.area, distance: $0) }
        }
        return others.sorted { ($0.distance, $0.area.code) < ($1.distance, $1.area.code) }.prefix(count).map(\.area)
    }

    private static func distance(
        _ one: [CaseloadMakeUp.Subject: [Double]], _ other: [CaseloadMakeUp.Subject: [Double]]
    ) -> Double? {
        var (sum, count) = (0.0, 0)
        for subject in CaseloadMakeUp.Subject.allCases {
            guard let first = one[subject], let second = other[subject] else { continue }
            sum += zip(first, second).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(first.count)
            count += 1
        }
        return count > 0 ? (sum / Double(count)).squareRoot() : nil
    }

    private static func standardDeviation(_ values: [Double]) -> Double {
        guard values.count > 1 else { return 0 }
        let mean = values.reduce(0, +) / Double(values.count)
        return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
    }
}
