import Glibc

/// Rules for numerical integrals.
enum Quadrature {
    /// The 24 nodes and weights of Gauss and Legendre's rule for the integral from -1 to 1, exact for polynomials of
    /// degree 47: the zeros of P_24, by Newton from Tricomi's approximation. R: `statmod::gauss.quad(24)`.
    static let legendre: [(node: Double, weight: Double)] = {
        let count = 24
        return (1...count).map { index in
            var x = cos(Double.pi * (Double(index) - 0.25) / (Double(count) + 0.5))
            var slope = 0.0
            for _ in 0..<8 {
                var (last, value) = (1.0, x)
                for degree in 2...count {
                    let n = Double(degree)
                    (last, value) = (value, ((2 * n - 1) * x * value - (n - 1) * last) / n)
                }
                slope = Double(count) * (x * value - last) / (x * x - 1)
                x -= value / slope
            }
            return (x, 2 / ((1 - x * x) * slope * slope))
        }
    }()

    /// Gauss and Hermite's rules for the mean of a function of a standard normal variable, with 4, 8, 16 ... 128 nodes:
    /// that of n nodes is exact for polynomials of degree 2n - 1. R: `statmod::gauss.quad.prob(n, "normal")`.
    static let hermite: [[(node: Double, weight: Double)]] = {
        var zeros: [Double] = []
        return (1...128).compactMap { degree in
            zeros = HermitePolynomials(degree).zeros(between: zeros)
            guard degree >= 4, degree & (degree - 1) == 0 else { return nil }
            return zeros.map { ($0, 1 / HermitePolynomials(degree).at($0).squares) }
        }
    }()
}

/// The orthonormal polynomials of the standard normal density: h_(k+1) = (x h_k - √k h_(k-1)) / √(k+1), from 1 and x
/// on.
private struct HermitePolynomials {
    private let degree: Int
    private let roots: [Double]

    init(_ degree: Int) {
        self.degree = degree
        roots = (0...degree).map { Double($0).squareRoot() }
    }

    /// h_n(x), and Σ h_k(x)² over k < n.
    func at(_ x: Double) -> (last: Double, squares: Double) {
        var (before, value, squares) = (1.0, x, 1.0)
        for k in stride(from: 1, to: degree, by: 1) {
            squares += value * value
            (before, value) = (value, (x * value - roots[k] * before) / roots[k + 1])
        }
        return (value, squares)
    }

    /// The zeros of h_n, by halving: each lies between two of h_(n-1), and all within ±√(4n + 2).
    func zeros(between others: [Double]) -> [Double] {
        let reach = Double(4 * degree + 2).squareRoot()
        let ends = [-reach] + others + [reach]
        return zip(ends, ends.dropFirst()).map { low, high in
            var (low, high) = (low, high)
            let sign = at(low).last.sign
            while true {
                let middle = (low + high) / 2
                guard middle > low, middle < high else { return middle }
                if at(middle).last.sign == sign { low = middle } else { high = middle }
            }
        }
    }
}
