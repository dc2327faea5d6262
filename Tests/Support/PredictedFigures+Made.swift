import ReportKit

extension PredictedFigures {
    /// Figures of people who are in one row each as far as the variance goes, with normal ranges about the predicted rate.
    ///
    /// - Parameters:
    ///   - people: as many as rows if nil.
    ///   - expected: how many were predicted to have the outcome.
    ///   - outcome: of the test that judges, and of those beside it but for the z test, where that is another.
    public static func made(
        observed: Int, n: Int, people: Int? = nil, expected: Double, _ outcome: TestOutcome, z: TestOutcome? = nil
    ) -> PredictedFigures {
        let (actual, predicted) = (Double(observed) / Double(n), expected / Double(n))
        let range = 196 * ((1 - predicted) / expected).squareRoot()
        let relative = 100 * (actual / predicted - 1)
        return PredictedFigures(
            people: people ?? n, expected: expected, variance: expected * (1 - predicted), designEffect: 1,
            withinPersonCorrelation: nil, actualRate: actual,
            rateInterval: .pair(max(0, actual * (1 - range / 100)), min(1, actual * (1 + range / 100))),
            predictedRate: predicted, relativeDifference: relative,
            differenceInterval: .pair(relative - range, relative + range), rangeOfInsignificance: .pair(-range, range),
            smallestDetectable: .init(better: -1.4 * range, worse: 1.4 * range),
            callable: outcome.verdict == .notEnoughData ? [] : [.significantlyBetter, .significantlyWorse],
            textbook: .init(rangeOfInsignificance: .pair(-range, range), smallestDetectable: 1.4 * range),
            tests: .init(z: z ?? outcome, poissonBinomial: outcome, clustered: outcome, judging: outcome))
    }
}
