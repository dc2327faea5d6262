import Significance

// Times one two-sided p-value of the exact Poisson-binomial test, and prints the best time of several, in milliseconds,
// and the value. The probabilities are those of `probabilities(n)` in poisson_binomial.py.
for word in CommandLine.arguments.dropFirst() {
    guard let n = Int(word) else { continue }
    let probabilities = (0..<n).map { i in
        Double(UInt32(truncatingIfNeeded: i &* 2_654_435_761)) / 0x1p32 * 0.3 + 0.01
    }
    let distribution = try PoissonBinomial(probabilities: probabilities)
    let observed = Int((distribution.mean - 2 * distribution.variance.squareRoot()).rounded())
    var best = Duration.seconds(60)
    var p = 0.0
    for _ in 0..<max(5, 100_000 / n) {
        let began = ContinuousClock.now
        p = try PoissonBinomial.test(observed: observed, probabilities: probabilities).p
        best = min(best, ContinuousClock.now - began)
    }
    print(n, observed, best / .milliseconds(1), p)
}
