import Significance

/// The family of NI 18: a proportion of people against the proportion predicted for them.
///
/// The query returns one row per offender-snapshot:
///
/// | column | |
/// |---|---|
/// | `trust_id` | the supervising probation area or trust |
/// | `authority_id` | the upper-tier authority, or null where not assigned |
/// | `breakdown` | the person's group, where the report is broken down, or null |
/// | `offender_id` | the person |
/// | `reoffended` | the outcome, or null where it cannot be known (not matched to the Police National Computer) |
/// | `predicted` | the predicted probability of that outcome, or null where there is none |
/// | `model_id` | its model's key in `reporting.prediction_model`; where null, nothing is judged |
///
/// A prediction must be for as many months as the outcome (``ModuleWithHorizon/horizonMonths``). Where any model
/// predicts for another number, or for an unknown one, no finding has a difference or is judged: all are
/// ``NotJudged/Cause/notComparable``.
///
/// Rows without an outcome or a prediction are left out, and their number is reported. Predictions of two models are
/// not mixed in one cohort unless the request allows it, because their sum would mean neither.
public enum ProportionAgainstPredicted {
    /// The columns that the query must return.
    public static let columns =
        Places.columns + [
            ColumnRequirement("offender_id", .integer), ColumnRequirement("reoffended", .boolean, nullable: true),
            ColumnRequirement("predicted", .real, nullable: true),
            ColumnRequirement("model_id", .integer, nullable: true),
        ]

    /// The columns that the first of two queries must return (``CohortPart/init(members:outcomes:)``): the same, but instead
    /// of the outcome, `known`: whether it can be known.
    public static let memberColumns = columns.map {
        $0.name == "reoffended" ? ColumnRequirement("known", .boolean) : $0
    }

    /// Reads the module's query and judges every area of the requested levels.
    public static func judge(_ module: some ModuleWithHorizon, _ inputs: ReportInputs) throws -> Judgement {
        let parts = try parts(of: module, for: inputs.request)
        let question = SharedCohort.Question(
            parts, inputs, module.indicator.polarity, horizonMonths: module.horizonMonths)
        return try inputs.cohort.judgement(of: question) { try judge(module, parts, inputs) }
    }

    private static func judge(
        _ module: some ModuleWithHorizon, _ parts: [CohortPart], _ inputs: ReportInputs
    ) throws -> Judgement {
        let cohort = try inputs.cohort.cohort(of: parts, inputs)
        let indicator = module.indicator
        if let model = inputs.request.model, cohort.people.rows.isEmpty {
            throw ReportError.noPredictions(
                indicator: indicator.id, period: inputs.request.period.description, model: model)
        }
        let models = try cohort.models(in: inputs.warehouse)
        guard models.count <= 1 || inputs.request.allowsMixedModels else {
            throw ReportError.mixedModels(indicator: indicator.id, models: models.map(\.name))
        }
        let uncertainty = try uncertainty(of: module, cohort, inputs)
        var unknown = 0
        let otherSpans = models.filter { $0.horizonMonths != module.horizonMonths }
        let notJudged = otherSpans.first.map {
            NotJudged(.notComparable, reason(for: $0, countingMonths: module.horizonMonths))
        }
        let findings = try inputs.request.levels.flatMap { level in
            let cells = LevelCells(
                places: cohort.places, areas: inputs.areas, level: level, breakdown: inputs.request.breakdown)
            let counts = CellCounts(
                cohort.people.rows, cells, multiples: indicator.polarity == .insideBand)
            let quality = cohort.quality(of: cells, counts.sums, inputs.thresholds)
            let errors = uncertainty?.standardErrors(of: cells, variances: counts.independentVariances)
            // An area where nobody has both an outcome and a prediction has no rate.
            let judged = cells.cells.indices.filter { counts.sums[$0].n > 0 }
            unknown += judged.count { errors?[$0] == nil }
            let (targets, isShown) = (cells.cells.map(inputs.target), cells.cells.map { inputs.shows($0.area) })
            let (correlation, allows) = (cohort.withinPerson, inputs.request.allowsForPrediction)
            return try judged.map { index in
                let sums = counts.sums[index]
                let multiple = multiple(sums, targets[index], indicator.polarity)
                let finding = try PredictedJudgement(
                    of: sums, among: try counts.people(of: index, correlation: correlation),
                    tests: isShown[index] ? try counts.tests(of: index, times: multiple ?? 1) : nil,
                    multiple: multiple, polarity: indicator.polarity, target: targets[index],
                    isComparable: notJudged == nil, standardError: errors?[index], allowsForIt: allows
                ).finding(cells.cells[index], quality[index])
                return notJudged.map(finding.notComparable) ?? finding
            }
            .judged(on: inputs.basis)
        }
        let weighed = inputs.weighedLevels.flatMap { level in
            let cells = LevelCells(
                places: cohort.places, areas: inputs.areas, level: level, breakdown: inputs.request.breakdown)
            let sums = CellCounts.sums(cohort.people.rows, cells)
            return zip(cells.cells, sums).filter { $0.1.n > 0 }.map { cell, sums in
                UnshownCounts.Row(
                    area: cell.area, group: cell.group?.value, observed: sums.observed, n: sums.n, people: sums.people)
            }
        }
        return Judgement(
            findings: findings, dataQuality: cohort.quality(inputs.thresholds),
            notes: notes(models, otherSpans, of: module, inputs.request)
                + uncertaintyNotes(unknown, inputs.request),
            weighed: weighed,
            // Predictions for another span than the figure's cannot be compared with its outcomes.
            calibration: inputs.request.wantsCalibration && otherSpans.isEmpty ? cohort.riskGroups() : [])
    }

    /// The parts of the module's query, using the predictions of the model that the request names.
    private static func parts(of module: some ReportModule, for request: ReportRequest) throws -> [CohortPart] {
        guard let module = module as? any PredictedModule else {
            return [CohortPart(try module.query(for: request.period, breakdown: request.breakdown))]
        }
        return try module.parts(of: request.period, breakdown: request.breakdown, predictedBy: request.model)
    }

    /// How uncertain the predictions are, where they are those of a model that was fitted here.
    private static func uncertainty(
        of module: some ReportModule, _ cohort: Cohort, _ inputs: ReportInputs
    ) throws -> CoefficientUncertainty? {
        guard let model = inputs.request.model, module is any PredictedModule else { return nil }
        let known = try CoefficientUncertainty(
            of: model, in: module.coverage(of: inputs.request.period).snapshots, breakdown: inputs.request.breakdown,
            places: cohort.places, inputs.warehouse)
        if known == nil, inputs.request.allowsForPrediction {
            throw ReportError.noUncertainty(
                indicator: module.indicator.id, period: inputs.request.period.description, model: model)
        }
        return known
    }

    /// - Parameter unknown: for how many findings it is not known how uncertain their prediction is.
    private static func uncertaintyNotes(_ unknown: Int, _ request: ReportRequest) -> [String] {
        guard request.allowsForPrediction else { return [] }
        let lacking =
            unknown == 0
            ? ""
            : " For \(unknown) of them it is not known: the model was fitted on their people, or applied to others."
        return [
            "Verdicts, intervals and ranges allow for the uncertainty of the prediction itself, which rests on the people "
                + "whom the model was fitted on.\(lacking)"
        ]
    }

    /// What a reader must know about the predictions: whose they are, and which cannot be compared with the outcome.
    private static func notes(
        _ models: [Cohort.Model], _ otherSpans: [Cohort.Model], of module: some ModuleWithHorizon,
        _ request: ReportRequest
    ) -> [String] {
        guard !models.isEmpty else { return [] }
        var notes = ["Predicted by: \(models.map(\.name).joined(separator: "; "))."]
        if request.model != nil {
            notes.append(
                "These predictions were made in this warehouse; those that came with the caseload are not used.")
        }
        return notes
            + otherSpans.map { model in
                "NOT COMPARABLE: \(reason(for: model, countingMonths: module.horizonMonths)): the difference does not "
                    + "show performance, and is not judged."
            }
    }

    /// Why predictions of a model cannot be compared with what happened, as a clause.
    private static func reason(for model: Cohort.Model, countingMonths counted: Int) -> String {
        guard let horizon = model.horizonMonths else {
            return "it is not stated for how many months \(model.name) predicts ('laa load caseload --horizon MONTHS' "
                + "states it), and this indicator counts \(months(counted))"
        }
        return "\(model.name), predicts for \(months(horizon)), but this indicator counts \(months(counted))"
    }

    private static func months(_ count: Int) -> String { count == 1 ? "1 month" : "\(count) months" }

    /// The multiple of the predicted rate that the tests are against.
    ///
    /// This is 1 unless the actual rate should lie within an agreed range around the predicted one. It is then the
    /// multiple within that range that is nearest to the actual rate, or nil where no such range is known.
    private static func multiple(_ sums: CellCounts.Sums, _ agreed: AgreedTarget?, _ polarity: Polarity) -> Double? {
        guard polarity == .insideBand else { return 1 }
        guard let agreed, agreed.measure == .relativeDifference, agreed.upper != nil, sums.expected > 0 else {
            return nil
        }
        let range = agreed.range(polarity)
        let difference = Double(sums.observed) / sums.expected - 1
        return max(0, 1 + min(max(difference, range.lowerBound), range.upperBound))
    }
}

extension Finding {
    /// The finding with neither a judgement nor a difference, because its prediction is not for what happened.
    fileprivate func notComparable(_ reason: NotJudged) -> Finding {
        var finding = self
        finding.withdrawJudgement(reason)
        if case .predicted(var figures) = finding.figures {
            figures.relativeDifference = nil
            figures.differenceInterval = nil
            finding.figures = .predicted(figures)
        }
        return finding
    }
}
