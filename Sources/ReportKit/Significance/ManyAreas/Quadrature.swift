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
}
