import Glibc

extension RandomStream {
    /// A gamma variate with the given shape, above 0, and mean 1.
    ///
    /// G. Marsaglia and W. W. Tsang, ACM Transactions on Mathematical Software 26 (2000) 363-372; below shape 1, a
    /// variate of shape + 1 times U^(1/shape). Exact.
    public mutating func gamma(shape: Double) -> Double {
        if shape < 1 { return gamma(shape: shape + 1) * pow(positiveUniform(), 1 / shape) * (shape + 1) / shape }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let root = 1 + c * x
            guard root > 0 else { continue }
            let v = root * root * root
            if log(positiveUniform()) < x * x / 2 + d - d * v + d * log(v) { return d * v / shape }
        }
    }

    /// A Poisson variate, in time proportional to its mean: how many uniform variates can be multiplied before the
    /// product falls below exp(-mean) (D. E. Knuth), summed over parts whose means are small enough for that product.
    /// Exact.
    public mutating func poisson(mean: Double) -> Int {
        let parts = Int((mean / 16).rounded(.up))
        guard parts > 0 else { return 0 }
        let limit = exp(-mean / Double(parts))
        var count = 0
        for _ in 0..<parts {
            var product = positiveUniform()
            while product > limit {
                count += 1
                product *= positiveUniform()
            }
        }
        return count
    }

    /// A binomial variate, in time proportional to n.
    public mutating func binomial(n: Int, p: Double) -> Int {
        (0..<n).count { _ in uniform() < p }
    }
}
