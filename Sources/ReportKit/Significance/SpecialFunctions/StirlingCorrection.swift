import Glibc

/// The remainder of Stirling's formula: μ(a) = log Γ(a + 1) - (a + 1/2) log a + a - log(2π)/2, for a > 0.
///
/// Densities written with μ instead of log Γ have no large numbers that cancel. For a >= 16 the asymptotic series
/// (DLMF 5.11.1); below, Gudermann's step μ(a) = μ(a + 1) + (a + 1/2) log(1 + 1/a) - 1. Absolute error below 3e-16 for
/// a >= 16 and below 3e-15 under it. R: `stirlerr` of nmath (C. Loader, 2000).
func stirlingCorrection(_ a: Double) -> Double {
    var a = a
    var steps = 0.0
    while a < 16 {
        steps += (a + 0.5) * log1p(1 / a) - 1
        a += 1
    }
    let r = 1 / (a * a)
    let series = 1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * 691 / 360360))))
    return steps + series / a
}
