import Glibc

/// The layers with which a standard normal variate is drawn from a single random number nearly always.
///
/// The ziggurat of G. Marsaglia and W. W. Tsang, Journal of Statistical Software 5 (2000) 8, with 128 layers of equal
/// area. The layer and the place in it come from different bits, as J. A. Doornik (2005) showed to be needed. The
/// method is exact: it accepts and rejects, and approximates nothing.
struct Ziggurat: Sendable {
    static let shared = Ziggurat()
    /// Where the tail begins.
    private static let start = 3.442619855899
    /// The area of each layer.
    private static let area = 9.91256303526217e-3

    /// The right edge of each layer, from the base up; the last is 0.
    let edges: [Double]
    /// The share of each layer's width that lies wholly below the density.
    let inner: [Double]

    private init() {
        func density(_ x: Double) -> Double { exp(-x * x / 2) }
        var edges = [Ziggurat.area / density(Ziggurat.start), Ziggurat.start]
        while edges.count < 128 {
            let below = edges[edges.count - 1]
            edges.append((-2 * log(Ziggurat.area / below + density(below))).squareRoot())
        }
        edges.append(0)
        self.edges = edges
        inner = (0..<128).map { edges[$0 + 1] / edges[$0] }
    }
}

extension RandomStream {
    /// A standard normal variate.
    public mutating func normal() -> Double {
        while true {
            let bits = next()
            let layer = Int(bits & 127)
            let place = Double(Int64(bitPattern: bits) >> 11) * 0x1p-52
            let x = place * ziggurat.edges[layer]
            if place.magnitude < ziggurat.inner[layer] { return x }
            if layer == 0 { return place < 0 ? -tail(from: ziggurat.edges[1]) : tail(from: ziggurat.edges[1]) }
            let low = exp(-(ziggurat.edges[layer] * ziggurat.edges[layer] - x * x) / 2)
            let high = exp(-(ziggurat.edges[layer + 1] * ziggurat.edges[layer + 1] - x * x) / 2)
            if high + uniform() * (low - high) < 1 { return x }
        }
    }

    /// A normal variate above `start` (G. Marsaglia, Technometrics 6 (1964) 101-102).
    private mutating func tail(from start: Double) -> Double {
        while true {
            let x = -log(positiveUniform()) / start
            let y = -log(positiveUniform())
            if y + y > x * x { return start + x }
        }
    }
}
