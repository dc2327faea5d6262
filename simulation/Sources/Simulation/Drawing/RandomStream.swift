/// Random numbers that are the same for the same seed and name, on every machine and in every thread.
///
/// The generator is xoshiro256++ (D. Blackman and S. Vigna, ACM Transactions on Mathematical Software 47 (2021) 36),
/// whose state is filled by SplitMix64, as its authors advise. Each report has a stream of its own, so that it does not
/// matter which thread draws it, or what was drawn before.
public struct RandomStream: RandomNumberGenerator {
    private var state: (UInt64, UInt64, UInt64, UInt64)
    let ziggurat = Ziggurat.shared

    /// - Parameters:
    ///   - seed: the seed of the whole simulation.
    ///   - name: what is drawn; streams of different names are independent.
    ///   - number: the number of the stream among those of the same name.
    public init(seed: UInt64, name: String, number: Int) {
        // FNV-1a, which unlike Swift's own hash is the same in every process.
        var mixed = seed
        for byte in name.utf8 { mixed = (mixed ^ UInt64(byte)) &* 0x100_0000_01B3 }
        mixed = RandomStream.mixed(mixed) ^ UInt64(truncatingIfNeeded: number)
        func next() -> UInt64 {
            mixed &+= 0x9E37_79B9_7F4A_7C15
            return RandomStream.mixed(mixed)
        }
        state = (next(), next(), next(), next())
    }

    /// SplitMix64's output function.
    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    public mutating func next() -> UInt64 {
        func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 { value << bits | value >> (64 - bits) }
        let result = rotated(state.0 &+ state.3, 23) &+ state.0
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotated(state.3, 45)
        return result
    }

    /// A number from 0 to below 1, a multiple of 2^-53.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A number above 0 and at most 1, whose logarithm is finite.
    mutating func positiveUniform() -> Double { Double((next() >> 11) + 1) * 0x1p-53 }
}
