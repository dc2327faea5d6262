import ReportKit
import Significance
import Warehouse

/// How good a fitted model is: on its own baseline, by cross-validation over people, by group, and in later snapshots.
public struct ModelCheck {
    let fitted: FittedModel
    /// By the model itself on the people that it was fitted on: too good by the number of its coefficients.
    let apparent: Performance
    /// Each person predicted by a model that was fitted without that person's fold.
    let crossValidated: Performance
    let folds: Int
    let seed: UInt64
    /// By sex, age band, ethnicity and trust: cross-validated predictions against what happened.
    let groups: [Grouping]
    /// The model's predictions for snapshots after its baseline.
    let later: [(snapshot: Day, performance: Performance)]
    /// Whether any row drawn on is synthetic.
    let synthetic: Bool

    struct Grouping {
        let factor: FactorInput
        let groups: [Group]
    }

    /// The people of one level.
    struct Group {
        let level: String
        let n: Int
        let observed: Int
        let expected: Double
        /// Observed divided by expected; nil where nothing is expected.
        let ratio: IntervalEstimate?
    }

    private static let factors: [FactorInput] = [.sex, .ageBand, .ethnicity, .trust]

    /// Checks a model against its own baseline and all later snapshots whose outcomes are complete.
    ///
    /// - Parameters:
    ///   - folds: into how many parts people are divided.
    ///   - seed: decides who is in which part.
    public init(
        of fitted: FittedModel, folds: Int = 10, seed: UInt64 = 1, today: Day, on connection: Connection
    ) throws {
        self.fitted = fitted
        self.folds = folds
        self.seed = seed
        let scorer = ModelScorer(fitted.model)
        let inputs = BaselineCohort.Inputs(
            factors: FactorInput.allCases.filter { (scorer.design.factors + Self.factors).contains($0) },
            numbers: scorer.design.numbers, usesHistory: scorer.design.usesHistory)
        let snapshots = fitted.fit.snapshots.compactMap { Day($0) }
        func cohort(_ snapshots: [Day]) throws -> BaselineCohort {
            try connection.transaction {
                try BaselineCohort(
                    .init(
                        snapshots: snapshots, months: fitted.model.horizonMonths,
                        provenWithin: fitted.fit.provenWithinMonths),
                    inputs: inputs, today: today, on: connection)
            }
        }
        let baseline = try cohort(snapshots)
        let design = ModelDesign(of: fitted, trusts: baseline.trusts)
        apparent = Performance(
            try ScoredPeople(CohortRows(cohort: baseline, design: design, byPerson: true)) { _ in
                fitted.fit.coefficients
            })
        let coefficients = try Self.coefficients(of: fitted, baseline, design, folds: folds, seed: seed)
        let scored = try ScoredPeople(CohortRows(cohort: baseline, design: design, byPerson: true)) { person in
            coefficients[Self.fold(of: person, among: folds, seed: seed)]
        }
        crossValidated = Performance(scored)
        groups = try Self.factors.map { try Grouping($0, baseline, design, scored) }
        var later: [(Day, Performance)] = []
        if var day = snapshots.last {
            while true {
                day = Quarter(containing: day.adding(days: 1)).lastDay
                do {
                    let next = try cohort([day])
                    let rows = CohortRows(
                        cohort: next, design: ModelDesign(of: fitted, trusts: next.trusts), byPerson: true)
                    later.append((day, Performance(try ScoredPeople(rows) { _ in fitted.fit.coefficients })))
                } catch PredictionError.baselineNotComplete {
                    break
                } catch PredictionError.emptyBaseline {
                    break
                }
            }
        }
        self.later = later
        synthetic = baseline.synthetic
    }

    /// The coefficients of a fit without each fold.
    private static func coefficients(
        of fitted: FittedModel, _ cohort: BaselineCohort, _ design: ModelDesign, folds: Int, seed: UInt64
    ) throws -> [[Double]] {
        let rows = CohortRows(cohort: cohort, design: design, byPerson: true)
        return try (0..<folds).map { fold in
            let others = RowsOfPeople(base: rows) { Self.fold(of: $0, among: folds, seed: seed) != fold }
            do {
                return try LogisticFit(others, penalty: fitted.fit.fitPenalty, from: fitted.fit.coefficients)
                    .coefficients
            } catch is FitFailure {
                throw PredictionError.notEstimable(
                    measure: "model without one part in \(folds) of the people", reason: "too few have some level")
            }
        }
    }

    /// The fold of a person (SplitMix64: G. L. Steele, D. Lea and C. H. Flood, OOPSLA 2014).
    static func fold(of person: Int32, among folds: Int, seed: UInt64) -> Int {
        var z = UInt64(UInt32(bitPattern: person)) &+ seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(folds))
    }
}

extension ModelCheck.Grouping {
    /// - Parameter scored: the cohort's rows that the design does not refuse, in order.
    fileprivate init(
        _ factor: FactorInput, _ cohort: BaselineCohort, _ design: ModelDesign, _ scored: ScoredPeople
    ) throws {
        self.factor = factor
        var levels: [Int16] = []
        let rows = CohortRows(cohort: cohort, design: design, byPerson: true)
        try rows.visitKept { row in levels.append(row.level(factor.place)) }
        groups = ((factor.levels ?? cohort.trusts) + ["not recorded"]).enumerated().compactMap { place, name in
            let isLast = place == (factor.levels ?? cohort.trusts).count
            let level = isLast ? PersonRow.missing : Int16(place)
            var part = ScoredPeople()
            for index in levels.indices where levels[index] == level {
                part.add(
                    scored.persons[index], predicted: scored.predicted[index], happened: scored.happened[index])
            }
            return part.count > 0 ? ModelCheck.Group(name, part) : nil
        }
    }
}

extension ModelCheck.Group {
    /// The ratio's variance is that of the observed count over people, given the predictions.
    fileprivate init(_ level: String, _ part: ScoredPeople) {
        self.level = level
        n = part.count
        observed = part.happened.count { $0 }
        expected = part.predicted.reduce(0, +)
        guard expected > 0 else {
            ratio = nil
            return
        }
        let value = Double(observed) / expected
        let residuals = part.sums { (part.happened[$0] ? 1 : 0) - value * part.predicted[$0] }
        let people = Double(residuals.count)
        guard people > 1 else {
            ratio = nil
            return
        }
        let variance = people / (people - 1) * residuals.reduce(0) { $0 + $1 * $1 } / (expected * expected)
        ratio = IntervalEstimate(value: value, standardError: variance.squareRoot())
    }
}

extension ScoredPeople {
    /// - Parameter coefficients: those by which a person is predicted.
    init(_ rows: CohortRows, by coefficients: (Int32) -> [Double]) throws {
        self.init()
        var scored = self
        try rows.visit { row in
            let beta = coefficients(row.person)
            let score = beta.withUnsafeBufferPointer { row.score($0.baseAddress!) }
            scored.add(row.person, predicted: LogisticModel.probability(score), happened: row.events > 0)
        }
        self = scored
    }
}

extension FitRecord {
    var coefficients: [Double] { columns.map(\.coefficient) }

    var fitPenalty: FitPenalty {
        switch penalty {
        case "firth": .firth
        case "ridge": ridge.map(FitPenalty.ridge) ?? .none
        default: .none
        }
    }
}

extension ModelDesign {
    /// The design that a model was fitted with, from its file: its columns are those of the fit, in their order.
    init(of fitted: FittedModel, trusts: [String]) {
        self.init()
        func levels(_ factor: FactorInput) -> [String] { factor.levels ?? trusts }
        for term in fitted.model.terms {
            let own = fitted.fit.columns.filter { $0.term == term.name && $0.levels != ["missing"] }
            let hasMissing = fitted.fit.columns.contains { $0.term == term.name && $0.levels == ["missing"] }
            func place(_ value: Double?, _ label: String) -> Int32 {
                guard value != nil else { return Self.refused }
                return own.firstIndex { $0.levels.contains(label) }.map(Int32.init) ?? Self.reference
            }
            let part: Part
            switch term.effect {
            case .factor(let factor, let given):
                part = .factor(factor, columns: levels(factor).map { place(given[$0], $0) })
            case .number(let number, _): part = .number(number)
            case .spline(let number, let knots, _):
                guard let spline = RestrictedSpline(knots: knots) else {
                    preconditionFailure("knots are checked when read")
                }
                part = .spline(number, spline)
            case .pairs(let one, let other, let given):
                part = .pairs(
                    one, other,
                    columns: levels(one).map { first in
                        levels(other).map { place(given[first]?[$0], Self.pair(first, $0)) }
                    })
            case .numberByLevel(let factor, let number, let given):
                part = .numberByLevel(factor, number, columns: levels(factor).map { place(given[$0], $0) })
            case .productOfNumbers(let one, let other, _): part = .productOfNumbers(one, other)
            }
            let rule: MissingRule =
                hasMissing ? .level : term.missing == .refuse ? .refuse : .nothing
            add(term.name, part, labels: own.map(\.levels), missing: rule)
        }
    }
}
