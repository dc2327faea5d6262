import ReportKit

/// Renders findings as CSV, a row a finding, numbers at full precision and rates as fractions.
///
/// ```
/// indicator,quarter,period_from,period_to,area_code,area_name,area_level,by,group,observed,n,...
/// NI18,2010-11Q4,2010-04-01,2011-03-31,PT-LANCASHIRE,Lancashire,trust,,,2940,26016,...
/// ```
public struct CSVRenderer: ReportRenderer {
    public init() {}

    public func render(_ report: Report) -> String {
        CSVRenderer.text([report])
    }

    /// Several reports as one table: every column that any of their families has, empty where another has none.
    static func text(_ reports: [Report]) -> String {
        let columns = columns(of: reports)
        let rows = reports.flatMap { report in
            report.findings.map { finding in
                CSV.line(columns.map { $0.cell(report, finding) ?? "" })
            }
        }
        return CSV.line(columns.map(\.name)) + rows.joined()
    }

    /// The columns that any of the reports' families has.
    static func columns(of reports: [Report]) -> [Column] {
        let families = Set(reports.map(\.indicator.family))
        return columns.filter { !$0.families.isDisjoint(with: families) }
    }

    /// One column of the figures, in every file of them.
    struct Column: Sendable {
        let name: String
        var families = Set(Family.allCases)
        fileprivate let value: @Sendable (Report, Finding) -> String?

        /// What it says of a finding, at full precision; nil for nothing.
        func cell(_ report: Report, _ finding: Finding) -> String? {
            families.contains(report.indicator.family) ? value(report, finding) : nil
        }
    }

    private static let columns: [Column] = common + predicted + proportion + change + last

    private static let common: [Column] = [
        Column(name: "indicator") { report, _ in CSV.text(report.indicator.id) },
        Column(name: "quarter") { report, _ in
            guard case .quarter(let quarter) = report.requested else { return nil }
            return quarter.description
        },
        Column(name: "period_from") { report, _ in report.period.from.description },
        Column(name: "period_to") { report, _ in report.period.to.description },
        Column(name: "area_code") { _, finding in CSV.text(finding.area.code) },
        Column(name: "area_name") { _, finding in CSV.text(finding.area.name) },
        Column(name: "area_level") { _, finding in finding.area.level.rawValue },
        Column(name: "by") { _, finding in finding.group?.by.rawValue },
        Column(name: "group") { _, finding in finding.group.map { CSV.text($0.value) } },
        Column(name: "observed") { _, finding in "\(finding.observed)" },
        Column(name: "n") { _, finding in "\(finding.n)" },
        Column(name: "verdict") { _, finding in finding.verdict?.rawValue },
        Column(name: "unreliable") { _, finding in "\(finding.unreliable)" },
        Column(name: "insufficient_data") { _, finding in "\(finding.isInsufficient)" },
        Column(name: "target") { _, finding in finding.target.map { "\($0.value)" } },
        Column(name: "target_measure") { _, finding in finding.target?.measure.rawValue },
        Column(name: "target_met") { _, finding in finding.target?.met.map { "\($0)" } },
    ]

    private static let predicted: [Column] =
        [
            numeric("people") { Double($0.people) },
            numeric("expected") { $0.expected },
            numeric("actual_rate") { $0.actualRate },
            numeric("predicted_rate") { $0.predictedRate },
            numeric("relative_difference_pct") { $0.relativeDifference },
            numeric("range_of_insignificance_lower_pct") { $0.rangeOfInsignificance?[0] },
            numeric("range_of_insignificance_upper_pct") { $0.rangeOfInsignificance?[1] },
            numeric("smallest_detectable_pct") { $0.smallestDetectable },
        ] + test("z", \.z) + test("poisson_binomial", \.poissonBinomial) + test("clustered", \.clustered)

    private static func numeric(
        _ name: String, _ value: @escaping @Sendable (PredictedFigures) -> Double?
    ) -> Column {
        Column(name: name, families: [.proportionAgainstPredicted]) { _, finding in
            guard case .predicted(let figures) = finding.figures else { return nil }
            return value(figures).map(number)
        }
    }

    private static func test(
        _ name: String, _ path: KeyPath<PredictedFigures.Tests, TestOutcome> & Sendable
    ) -> [Column] {
        [
            numeric("\(name)_statistic") { $0.tests[keyPath: path].statistic },
            numeric("\(name)_p") { $0.tests[keyPath: path].p },
            numeric("\(name)_p_adjusted") { $0.tests[keyPath: path].pAdjusted },
            Column(name: "\(name)_verdict", families: [.proportionAgainstPredicted]) { _, finding in
                guard case .predicted(let figures) = finding.figures else { return nil }
                return figures.tests[keyPath: path].verdict.rawValue
            },
        ]
    }

    private static let proportion: [Column] = {
        func column(_ name: String, _ value: @escaping @Sendable (ProportionFigures) -> Double?) -> Column {
            Column(name: name, families: [.proportionAgainstTarget]) { _, finding in
                guard case .proportion(let figures) = finding.figures else { return nil }
                return value(figures).map(number)
            }
        }
        return [
            column("rate") { $0.rate },
            column("rate_lower95") { $0.interval?[0] },
            column("rate_upper95") { $0.interval?[1] },
            column("not_recorded") { Double($0.notRecorded) },
            column("exact_binomial_p") { $0.tests.exactBinomial?.p },
            column("exact_binomial_p_adjusted") { $0.tests.exactBinomial?.pAdjusted },
        ]
    }()

    private static let change: [Column] = {
        func column(_ name: String, _ value: @escaping @Sendable (ChangeFigures) -> Double?) -> Column {
            Column(name: name, families: [.cohortChange]) { _, finding in
                guard case .change(let figures) = finding.figures else { return nil }
                return value(figures).map(number)
            }
        }
        return [
            column("cohort_people") { Double($0.people) },
            column("year_share") { $0.yearShare },
            column("baseline_per_person") { $0.baselinePerPerson },
            column("follow_up_per_person") { $0.followUpPerPerson },
            column("change_pct") { $0.change },
            column("change_lower95_pct") { $0.interval?[0] },
            column("change_upper95_pct") { $0.interval?[1] },
            column("expected_change_pct") { $0.expectedChange },
            column("against_expected_p") { $0.tests.againstExpected?.p },
            column("against_expected_p_adjusted") { $0.tests.againstExpected?.pAdjusted },
        ]
    }()

    private static let last: [Column] = [
        Column(name: "sentence") { report, finding in CSV.text(finding.sentence(report.indicator)) },
        Column(name: "source") { report, _ in CSV.text(report.indicator.source) },
        Column(name: "synthetic") { report, _ in "\(report.dataQuality.synthetic)" },
    ]

    /// A number at full precision; a whole one without a decimal point.
    private static func number(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
    }
}
