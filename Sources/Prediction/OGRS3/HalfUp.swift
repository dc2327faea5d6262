/// Rounding as in OGRS3's reference implementation: half-up, of the exact value of the binary double.
///
/// 0.155 as a double is a little below 0.155, so it becomes 15 per cent, although 0.155 x 100 in floating point is
/// 15.5. The same as Java's `new BigDecimal(x).setScale(n, HALF_UP)`.
public enum HalfUp {
    /// x rounded to five decimals: the double nearest to the decimal. For 0 <= x <= 2^33, where the floating-point
    /// product of x and 10^5 and its rounding error add up to the product exactly.
    public static func fiveDecimals(_ x: Double) -> Double {
        nearestWhole(x, times: 100_000) / 100_000
    }

    /// x times 100, rounded to a whole number; for 0 <= x <= 2^40.
    public static func percentage(_ x: Double) -> Int {
        Int(nearestWhole(x, times: 100))
    }

    /// The whole number nearest to x times a factor, rounding up from half-way.
    ///
    /// The product is `rounded + rest` exactly (fused multiply-add); its whole part's distance from `rounded` is exact.
    private static func nearestWhole(_ x: Double, times factor: Double) -> Double {
        let rounded = x * factor
        let rest = (-rounded).addingProduct(x, factor)
        let whole = rounded.rounded(.down)
        return rounded - whole - 0.5 >= -rest ? whole + 1 : whole
    }
}
