import ReportKit
import Significance
import Text

/// How a model was fitted: on whom, when, and how sure its coefficients are. The member `fit` of a model's file.
public struct FitRecord: Codable, Equatable, Sendable {
    /// The period, FROM..TO.
    public let baseline: String
    public let snapshots: [String]
    /// Months after the horizon within which re-offending had to be proven.
    public let provenWithinMonths: Int
    public let fittedOnDay: String
    /// The last vintage that the warehouse had.
    public let latestVintage: Int
    public let offencesThrough: String
    /// Whether any row drawn on is synthetic.
    public let synthetic: Bool
    /// Offender-snapshots that the model was fitted on.
    public let n: Int
    public let people: Int
    /// How many of ``n`` re-offended.
    public let observed: Int
    /// Offender-snapshots left out, by reason.
    public let leftOut: [ModelCaseload.Outcome.Refusal]
    /// How the likelihood was penalised: none, firth, or ridge with ``ridge``.
    public let penalty: String
    public let ridge: Double?
    public let iterations: Int
    public let logLikelihood: Double
    public let nullLogLikelihood: Double
    public let deviance: Double
    public let nullDeviance: Double
    public let columns: [Column]
    /// The inverse of the information.
    public let covariance: [[Double]]
    /// The covariance that allows for people in several snapshots.
    public let covarianceByPerson: [[Double]]
    public let tests: [Test]
    public let ethnicityAllowedBy: String?
    public let notes: [String]

    /// A coefficient.
    public struct Column: Codable, Equatable, Sendable {
        public let term: String
        /// The levels that share it.
        public let levels: [String]
        public let coefficient: Double
        public let standardError: Double
        public let standardErrorByPerson: Double
        /// Wald's two-sided p value by the standard error by person.
        public let p: Double
    }

    /// Tests that all coefficients of a term are 0.
    public struct Test: Codable, Equatable, Sendable {
        public let term: String
        public let degreesOfFreedom: Int
        public let wald: Double?
        public let waldP: Double?
        public let waldByPerson: Double?
        public let waldByPersonP: Double?
        public let likelihoodRatio: Double?
        public let likelihoodRatioP: Double?

        init(_ term: String, _ wald: TermTest?, _ byPerson: TermTest?, _ ratio: TermTest?, degreesOfFreedom: Int) {
            self.term = term
            self.degreesOfFreedom = degreesOfFreedom
            self.wald = wald?.statistic
            waldP = wald?.p
            waldByPerson = byPerson?.statistic
            waldByPersonP = byPerson?.p
            likelihoodRatio = ratio?.statistic
            likelihoodRatioP = ratio?.p
        }
    }

    init(
        _ specification: FitSpecification, _ cohort: BaselineCohort, baseline: Period, penalty: FitPenalty,
        _ fit: LogisticFit, _ byPerson: PersonCovariance, design: ModelDesign,
        refused: [ModelCaseload.Outcome.Refusal], tests: [Test], notes: [String], today: Day
    ) {
        self.baseline = "\(baseline.from)..\(baseline.to)"
        snapshots = cohort.snapshots.map(\.description)
        provenWithinMonths = specification.provenWithin
        fittedOnDay = today.description
        latestVintage = cohort.latestVintage
        offencesThrough = cohort.offencesThrough.description
        synthetic = cohort.synthetic
        n = Int(fit.trials)
        people = byPerson.people
        observed = Int(fit.events)
        leftOut = refused
        (self.penalty, ridge) =
            switch penalty {
            case .none: ("none", nil)
            case .firth: ("firth", nil)
            case .ridge(let strength): ("ridge", strength)
            }
        iterations = fit.iterations
        logLikelihood = fit.logLikelihood
        nullLogLikelihood = fit.nullLogLikelihood
        deviance = fit.deviance
        nullDeviance = fit.nullDeviance
        let (plain, robust) = (fit.standardErrors, byPerson.matrix.diagonal.map { $0.squareRoot() })
        columns = design.columns.indices.map { index in
            Column(
                term: design.columns[index].term, levels: design.columns[index].levels,
                coefficient: fit.coefficients[index], standardError: plain[index],
                standardErrorByPerson: robust[index],
                p: min(1, 2 * Normal.upperTail((fit.coefficients[index] / robust[index]).magnitude)))
        }
        covariance = fit.covariance.lines
        covarianceByPerson = byPerson.matrix.lines
        self.tests = tests
        ethnicityAllowedBy = specification.ethnicityAllowedBy
        var notes = notes
        if let ethnicityAllowedBy {
            notes.append(
                "The prediction depends on ethnicity, as allowed by: \(ethnicityAllowedBy). What is expected of people then "
                    + "differs by it, and a difference in treatment between groups no longer shows in the figures.")
        }
        let perCoefficient = min(fit.events, fit.trials - fit.events) / Double(max(1, design.columns.count - 1))
        if perCoefficient < 10 {
            notes.append(
                "There are fewer than ten re-offences for each coefficient: predictions may be too extreme. Use fewer terms, "
                    + "or a penalty.")
        }
        self.notes = notes
    }

    /// Whom it was fitted on, in words.
    public var inWords: String {
        "caseload of \(snapshots.first ?? "") to \(snapshots.last ?? ""): \(Numbers.count(n)) offender-snapshots of "
            + "\(Numbers.count(people)) people" + (synthetic ? ", synthetic" : "")
    }
}

extension SymmetricMatrix {
    /// All elements, line by line.
    fileprivate var lines: [[Double]] {
        (0..<size).map { row in (0..<size).map { self[row, $0] } }
    }
}
