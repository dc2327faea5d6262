import Glibc

extension Double {
    /// The number rounded to two significant digits; 0 at 0.
    var toTwoDigits: Double {
        guard self != 0 else { return 0 }
        let scale = pow(10, 1 - floor(log10(magnitude)))
        return (self * scale).rounded() / scale
    }
}
