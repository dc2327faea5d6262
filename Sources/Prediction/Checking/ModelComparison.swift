import Disclosure
import ReportKit
import Text
import Warehouse

/// Two fitted models side by side: their coefficients and, for a quarter, how well each predicts the same people.
public struct ModelComparison {
    public let first, second: FittedModel
    /// Every coefficient that either has, in the order of the first.
    let coefficients: [(label: String, first: FitRecord.Column?, second: FitRecord.Column?)]
    let quarter: Quarter?
    /// Of NI 18's cohort of ``quarter``; nil where nothing of it may be shown, or no quarter was asked for.
    let performances: (first: Performance, second: Performance)?
    let synthetic: Bool

    /// - Parameter quarter: whose cohort both predict; nil to compare the coefficients alone.
    /// - Throws: ``PredictionError/baselineNotComplete(through:completeOn:loadedThrough:)`` where its outcomes are not
    ///   known yet.
    public init(
        _ first: FittedModel, _ second: FittedModel, quarter: Quarter?, policy: DisclosurePolicy, release: Release,
        today: Day, on connection: Connection
    ) throws {
        self.first = first
        self.second = second
        self.quarter = quarter
        var coefficients = first.fit.columns.map { column in
            (
                label: column.label, first: FitRecord.Column?.some(column),
                second: second.fit.columns.first { $0.label == column.label }
            )
        }
        for column in second.fit.columns where !coefficients.contains(where: { $0.label == column.label }) {
            coefficients.append((column.label, nil, column))
        }
        self.coefficients = coefficients
        guard let quarter else {
            performances = nil
            synthetic = first.fit.synthetic || second.fit.synthetic
            return
        }
        let snapshots = (-3...0).map { quarter.advanced(by: $0).firstDay.adding(days: -1) }
        let one = try first.performance(in: snapshots, today: today, on: connection)
        let other = try second.performance(in: snapshots, today: today, on: connection)
        synthetic = one.synthetic || other.synthetic
        let mayBeShown = [one, other].allSatisfy {
            !policy.published($0.performance.tenths, for: release).groups.isEmpty
        }
        performances = mayBeShown ? (one.performance, other.performance) : nil
    }
}

extension FitRecord.Column {
    /// The term and its levels.
    var label: String { levels.isEmpty ? term : "\(term): \(levels.joined(separator: " or "))" }
}

extension FittedModel {
    /// How well the model predicts people of some snapshots.
    fileprivate func performance(
        in snapshots: [Day], today: Day, on connection: Connection
    ) throws -> (performance: Performance, synthetic: Bool) {
        let scorer = ModelScorer(model)
        let inputs = BaselineCohort.Inputs(
            factors: scorer.design.factors, numbers: scorer.design.numbers, usesHistory: scorer.design.usesHistory)
        let cohort = try connection.transaction {
            try BaselineCohort(
                .init(snapshots: snapshots, months: model.horizonMonths, provenWithin: fit.provenWithinMonths),
                inputs: inputs, today: today, on: connection)
        }
        let rows = CohortRows(cohort: cohort, design: ModelDesign(of: self, trusts: cohort.trusts), byPerson: true)
        return (Performance(try ScoredPeople(rows) { _ in fit.coefficients }), cohort.synthetic)
    }

    /// The name and version.
    public var title: String { "\(model.name)@\(model.version)" }
}

extension ModelComparison {
    /// The comparison for people.
    public func table(width: Int) -> String {
        var table = TextTable([
            .init(heading: "Coefficient", alignment: .left), .init(heading: first.title), .init(heading: "Std. error"),
            .init(heading: second.title), .init(heading: "Std. error"), .init(heading: "Difference"),
        ])
        for (label, one, other) in coefficients {
            func number(_ value: Double?) -> String { value.map { Numbers.fixed($0, 4) } ?? Numbers.missing }
            let difference = one.flatMap { one in other.map { $0.coefficient - one.coefficient } }
            table.append([
                label, number(one?.coefficient), number(one?.standardErrorByPerson), number(other?.coefficient),
                number(other?.standardErrorByPerson), number(difference),
            ])
        }
        var lines = synthetic ? [Report.syntheticCaveat, ""] : []
        for model in [first, second] {
            lines.append("\(model.title): fitted on \(model.fit.fittedOnDay) on \(model.model.fittedOn)")
        }
        lines += [""] + table.lines(width: width)
        if let quarter { lines += [""] + calibration(quarter, width: width) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func calibration(_ quarter: Quarter, width: Int) -> [String] {
        guard let performances else {
            return ["Of \(quarter), so few re-offended, or did not, that nothing may be published."]
        }
        var table = TextTable([
            .init(heading: "\(quarter)", alignment: .left), .init(heading: "n"), .init(heading: "Observed"),
            .init(heading: "Expected"), .init(heading: "Area under curve"), .init(heading: "Brier score"),
            .init(heading: "Slope"), .init(heading: "In the large"),
        ])
        for (title, performance) in [(first.title, performances.first), (second.title, performances.second)] {
            table.append(
                [
                    title, Numbers.count(performance.n), Numbers.count(performance.observed),
                    Numbers.fixed(performance.expected, 1),
                ]
                    + [performance.areaUnderCurve, performance.brier, performance.slope, performance.inTheLarge].map {
                        $0.map { Numbers.fixed($0.value, 4) } ?? Numbers.missing
                    })
        }
        return table.lines(width: width)
    }
}
