/// A cache of the latest report's cohort, for the next indicator if it counts the same people in its own way, or the
/// next period if it includes some of the same rows.
///
/// Only one cohort is cached, with its parts: the national one takes some 10 MB.
public final class SharedCohort {
    private var latest: (parts: [Query], cohort: Cohort)?
    /// The parts of the latest cohort, where it has several.
    private var parts: [(query: Query, rows: Cohort)] = []

    public init() {}

    /// Returns the cached cohort for these queries, or builds it, reading only the parts that are not cached, and
    /// caches it.
    func cohort(of queries: [Query], _ inputs: ReportInputs) throws -> Cohort {
        if let latest, latest.parts == queries { return latest.cohort }
        latest = nil
        parts.removeAll { !queries.contains($0.query) }
        var cohort = Cohort()
        for query in queries {
            if let known = parts.first(where: { $0.query == query }) {
                cohort.add(known.rows)
            } else {
                let rows = try Cohort(query, inputs)
                if queries.count > 1 { parts.append((query, rows)) }
                cohort.add(rows)
            }
        }
        cohort.sortByPerson()
        latest = (queries, cohort)
        return cohort
    }
}
