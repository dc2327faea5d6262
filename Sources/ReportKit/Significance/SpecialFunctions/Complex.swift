import Glibc

/// A complex number, with the few operations a characteristic function needs.
struct Complex: Sendable {
    var real: Double
    var imaginary: Double

    /// e^{i t}.
    init(angle t: Double) {
        real = cos(t)
        imaginary = sin(t)
    }

    init(_ real: Double, _ imaginary: Double) {
        self.real = real
        self.imaginary = imaginary
    }

    static func + (a: Self, b: Double) -> Self { Self(a.real + b, a.imaginary) }

    static func * (a: Self, b: Self) -> Self {
        Self(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
    }

    static func / (a: Self, b: Self) -> Self {
        let norm = b.real * b.real + b.imaginary * b.imaginary
        let product = a * Self(b.real, -b.imaginary)
        return Self(product.real / norm, product.imaginary / norm)
    }
}
