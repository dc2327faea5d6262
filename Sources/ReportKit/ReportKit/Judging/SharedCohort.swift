/// A cache of the latest report's cohort, for the next indicator if it counts the same people in its own way, or the
/// next period if it includes some of the same rows.
///
/// Only one cohort is cached, with its parts: the national one takes some 10 MB.
public final class SharedCohort {
    private var latest: (parts: [CohortPart], cohort: Cohort)?
    /// The parts of the latest cohort, where it has several.
    private var parts: [(part: CohortPart, rows: Cohort)] = []
    private var judged: (question: Question, judgement: Judgement)?

    /// What a judgement of the cohort depends on: indicators that count the same in their own names ask the same, except where
    /// they have targets of their own.
    struct Question: Equatable {
        let parts: [CohortPart]
        let request: ReportRequest
        let targets: TargetTable
        let thresholds: QualityThresholds
        let basis: DataBasis
        let weighedLevels: [AreaLevel]
        let shown: Set<String>?
        let polarity: Polarity
        let horizonMonths: Int

        init(_ parts: [CohortPart], _ inputs: ReportInputs, _ polarity: Polarity, horizonMonths: Int) {
            self.parts = parts
            self.horizonMonths = horizonMonths
            self.polarity = polarity
            (request, targets, thresholds) = (inputs.request, inputs.targets, inputs.thresholds)
            (basis, weighedLevels, shown) = (inputs.basis, inputs.weighedLevels, inputs.shown)
        }
    }

    public init() {}

    /// The judgement that the same question was last answered with, or else a new one.
    func judgement(of question: Question, _ judge: () throws -> Judgement) rethrows -> Judgement {
        if let judged, judged.question == question { return judged.judgement }
        let judgement = try judge()
        judged = (question, judgement)
        return judgement
    }

    /// Returns the cached cohort of these parts, or builds it, reading only the parts that are not cached, and caches it.
    func cohort(of wanted: [CohortPart], _ inputs: ReportInputs) throws -> Cohort {
        if let latest, latest.parts == wanted { return latest.cohort }
        latest = nil
        parts.removeAll { !wanted.contains($0.part) }
        let missing = wanted.filter { part in !parts.contains { $0.part == part } }
        parts += zip(missing, try Cohort.reading(missing, inputs)).map { (part: $0, rows: $1) }
        var cohort = Cohort()
        for part in wanted {
            guard let known = parts.first(where: { $0.part == part }) else { continue }
            cohort.add(known.rows)
        }
        if wanted.count == 1 { parts = [] }
        cohort.sortByPerson()
        latest = (wanted, cohort)
        return cohort
    }
}
