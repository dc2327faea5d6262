/// Judging a proportion: tests against a predicted one, and intervals.
public enum Proportions {}

extension Proportions {
    /// The one-sample z test of a proportion, the form that published significance markers are thought to use.
    ///
    /// z = (O - nP) / sqrt(nP(1 - P)), two-sided p = 2Φ(-|z|), no continuity correction. An approximation: rely on it
    /// only where nP and n(1 - P) are at least 5. Where P is 0 or 1 there is no variance: ``TestResult/statistic`` is
    /// nil, and p is 1 if the observed count equals nP, else 0. Refuses n < 1 and NaN. Relative error of p below 1e-13.
    /// R: `prop.test(observed, n, predicted, correct = FALSE)`.
    public static func zTest(observed: Int, n: Int, predicted: Double) throws(SignificanceError) -> TestResult {
        try Check.counts(observed: observed, n: n)
        try Check.probability(predicted, name: "predicted")
        let method = "one-sample z"
        let difference = (DoubleDouble(Double(observed)) - DoubleDouble(product: Double(n), predicted)).hi
        let variance = Double(n) * predicted * (1 - predicted)
        guard variance > 0 else { return TestResult(method: method, certainty: difference) }
        return TestResult(method: method, z: difference / variance.squareRoot())
    }
}
