/// The people whom the latest report was made from, for another indicator that counts the same ones in its own way.
///
/// One cohort is kept and no more: the national one takes some 10 MB.
public final class SharedCohort {
    private var latest: (query: Query, cohort: Cohort)?

    public init() {}

    /// The cohort of a query: the one kept, or else one that is read and kept in its place.
    func cohort(of query: Query, _ inputs: ReportInputs) throws -> Cohort {
        if let latest, latest.query == query { return latest.cohort }
        latest = nil
        let cohort = try Cohort(query, inputs)
        latest = (query, cohort)
        return cohort
    }
}
