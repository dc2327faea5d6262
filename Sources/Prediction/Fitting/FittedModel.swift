import ReportKit
import Warehouse

/// A model that was fitted on a baseline in the warehouse, with how.
public struct FittedModel: Equatable, Sendable {
    public let model: LogisticModel
    public let fit: FitRecord

    /// Fits what a specification asks for.
    ///
    /// - Parameters:
    ///   - baseline: the period whose quarters' opening snapshots are the cohort, as for NI 18's year.
    ///   - likelihoodRatios: whether each term is left out in turn for its test, which takes as long as the fit for each.
    ///   - today: when it is fitted; any later day is still to come.
    /// - Throws: ``PredictionError``.
    public init(
        _ specification: FitSpecification, baseline: Period, penalty: FitPenalty = .none,
        likelihoodRatios: Bool = false, today: Day, on connection: Connection
    ) throws {
        self = try connection.transaction {
            let cohort = try BaselineCohort(
                specification.cohort(baseline), inputs: specification.inputs, today: today, on: connection)
            return try FittedModel(
                specification, cohort, baseline: baseline, penalty: penalty, likelihoodRatios: likelihoodRatios,
                today: today)
        }
    }

    init(
        _ specification: FitSpecification, _ cohort: BaselineCohort, baseline: Period, penalty: FitPenalty,
        likelihoodRatios: Bool, today: Day
    ) throws {
        let planned = try FitDesign(specification, cohort)
        let design = planned.design
        let rows = CohortRows(cohort: cohort, design: design)
        do {
            let fit = try LogisticFit(rows, penalty: penalty, from: rows.start(penalty))
            var refusals = Refusals(design)
            let people = CohortRows(cohort: cohort, design: design, byPerson: true) { refusals.add(term: $0) }
            let byPerson = try PersonCovariance(of: fit, people)
            var tests: [FitRecord.Test] = []
            for term in design.terms {
                let ratio =
                    likelihoodRatios && penalty == .none
                    ? try TermTest(likelihoodRatio: fit, rows, columns: term.columns) : nil
                tests.append(
                    FitRecord.Test(
                        term.name, TermTest(wald: fit.coefficients, fit.covariance, columns: term.columns),
                        TermTest(wald: fit.coefficients, byPerson.matrix, columns: term.columns), ratio,
                        degreesOfFreedom: term.count))
            }
            let record = FitRecord(
                specification, cohort, baseline: baseline, penalty: penalty, fit, byPerson, design: design,
                refused: cohort.impossible.map {
                    .init(reason: $0.rule.explained, count: $0.count)
                } + refusals.all, tests: tests, notes: planned.notes, today: today)
            self.init(model: try LogisticModel(specification, design, fit, record, trusts: cohort.trusts), fit: record)
        } catch let failure as FitFailure {
            throw PredictionError.of(failure, specification, design)
        }
    }

    init(model: LogisticModel, fit: FitRecord) {
        self.model = model
        self.fit = fit
    }
}

extension CohortRows {
    /// Where to begin fitting many rows: with what a sixteenth of the people give, from which two or three steps lead to the
    /// end, instead of seven; nil for few rows, and where that part cannot be fitted.
    fileprivate func start(_ penalty: FitPenalty) -> [Double]? {
        guard cohort.patterns == nil, cohort.rows.count > 100_000 else { return nil }
        var part = self
        part.oneIn = 16
        return try? LogisticFit(part, penalty: penalty).coefficients
    }
}

extension FitSpecification {
    /// Who is fitted on in a baseline.
    func cohort(_ baseline: Period) throws(PredictionError) -> BaselineCohort.Request {
        let ends = Self.quarterEnds(of: baseline)
        if let outside = snapshots?.first(where: { !ends.contains($0) }) {
            throw .badFile(
                file: file, line: 1, problem: "the snapshot \(outside) is not in the baseline",
                remedy: "Name quarter ends from the day before it begins")
        }
        return BaselineCohort.Request(snapshots: snapshots ?? ends, months: months, provenWithin: provenWithin)
    }

    /// The quarter ends on whose day after a quarter of the baseline begins, as for NI 18's year.
    private static func quarterEnds(of baseline: Period) -> [Day] {
        var ends: [Day] = []
        var quarter = Quarter(containing: baseline.from)
        if quarter.firstDay < baseline.from { quarter = quarter.advanced(by: 1) }
        while quarter.firstDay <= baseline.to {
            ends.append(quarter.firstDay.adding(days: -1))
            quarter = quarter.advanced(by: 1)
        }
        return ends
    }

    /// The inputs of all terms.
    var inputs: BaselineCohort.Inputs {
        var factors: [FactorInput] = []
        var numbers: [NumberInput] = []
        for term in terms {
            switch term.kind {
            case .factor(let factor, _, _): factors.append(factor)
            case .number(let number), .spline(let number, _): numbers.append(number)
            // Its inputs have terms of their own.
            case .product: break
            }
        }
        let sources = numbers.flatMap(\.sources)
        return BaselineCohort.Inputs(
            factors: FactorInput.allCases.filter(factors.contains),
            numbers: NumberSource.allCases.filter(sources.contains),
            usesHistory: factors.contains(where: \.isOfHistory) || numbers.contains(where: \.isOfHistory))
    }
}

extension LogisticModel {
    /// The model of a fit.
    fileprivate init(
        _ specification: FitSpecification, _ design: ModelDesign, _ fit: LogisticFit, _ record: FitRecord,
        trusts: [String]
    ) throws(PredictionError) {
        if let column = fit.coefficients.firstIndex(where: { $0.magnitude > JSONPlace.largestCoefficient }) {
            throw .cannotFit(
                file: specification.file, line: specification.line(of: design.columns[column].term),
                problem: "the coefficient of \(design.columns[column].label) is larger than "
                    + "\(JSONPlace.largestCoefficient)",
                remedy: "Use a number in larger units, or leave the term out")
        }
        name = specification.name
        version = specification.version
        horizonMonths = specification.months
        fittedOn = record.inWords
        intercept = fit.coefficients[0]
        func levels(_ factor: FactorInput) -> [String] { factor.levels ?? trusts }
        terms = design.terms.map { term in
            let values = Array(fit.coefficients[term.columns])
            func value(_ column: Int32) -> Double? {
                column == ModelDesign.refused ? nil : column < 0 ? 0 : values[Int(column)]
            }
            func byLevel(_ factor: FactorInput, _ columns: [Int32]) -> [String: Double] {
                Dictionary(
                    uniqueKeysWithValues: zip(levels(factor), columns).compactMap { level, column in
                        value(column).map { (level, $0) }
                    })
            }
            let effect: Effect =
                switch term.part {
                case .factor(let factor, let columns): .factor(factor, levels: byLevel(factor, columns))
                case .number(let number): .number(number, coefficient: values[0])
                case .spline(let number, let spline):
                    .spline(number, knots: spline.knots, coefficients: Array(values.prefix(spline.count)))
                case .pairs(let one, let other, let columns):
                    .pairs(
                        one, other,
                        levels: Dictionary(
                            uniqueKeysWithValues: zip(levels(one), columns).map { ($0, byLevel(other, $1)) }))
                case .numberByLevel(let factor, let number, let columns):
                    .numberByLevel(factor, number, levels: byLevel(factor, columns))
                case .productOfNumbers(let one, let other):
                    .productOfNumbers(one, other, coefficient: values[0])
                }
            let missing: Missing =
                switch term.missing {
                case .refuse: .refuse
                case .nothing: .add(0)
                case .column(let column): .add(fit.coefficients[column])
                }
            return Term(name: term.name, effect: effect, missing: missing)
        }
    }
}

extension FitSpecification {
    /// The line of a term.
    func line(of term: String) -> Int { terms.first { $0.name == term }?.line ?? 1 }
}

extension PredictionError {
    /// A failure in the words of the specification.
    static func of(
        _ failure: FitFailure, _ specification: FitSpecification, _ design: ModelDesign
    ) -> PredictionError {
        func label(_ column: Int) -> String {
            column == 0 ? "the intercept and the reference levels" : design.columns[column].label
        }
        func line(_ columns: [Int]) -> Int {
            specification.line(of: design.columns[columns.first { $0 > 0 } ?? 0].term)
        }
        func labels(_ columns: [Int]) -> String { columns.map(label).joined(separator: "; ") }
        func error(_ columns: [Int], _ problem: String, _ remedy: String) -> PredictionError {
            .cannotFit(file: specification.file, line: line(columns), problem: problem, remedy: remedy)
        }
        switch failure {
        case .sameOutcome(let happened):
            return error(
                [], "\(happened ? "everybody" : "nobody") in the baseline re-offended",
                "Check that caseload and re-offences of the baseline are loaded")
        case .empty(let column):
            return error(
                [column], "nobody in the baseline has \(label(column))",
                "Merge the level with another by 'merge', put the knots of a spline where there are people, or leave the "
                    + "term out")
        case .dependent(let column, let others):
            return error(
                [column], "\(label(column)) follows from \(labels(others)): their coefficients cannot be told apart",
                "Leave one of them out")
        case .separated(let columns):
            return error(
                columns,
                "\(labels(columns)): among these people the outcome is the same for all, so that a coefficient "
                    + "would be infinite",
                "Merge a level with another, leave a term out, or fit with --firth or --ridge")
        case .notConverged(let columns):
            return error(
                columns, "the fit does not settle: \(labels(columns))",
                "Leave a term out, or fit with --firth or --ridge")
        }
    }
}
