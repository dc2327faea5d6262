/// The people whom the latest report was made from, for another indicator that counts the same ones in its own way, or
/// for another period that counts some of them too.
///
/// One cohort is kept, with its parts, and no more: the national one takes some 10 MB.
public final class SharedCohort {
    private var latest: (parts: [Query], cohort: Cohort)?
    /// The parts of the latest cohort, where it has several.
    private var parts: [(query: Query, rows: Cohort)] = []

    public init() {}

    /// The cohort of a query's parts: the one kept, or else one of which the parts not kept are read, and which is kept
    /// in its place.
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
