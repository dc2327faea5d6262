import Glibc

/// Sums over trials whose odds have all been multiplied by x = e^θ ("exponential tilting").
///
/// A tilted trial succeeds with probability π = p x / (1 - p + p x). The sums are taken in blocks of 256 trials, eight
/// lanes at a time; each block's sum is added up with compensation, so that even n equal trials, whose rounding errors
/// all point the same way, add no more than n ulp(1/2).
struct TiltedTrials {
    /// x = e^θ.
    let odds: Double
    /// Σ log(1 - p + p x), the logarithm of the factor that normalises the tilt.
    let logNormaliser: DoubleDouble
    /// Σ (π - c), Σ (π - c)², ... up to the requested power.
    let powerSums: [Double]
    /// Σ π.
    let mean: Double
    /// Σ π(1 - π).
    let variance: Double

    /// The sums for `probabilities` strictly between 0 and 1.
    /// - Parameters:
    ///   - powers: the highest power to compute, at least 2; rounded up to a multiple of 2.
    ///   - c: the number about which powers are taken.
    init(_ probabilities: [Double], odds: Double, powers: Int = 2, about c: Double = 0) {
        self.odds = odds
        var sums = [CompensatedSum](repeating: CompensatedSum(), count: (powers + 1) / 2 * 2)
        var product = ScaledProduct()
        Self.forEachBlock(probabilities, odds: odds, padding: c) { tilted, factors in
            product.multiply(factors)
            Self.addPowers(of: tilted, about: c, to: &sums)
        }
        logNormaliser = product.logarithm
        powerSums = sums.map(\.value)
        let n = Double(probabilities.count)
        mean = powerSums[0] + n * c
        variance = max(0, powerSums[0] * (1 - 2 * c) - powerSums[1] + n * c * (1 - c))
    }

    typealias Lanes = SIMD8<Double>

    /// The factors 1 - p + p x of one block, and the parts of them that rounding took off, relative to them.
    struct Factors {
        var mantissas = Lanes(repeating: 1)
        var exponents = SIMD8<UInt64>.zero
        var lost = Lanes.zero
        var count: UInt64 = 0
    }

    /// Calls `body` with the tilted probabilities of each block of up to 256 trials, and with the product of the
    /// normalising factors.
    /// - Parameter padding: what stands for a tilted probability where the last block has no more trials.
    static func forEachBlock(
        _ probabilities: [Double], odds: Double, padding: Double = 0,
        _ body: (UnsafeMutableBufferPointer<Lanes>, Factors) -> Void
    ) {
        let width = Lanes.scalarCount
        withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 32) { block in
            probabilities.withUnsafeBytes { bytes in
                var start = 0
                while start < probabilities.count {
                    let end = min(start + 32 * width, probabilities.count)
                    let vectors = (end - start + width - 1) / width
                    var factors = Factors()
                    for index in 0..<vectors {
                        let first = start + index * width
                        var p = Lanes.zero
                        let count = min(width, end - first)
                        if count == width {
                            p = bytes.loadUnaligned(fromByteOffset: first * 8, as: Lanes.self)
                        } else {
                            for lane in 0..<count { p[lane] = probabilities[first + lane] }
                        }
                        var tilted = odds == 1 ? p : tilt(p, odds, &factors)
                        for lane in count..<width { tilted[lane] = padding }
                        block.initializeElement(at: index, to: tilted)
                    }
                    body(UnsafeMutableBufferPointer(rebasing: block[..<vectors]), factors)
                    start = end
                }
            }
        }
    }

    /// π = p x / f, with f = 1 + p(x - 1) or, for x < 1/2, where that would cancel, f = (1 - p) + p x; f is multiplied
    /// into the block's product.
    ///
    /// x - 1 is exact. The errors of 1 - p and of the addition are recovered exactly and kept relative to f.
    @inline(__always)
    private static func tilt(_ p: Lanes, _ odds: Double, _ factors: inout Factors) -> Lanes {
        let taken = odds < 0.5 ? p : Lanes.zero
        let rest = 1 - taken
        let change = p * (odds < 0.5 ? odds : odds - 1)
        let f = rest + change
        let part = f - rest
        let reciprocal = 1 / f
        factors.lost += (((1 - rest) - taken) + ((rest - (f - part)) + (change - part))) * reciprocal
        let bits = unsafeBitCast(f, to: SIMD8<UInt64>.self)
        factors.exponents &+= bits &>> 52
        factors.mantissas *= unsafeBitCast((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000, to: Lanes.self)
        factors.count &+= 1
        return p * odds * reciprocal
    }

    /// Adds Σ (π - c), Σ (π - c)², ... of one block, two powers at a time.
    private static func addPowers(
        of tilted: UnsafeMutableBufferPointer<Lanes>, about c: Double, to sums: inout [CompensatedSum]
    ) {
        withUnsafeTemporaryAllocation(of: Lanes.self, capacity: tilted.count) { current in
            current.initialize(repeating: Lanes(repeating: 1))
            for power in stride(from: 0, to: sums.count, by: 2) {
                var odd = Lanes.zero
                var even = Lanes.zero
                for index in tilted.indices {
                    let base = tilted[index] - c
                    let once = current[index] * base
                    let twice = once * base
                    odd += once
                    even += twice
                    current[index] = twice
                }
                sums[power].add(odd.sum())
                sums[power + 1].add(even.sum())
            }
        }
    }
}

/// A product of very many factors, held as a mantissa times a power of two so that it neither under- nor overflows.
struct ScaledProduct {
    private var mantissa = 1.0
    private var exponent = 0
    private var lost = CompensatedSum()

    mutating func multiply(_ factors: TiltedTrials.Factors) {
        for lane in 0..<8 { mantissa *= factors.mantissas[lane] }
        exponent += Int(factors.exponents.wrappedSum()) - 8 * 1023 * Int(factors.count)
        exponent += Int(mantissa.exponent)
        mantissa = mantissa.significand
        lost.add(factors.lost.sum())
    }

    mutating func multiply(_ factor: Double) {
        mantissa *= factor.significand
        exponent += Int(factor.exponent) + Int(mantissa.exponent)
        mantissa = mantissa.significand
    }

    var logarithm: DoubleDouble {
        DoubleDouble(2).logarithm * Double(exponent) + DoubleDouble(mantissa).logarithm + DoubleDouble(lost.value)
    }
}
