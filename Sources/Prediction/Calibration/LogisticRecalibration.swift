import Glibc
import Significance

/// The recalibration of predictions by logistic regression of the outcomes on the logits of the predictions:
/// logit P(event) = intercept + slope logit(p).
///
/// D. R. Cox, Two further applications of a model for binary regression, Biometrika 45 (1958) 562-565; E. W.
/// Steyerberg, Clinical Prediction Models, 2nd ed. (2019), chapter 15. Well calibrated predictions have intercept 0 and
/// slope 1; a slope below 1 means that predictions are too extreme. Fitted by maximum likelihood, with Wald's 95%
/// intervals. R: `glm(y ~ qlogis(p), binomial)` and, in the large, `glm(y ~ offset(qlogis(p)), binomial)`.
public struct LogisticRecalibration: Equatable, Sendable {
    /// A coefficient and its interval.
    public struct Estimate: Equatable, Sendable {
        public let value: Double
        public let interval: Interval

        fileprivate init(_ value: Double, variance: Double) {
            self.value = value
            let margin = Normal.critical(confidence: 0.95) * variance.squareRoot()
            interval = Interval(lower: value - margin, upper: value + margin, confidence: 0.95, method: "Wald")
        }
    }

    public let slope: Estimate
    public let intercept: Estimate
    /// The intercept with the slope held at 1, calibration in the large: above 0 if more events happened than were
    /// predicted.
    public let inTheLarge: Estimate

    /// - Throws: ``PredictionError/notEstimable(measure:reason:)`` if a prediction is 0 or 1, if all outcomes or all
    ///   predictions are the same, or if the predictions separate the outcomes completely.
    public init(of outcomes: ScoredOutcomes) throws(PredictionError) {
        let pairs = outcomes.pairs
        guard outcomes.observed > 0, outcomes.observed < outcomes.count else {
            throw Self.notEstimable("\(outcomes.observed == 0 ? "nobody" : "everybody") had the event")
        }
        guard let first = pairs.first, let last = pairs.last, first.predicted > 0, last.predicted < 1 else {
            throw Self.notEstimable("a prediction is 0 or 1, and its logit infinite")
        }
        guard first.predicted < last.predicted else { throw Self.notEstimable("all predictions are the same") }
        let rows = pairs.map { (x: log($0.predicted) - log1p(-$0.predicted), y: $0.happened ? 1.0 : 0) }
        let both = try Self.fit(rows, slopeIsFree: true)
        let large = try Self.fit(rows, slopeIsFree: false)
        let determinant = both.information.determinant
        intercept = Estimate(both.a, variance: both.information.bb / determinant)
        slope = Estimate(both.b, variance: both.information.aa / determinant)
        inTheLarge = Estimate(large.a, variance: 1 / large.information.aa)
    }

    /// Newton's method from intercept 0 and slope 1; a step is halved until the likelihood does not fall, except by
    /// rounding.
    ///
    /// Convergence is quadratic: the step after one of 1e-8 would be lost in rounding.
    private static func fit(
        _ rows: [(x: Double, y: Double)], slopeIsFree: Bool
    ) throws(PredictionError) -> (a: Double, b: Double, information: Information) {
        var (a, b) = (0.0, 1.0)
        var here = State(rows, a, b)
        for _ in 0..<100 {
            let step = here.step(slopeIsFree: slopeIsFree)
            var share = 1.0
            var next = State(rows, a + step.a, b + step.b)
            while !(next.logLikelihood >= here.logLikelihood * (1 + 1e-11)), share > 1e-6 {
                share /= 2
                next = State(rows, a + share * step.a, b + share * step.b)
            }
            a += share * step.a
            b += share * step.b
            here = next
            guard a.isFinite, b.isFinite, abs(b) < 1e4 else { break }
            if max(abs(step.a), abs(step.b)) < 1e-8 { return (a, b, here.information) }
        }
        throw notEstimable("the predictions completely separate those who had the event from the others")
    }

    private static func notEstimable(_ reason: String) -> PredictionError {
        .notEstimable(measure: "calibration slope", reason: reason)
    }
}

/// Fisher's information of intercept (a) and slope (b).
private struct Information {
    var aa = 0.0
    var ab = 0.0
    var bb = 0.0
    var determinant: Double { aa * bb - ab * ab }
}

/// The likelihood and its derivatives at one pair of coefficients.
private struct State {
    var logLikelihood = 0.0
    var scoreA = 0.0
    var scoreB = 0.0
    var information = Information()

    init(_ rows: [(x: Double, y: Double)], _ a: Double, _ b: Double) {
        for (x, y) in rows {
            let eta = a + b * x
            let p = 1 / (1 + exp(-eta))
            let weight = p * (1 - p)
            // y eta - log(1 + exp(eta)), without overflow.
            logLikelihood += y * eta - (max(eta, 0) + log1p(exp(-abs(eta))))
            scoreA += y - p
            scoreB += (y - p) * x
            information.aa += weight
            information.ab += weight * x
            information.bb += weight * x * x
        }
    }

    func step(slopeIsFree: Bool) -> (a: Double, b: Double) {
        guard slopeIsFree else { return (scoreA / information.aa, 0) }
        let determinant = information.determinant
        return (
            (information.bb * scoreA - information.ab * scoreB) / determinant,
            (information.aa * scoreB - information.ab * scoreA) / determinant
        )
    }
}
