import Platform

/// What is added to the log-likelihood.
public enum FitPenalty: Equatable, Sendable {
    case none
    /// Half the logarithm of the information's determinant (D. Firth, Biometrika 80 (1993) 27-38): estimates are finite
    /// under separation too.
    case firth
    /// Minus half of this times the sum of squares of the coefficients, each multiplied by its column's standard deviation;
    /// the intercept, the first column, is left out.
    case ridge(Double)
}

/// Why no logistic regression can be fitted; columns by their numbers.
enum FitFailure: ExitCoded, Equatable {
    /// Everybody had the event, or nobody.
    case sameOutcome(happened: Bool)
    /// Nobody has a value in the column.
    case empty(column: Int)
    case dependent(column: Int, others: [Int])
    /// These columns together tell exactly who has the event, among some rows or all.
    case separated(columns: [Int])
    case notConverged(columns: [Int])

    var exitCode: ExitCode { .badData }
}

/// A logistic regression by maximum likelihood, or penalised maximum likelihood.
///
/// Newton's method, which for this model is iteratively reweighted least squares (P. McCullagh and J. A. Nelder, Generalized
/// Linear Models, 2nd ed. (1989), section 4.4): each step solves the information's equations by Cholesky, and is halved
/// while the likelihood falls. R: `glm(y ~ x, binomial, epsilon = 1e-14)`; statsmodels: `Logit(y, x).fit()`.
///
/// It ends where a step is below 1e-6 of every standard error and 1e-5 of every score: the convergence being quadratic, what
/// remains is lost in rounding.
struct LogisticFit: Equatable, Sendable {
    let coefficients: [Double]
    /// The inverse of Fisher's information; with a ridge, that between two inverses of the penalised one.
    let covariance: SymmetricMatrix
    /// The inverse of the (penalised) information, between which the sandwich goes.
    let bread: SymmetricMatrix
    let logLikelihood: Double
    /// The log-likelihood of the intercept alone.
    let nullLogLikelihood: Double
    let iterations: Int
    /// Offender-snapshots.
    let trials: Double
    let events: Double

    /// -2 log-likelihood: the deviance, since the outcomes are yes or no.
    var deviance: Double { -2 * logLikelihood }
    var nullDeviance: Double { -2 * nullLogLikelihood }

    var standardErrors: [Double] { covariance.diagonal.map { $0.squareRoot() } }

    /// From a score of this size on, a fit that has not converged is looked at for separation.
    private static let extremeScore = 20.0

    /// - Parameter start: coefficients to begin from; nil for the share of events in the intercept, and zeros.
    /// - Throws: ``FitFailure``, and what reading the rows throws.
    init(_ rows: some DesignRows, penalty: FitPenalty = .none, from start: [Double]? = nil) throws {
        let size = rows.columnCount
        let overview: DesignOverview
        var begun: Likelihood?
        if let start, case .none = penalty {
            (overview, begun) = try DesignOverview.with(likelihoodOf: rows, at: start)
        } else {
            overview = try DesignOverview(rows)
        }
        if case .none = penalty, overview.events == 0 || overview.events == overview.trials {
            throw FitFailure.sameOutcome(happened: overview.events > 0)
        }
        try overview.check(penalty)
        let ridge = overview.ridge(penalty)
        let objective = Objective(rows: rows, penalty: penalty, ridge: ridge)
        var beta = start ?? overview.start
        var here = try objective.state(at: beta, begun)
        var last = [Double](repeating: 0, count: size)
        for iteration in 1...100 {
            guard let here0 = here, let step = here0.step else { break }
            let errors = here0.inverse.diagonal.map { $0.squareRoot() }
            var share = 1.0
            var next = zip(beta, step).map { $0 + $1 }
            var there = try objective.state(at: next)
            let floor = here0.value - 1e-11 * here0.value.magnitude
            while share > 1e-8, !((there?.value ?? -.infinity) >= floor) {
                share /= 2
                next = zip(beta, step).map { $0 + share * $1 }
                there = try objective.state(at: next)
            }
            // Later, when probabilities are 0 or 1 to the last digit, steps no longer tell anything.
            if here0.likelihood.largestScore < Self.extremeScore { last = step }
            guard let there else { break }
            beta = next
            let isSmall = (0..<size).allSatisfy {
                step[$0].magnitude < 1e-6 * errors[$0] && step[$0].magnitude * overview.largest[$0] < 1e-5
            }
            here = there
            if isSmall, share == 1 {
                coefficients = beta
                bread = there.inverse
                covariance = ridge == nil ? there.inverse : there.inverse.sandwich(there.likelihood.information)
                logLikelihood = there.likelihood.logLikelihood
                nullLogLikelihood = overview.nullLogLikelihood
                iterations = iteration
                (trials, events) = (overview.trials, overview.events)
                return
            }
            if there.likelihood.largestScore > Self.extremeScore, try overview.separates(last, rows) { break }
        }
        let sizes = zip(last, overview.largest).map { ($0 * $1).magnitude }
        let largest = sizes.max() ?? 0
        let moving = sizes.indices.filter { sizes[$0] > 1e-3 * largest }
        guard try overview.separates(last, rows) else { throw FitFailure.notConverged(columns: moving) }
        throw FitFailure.separated(columns: moving)
    }
}

/// What is maximised.
private struct Objective<Rows: DesignRows> {
    let rows: Rows
    let penalty: FitPenalty
    /// What a ridge adds to the diagonal of the information.
    let ridge: [Double]?

    /// The objective at some coefficients, with its derivatives.
    struct State {
        let value: Double
        let likelihood: Likelihood
        let inverse: SymmetricMatrix
        /// Newton's step from here.
        let step: [Double]?
    }

    /// Nil where the information is singular.
    ///
    /// - Parameter known: the likelihood there, where it is known.
    func state(at beta: [Double], _ known: Likelihood? = nil) throws -> State? {
        let likelihood = try known ?? Likelihood(rows, at: beta)
        guard likelihood.logLikelihood.isFinite else { return nil }
        var (information, score, value) = (likelihood.information, likelihood.score, likelihood.logLikelihood)
        if let ridge {
            for index in beta.indices {
                information[index, index] += ridge[index]
                score[index] -= ridge[index] * beta[index]
                value -= ridge[index] * beta[index] * beta[index] / 2
            }
        }
        guard let cholesky = Cholesky(information) else { return nil }
        let inverse = cholesky.inverse
        if case .firth = penalty {
            score = try Likelihood(rows, at: beta, leverages: inverse).score
            value += cholesky.logDeterminant / 2
        }
        return State(value: value, likelihood: likelihood, inverse: inverse, step: cholesky.solve(score))
    }
}
