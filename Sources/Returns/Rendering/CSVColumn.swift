import ReportKit

/// One column of a report's CSV: what it says of a finding, and the families that have it.
///
/// Families that say the same thing share the column, so that a return's one table has each name once.
struct CSVColumn: Sendable {
    let name: String
    var families = Set(Family.allCases)
    /// The cell, safe to open in a spreadsheet; nil where there is nothing to say.
    let value: @Sendable (Report, Finding) -> String?

    /// What it says of a finding, at full precision; nil for nothing.
    func cell(_ report: Report, _ finding: Finding) -> String? {
        families.contains(report.indicator.family) ? value(report, finding) : nil
    }

    /// The same of a finding that may have been kept back or rounded.
    func cell(_ report: DisclosedReport, _ finding: DisclosedFinding) -> String? {
        guard families.contains(report.indicator.family) else { return nil }
        switch finding {
        case .published(let finding): return value(report.published, finding)
        case .rounded(let finding):
            switch name {
            case "observed": return finding.observed.map { "\($0)" }
            case "n": return finding.n.map { "\($0)" }
            case "rate", "actual_rate": return finding.rate.map { "\($0)" }
            default:
                return cell(
                    report.published, finding.area, by: finding.group?.by, finding.group?.value, finding.sentence)
            }
        case .suppressed(let suppression):
            return cell(
                report.published, suppression.area, by: suppression.breakdown, suppression.group,
                suppression.sentence)
        }
    }

    /// What is said of where a finding is, and nothing of what it is.
    private func cell(
        _ report: Report, _ area: Area, by breakdown: Breakdown?, _ group: String?, _ sentence: String
    ) -> String? {
        switch name {
        case "indicator": CSV.text(report.indicator.id)
        case "quarter": if case .quarter(let quarter) = report.requested { quarter.description } else { nil }
        case "period_from": report.period.from.description
        case "period_to": report.period.to.description
        case "area_code": CSV.text(area.code)
        case "area_name": CSV.text(area.name)
        case "area_level": area.level.rawValue
        case "by": group == nil ? nil : breakdown?.rawValue
        case "group": group.map(CSV.text)
        case "sentence": sentence
        case "source": CSV.text(report.indicator.source)
        case "synthetic": "\(report.dataQuality.synthetic)"
        default: Shorthand.confidential.rawValue
        }
    }

    /// Every column, in order.
    static let all = common + rates + proportion + predicted + change + counts + means + supplied + tests + last
}

extension CSVColumn {
    private static let common: [CSVColumn] = [
        CSVColumn(name: "indicator") { report, _ in CSV.text(report.indicator.id) },
        CSVColumn(name: "quarter") { report, _ in
            guard case .quarter(let quarter) = report.requested else { return nil }
            return quarter.description
        },
        CSVColumn(name: "period_from") { report, _ in report.period.from.description },
        CSVColumn(name: "period_to") { report, _ in report.period.to.description },
        CSVColumn(name: "area_code") { _, finding in CSV.text(finding.area.code) },
        CSVColumn(name: "area_name") { _, finding in CSV.text(finding.area.name) },
        CSVColumn(name: "area_level") { _, finding in finding.area.level.rawValue },
        CSVColumn(name: "by") { _, finding in finding.group?.by.rawValue },
        CSVColumn(name: "group") { _, finding in finding.group.map { CSV.text($0.value) } },
        CSVColumn(name: "observed") { _, finding in finding.observed.map { "\($0)" } },
        CSVColumn(name: "n") { _, finding in finding.n.map { "\($0)" } },
        CSVColumn(name: "verdict") { _, finding in finding.verdict?.rawValue },
        CSVColumn(name: "unreliable") { _, finding in "\(finding.unreliable)" },
        CSVColumn(name: "insufficient_data") { _, finding in "\(finding.isInsufficient)" },
        CSVColumn(name: "target") { _, finding in finding.target.map { "\($0.value)" } },
        CSVColumn(name: "target_upper") { _, finding in finding.target?.upper.map { "\($0)" } },
        CSVColumn(name: "target_measure") { _, finding in finding.target?.measure.rawValue },
        CSVColumn(name: "target_met") { _, finding in finding.target?.met.map { "\($0)" } },
    ]

    private static let last: [CSVColumn] = [
        CSVColumn(name: "sentence") { report, finding in CSV.text(finding.sentence(report.indicator)) },
        CSVColumn(name: "source") { report, _ in CSV.text(report.indicator.source) },
        CSVColumn(name: "synthetic") { report, _ in "\(report.dataQuality.synthetic)" },
    ]

    /// A column of numbers that some families have; at full precision, a whole one without a decimal point.
    private static func number(
        _ name: String, _ families: Set<Family>, _ value: @escaping @Sendable (Finding.Figures) -> Double?
    ) -> CSVColumn {
        CSVColumn(name: name, families: families) { _, finding in
            value(finding.figures).map { value in
                value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
            }
        }
    }
}

// MARK: - Rates and proportions

extension CSVColumn {
    private static let rates: [CSVColumn] = [
        number("people", [.proportionAgainstPredicted, .frequency]) { figures in
            switch figures {
            case .predicted(let figures): Double(figures.people)
            case .frequency(let figures): Double(figures.people)
            default: nil
            }
        },
        number("rate_per", [.frequency, .ratePerPopulation, .standardisedRate]) { figures in
            switch figures {
            case .frequency(let figures): Double(figures.per)
            case .rate(let figures): Double(figures.per)
            case .standardised(let figures): Double(figures.per)
            default: nil
            }
        },
        number("rate", withRate) { $0.rate },
        number("rate_lower95", withRate) { $0.rateInterval?[0] },
        number("rate_upper95", withRate) { $0.rateInterval?[1] },
        number("rate_poisson_lower95", [.frequency]) { $0.frequency?.poissonInterval?[0] },
        number("rate_poisson_upper95", [.frequency]) { $0.frequency?.poissonInterval?[1] },
        number("dispersion", [.frequency]) { $0.frequency?.dispersion },
        number("baseline_rate", [.ratePerPopulation]) { $0.perPopulation?.baselineRate },
        number("baseline_events", [.ratePerPopulation]) { $0.perPopulation?.baselineEvents.map(Double.init) },
        number("baseline_population", [.ratePerPopulation]) { $0.perPopulation?.baselinePopulation.map(Double.init) },
        number("crude_rate", [.standardisedRate]) { $0.standardised?.crudeRate },
        number("overall_rate", [.standardisedRate]) { $0.standardised?.overallRate },
    ]

    private static let withRate: Set<Family> = [
        .proportionAgainstTarget, .frequency, .ratePerPopulation, .standardisedRate, .supplied,
    ]

    private static let proportion: [CSVColumn] = [
        number("not_recorded", [.proportionAgainstTarget]) { figures in
            guard case .proportion(let figures) = figures else { return nil }
            return Double(figures.notRecorded)
        }
    ]
}

extension Finding.Figures {
    fileprivate var rate: Double? {
        switch self {
        case .proportion(let figures): figures.rate
        case .frequency(let figures): figures.rate
        case .rate(let figures): figures.rate
        case .standardised(let figures): figures.rate
        case .supplied(let figures): figures.rate
        default: nil
        }
    }

    fileprivate var rateInterval: [Double]? {
        switch self {
        case .proportion(let figures): figures.interval
        case .frequency(let figures): figures.interval
        case .rate(let figures): figures.interval
        case .standardised(let figures): figures.interval
        case .supplied(let figures): figures.rateInterval
        default: nil
        }
    }

    fileprivate var frequency: FrequencyFigures? { any as? FrequencyFigures }
    fileprivate var perPopulation: RateFigures? { any as? RateFigures }
    fileprivate var standardised: StandardisedFigures? { any as? StandardisedFigures }
    fileprivate var predicted: PredictedFigures? { any as? PredictedFigures }
    fileprivate var cohort: ChangeFigures? { any as? ChangeFigures }
    fileprivate var count: CountFigures? { any as? CountFigures }
    fileprivate var mean: MeanFigures? { any as? MeanFigures }
    fileprivate var supplied: SuppliedFigures? { any as? SuppliedFigures }
}

// MARK: - Actual against predicted

extension CSVColumn {
    private static let predicted: [CSVColumn] =
        [
            number("expected", [.proportionAgainstPredicted]) { $0.predicted?.expected },
            number("actual_rate", [.proportionAgainstPredicted]) { $0.predicted?.actualRate },
            number("predicted_rate", [.proportionAgainstPredicted]) { $0.predicted?.predictedRate },
            number("relative_difference_pct", [.proportionAgainstPredicted]) { $0.predicted?.relativeDifference },
            number("range_of_insignificance_lower_pct", [.proportionAgainstPredicted]) {
                $0.predicted?.rangeOfInsignificance?[0]
            },
            number("range_of_insignificance_upper_pct", [.proportionAgainstPredicted]) {
                $0.predicted?.rangeOfInsignificance?[1]
            },
            number("smallest_detectable_pct", [.proportionAgainstPredicted]) { $0.predicted?.smallestDetectable },
        ] + test("z", \.z) + test("poisson_binomial", \.poissonBinomial) + test("clustered", \.clustered)

    private static func test(
        _ name: String, _ path: KeyPath<PredictedFigures.Tests, TestOutcome> & Sendable
    ) -> [CSVColumn] {
        let family: Set<Family> = [.proportionAgainstPredicted]
        return [
            number("\(name)_statistic", family) { $0.predicted?.tests[keyPath: path].statistic },
            number("\(name)_p", family) { $0.predicted?.tests[keyPath: path].p },
            number("\(name)_p_adjusted", family) { $0.predicted?.tests[keyPath: path].pAdjusted },
            CSVColumn(name: "\(name)_verdict", families: family) { _, finding in
                finding.figures.predicted?.tests[keyPath: path].verdict?.rawValue
            },
        ]
    }
}

// MARK: - Changes, counts and other values

extension CSVColumn {
    private static let change: [CSVColumn] = [
        number("cohort_people", [.cohortChange]) { $0.cohort.map { Double($0.people) } },
        number("year_share", [.cohortChange, .countAgainstTarget]) { $0.cohort?.yearShare ?? $0.count?.yearShare },
        number("baseline_per_person", [.cohortChange]) { $0.cohort?.baselinePerPerson },
        number("follow_up_per_person", [.cohortChange]) { $0.cohort?.followUpPerPerson },
        number("change_pct", withChange) { $0.change?.change },
        number("change_lower95_pct", withChange) { $0.change?.interval?[0] },
        number("change_upper95_pct", withChange) { $0.change?.interval?[1] },
        number("expected_change_pct", [.cohortChange]) { $0.cohort?.expectedChange },
    ]

    private static let withChange: Set<Family> = [.cohortChange, .ratePerPopulation, .countChange]

    private static let counts: [CSVColumn] = [
        number("count_lower95", [.countAgainstTarget]) { $0.count?.interval?[0] },
        number("count_upper95", [.countAgainstTarget]) { $0.count?.interval?[1] },
        number("target_to_date", [.countAgainstTarget]) { $0.count?.targetToDate },
        number("target_to_date_upper", [.countAgainstTarget]) { $0.count?.targetToDateUpper },
        number("pct_of_target", [.countAgainstTarget]) { $0.count?.percentOfTarget },
    ]

    private static let means: [CSVColumn] = [
        number("total", [.mean]) { $0.mean?.total },
        number("denominator", [.mean]) { $0.mean?.denominator },
        number("mean", [.mean]) { $0.mean?.mean },
        number("mean_lower95", [.mean]) { $0.mean?.interval?[0] },
        number("mean_upper95", [.mean]) { $0.mean?.interval?[1] },
    ]

    private static let supplied: [CSVColumn] = [
        number("value", [.supplied]) { $0.supplied?.value },
        number("value_lower95", [.supplied]) { $0.supplied?.interval?[0] },
        number("value_upper95", [.supplied]) { $0.supplied?.interval?[1] },
        CSVColumn(name: "text", families: [.supplied]) { _, finding in finding.figures.supplied?.text.map(CSV.text) },
        CSVColumn(name: "supplied_by", families: [.supplied]) { _, finding in
            finding.figures.supplied?.source.map(CSV.text)
        },
    ]

    /// Families with one test: the p value by what it is against.
    private static let tests: [CSVColumn] =
        test("exact_binomial", [.proportionAgainstTarget, .supplied])
        + test("against_expected", [.cohortChange])
        + test("against_baseline", [.ratePerPopulation, .countChange])
        + test("against_target", [.frequency, .countAgainstTarget, .mean])

    private static func test(_ name: String, _ families: Set<Family>) -> [CSVColumn] {
        [
            number("\(name)_p", families) { $0.any.outcomes.first??.p },
            number("\(name)_p_adjusted", families) { $0.any.outcomes.first??.pAdjusted },
        ]
    }
}

extension Finding.Figures {
    fileprivate var change: (change: Double?, interval: [Double]?)? {
        switch self {
        case .change(let figures): (figures.change, figures.interval)
        case .rate(let figures): (figures.change, figures.changeInterval)
        case .countChange(let figures): (figures.change, figures.interval)
        default: nil
        }
    }
}
