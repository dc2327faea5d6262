/// Whole numbers modulo the prime 2^61 - 1.
///
/// What is zero in whole numbers is zero here; what is not is zero here with a probability of 2^-61 where the numbers
/// are multiplied by random ones. A relation found here is verified in whole numbers.
struct PrimeField: Hashable, Sendable {
    static let prime: UInt64 = (1 << 61) - 1
    static let zero = PrimeField(0)
    static let one = PrimeField(1)

    let value: UInt64

    init(_ number: Int) {
        let rest = number % Int(Self.prime)
        value = UInt64(rest < 0 ? rest + Int(Self.prime) : rest)
    }

    private init(reduced value: UInt64) { self.value = value }

    static func + (a: PrimeField, b: PrimeField) -> PrimeField {
        let sum = a.value + b.value
        return PrimeField(reduced: sum >= prime ? sum - prime : sum)
    }

    static func - (a: PrimeField, b: PrimeField) -> PrimeField {
        PrimeField(reduced: a.value >= b.value ? a.value - b.value : a.value + prime - b.value)
    }

    /// 2^61 is 1, so the upper half of the product is added to the lower.
    static func * (a: PrimeField, b: PrimeField) -> PrimeField {
        let (high, low) = a.value.multipliedFullWidth(by: b.value)
        let sum = (low & prime) + (high << 3 | low >> 61)
        return PrimeField(reduced: sum >= prime ? sum - prime : sum)
    }

    static prefix func - (a: PrimeField) -> PrimeField { zero - a }

    /// The number that gives 1 when multiplied with this one, which is not 0, by Fermat's little theorem.
    var inverse: PrimeField {
        var (power, result, exponent) = (self, PrimeField.one, Self.prime - 2)
        while exponent > 0 {
            if exponent & 1 == 1 { result = result * power }
            power = power * power
            exponent >>= 1
        }
        return result
    }

    /// The fraction that this number stands for, by Wang's rational reconstruction; nil where numerator and denominator
    /// are not both below 2^29 or so.
    var fraction: (numerator: Int, denominator: Int)? {
        let bound = Int64(1) << 29
        var (a, b) = (Int64(Self.prime), Int64(value))
        var (u, v) = (Int64(0), Int64(1))
        while b > bound {
            let quotient = a / b
            (a, b) = (b, a - quotient * b)
            (u, v) = (v, u - quotient * v)
        }
        guard v != 0, abs(v) <= bound else { return nil }
        return v < 0 ? (Int(-b), Int(-v)) : (Int(b), Int(v))
    }
}
