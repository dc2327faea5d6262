import Glibc

/// The characteristic function of a sum of tilted trials from power sums of their probabilities: one pass over the
/// trials serves all angles.
///
/// With z = e^{it} - 1, c a number in the middle of the tilted probabilities π and u = z / (1 + cz), Σ log(1 + π z) =
/// n log(1 + cz) + Σ (-1)^{m+1} u^m D_m / m, D_m = Σ (π - c)^m. The middle is 0 where that converges fast, else half
/// the largest π.
struct CharacteristicSeries {
    let middle: Double
    let powers: Int
    private let largest: Double
    private let count: Int

    /// The series for angles up to `angle`; nil where it does not converge, or takes more than 64 powers.
    /// - Parameters:
    ///   - largest: the largest tilted probability.
    ///   - count: the number of trials.
    init?(largest: Double, angle: Double, count: Int) {
        middle = largest * 2 * sin(angle / 2) < 0.2 ? 0 : largest / 2
        self.largest = largest
        self.count = count
        guard let powers = Self.powers(largest: largest, middle: middle, angle: angle, count: count) else { return nil }
        self.powers = powers
    }

    /// Whether the series is right to 1e-17 at this angle too.
    func reaches(_ angle: Double) -> Bool {
        guard let needed = Self.powers(largest: largest, middle: middle, angle: angle, count: count) else {
            return false
        }
        return needed <= powers
    }

    /// How many powers make the series right to 1e-17: its remainder after m of them is at most n ρ^{m+1} / ((m + 1)(1 -
    /// ρ)), ρ the largest |u (π - c)|.
    private static func powers(largest: Double, middle: Double, angle: Double, count: Int) -> Int? {
        let divisor = hypot(1 + middle * (cos(angle) - 1), middle * sin(angle))
        let ratio = 2 * sin(angle / 2) * (largest - middle) / divisor
        guard ratio < 0.7 else { return nil }
        let needed = 1e-17 * (1 - ratio) / Double(count)
        var remainder = ratio * ratio * ratio
        for powers in 2...64 {
            if remainder <= needed * Double(powers + 1) { return powers }
            remainder *= ratio
        }
        return nil
    }

    /// φ(t) from Σ (π - c)^m, m = 1, 2, ...
    func value(_ powerSums: [Double], angle: Double) -> Complex {
        let half = sin(angle / 2)
        let z = Complex(-2 * half * half, sin(angle))
        let divisor = Complex(1 + middle * z.real, middle * z.imaginary)
        let u = z / divisor
        var sum = Complex(0, 0)
        for (index, powerSum) in powerSums.enumerated().reversed() {
            let coefficient = powerSum / Double(index + 1)
            sum = sum * u + (index.isMultiple(of: 2) ? coefficient : -coefficient)
        }
        let exponent = sum * u
        let n = Double(count)
        let size = log1p(middle * z.real * (2 + middle * z.real) + middle * middle * z.imaginary * z.imaginary) / 2
        let scale = exp(exponent.real + n * size)
        let turn = Complex(angle: exponent.imaginary + n * atan2(divisor.imaginary, divisor.real))
        return Complex(scale * turn.real, scale * turn.imaginary)
    }
}

/// The characteristic function of a sum of tilted trials, Π (1 - π + π e^{it}), at a few angles: for few trials, or
/// wide angles. What underflows is negligible.
func characteristicProduct(_ probabilities: [Double], odds: Double, angles: [Double]) -> [Complex] {
    typealias Lanes = TiltedTrials.Lanes
    var values = angles.map { _ in Complex(1, 0) }
    TiltedTrials.forEachBlock(probabilities, odds: odds) { tilted, _ in
        for (index, angle) in angles.enumerated() {
            let half = sin(angle / 2)
            let (fall, turn) = (-2 * half * half, sin(angle))
            var real = Lanes(repeating: 1)
            var imaginary = Lanes.zero
            for p in tilted {
                let a = 1 + p * fall
                let b = p * turn
                (real, imaginary) = (real * a - imaginary * b, real * b + imaginary * a)
            }
            for lane in 0..<Lanes.scalarCount {
                values[index] = values[index] * Complex(real[lane], imaginary[lane])
            }
        }
    }
    return values
}
