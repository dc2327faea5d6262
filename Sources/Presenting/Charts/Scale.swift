import Glibc

/// A linear scale from values to places in a picture, with round numbers marked.
struct Scale {
    let low: Double
    let high: Double
    /// The places of the lowest and the highest value.
    let from: Double
    let to: Double
    let step: Double

    /// A scale that holds all the values; those that are not finite are ignored.
    ///
    /// - Parameters:
    ///   - including: values that must always be on it.
    ///   - ticks: about how many round numbers are wanted.
    init(holding values: [Double], including: [Double] = [], from: Double, to: Double, ticks: Int = 6) {
        let finite = (values + including).filter(\.isFinite)
        var (least, most) = (finite.min() ?? 0, finite.max() ?? 1)
        if least == most { (least, most) = (least - 0.5, most + 0.5) }
        step = Scale.roundStep((most - least) / Double(ticks))
        low = (least / step).rounded(.down) * step
        high = (most / step).rounded(.up) * step
        self.from = from
        self.to = to
    }

    /// A scale from the least to the greatest value, without room for round numbers.
    init(filling values: [Double], from: Double, to: Double) {
        var (least, most) = (values.min() ?? 0, values.max() ?? 1)
        if least == most { (least, most) = (least - 0.5, most + 0.5) }
        (low, high, step) = (least, most, most - least)
        self.from = from
        self.to = to
    }

    subscript(value: Double) -> Double {
        from + (value - low) / (high - low) * (to - from)
    }

    /// The place of a value, or of the end of the scale that it lies beyond.
    func clamped(_ value: Double) -> Double {
        self[min(max(value, low), high)]
    }

    func contains(_ value: Double) -> Bool { value >= low && value <= high }

    var ticks: [Double] {
        (0...Int(((high - low) / step).rounded())).map { low + Double($0) * step }
    }

    /// About how many round numbers a scale along the picture has room for.
    static func ticks(from: Double, to: Double) -> Int { max(2, min(6, Int((to - from) / 80))) }

    /// Decimals that tell one tick from the next.
    var decimals: Int { max(0, Int((-log10(step)).rounded(.up))) }

    /// 1, 2 or 5 times a power of ten, at least the size given.
    private static func roundStep(_ size: Double) -> Double {
        let power = pow(10, log10(size).rounded(.down))
        return ([1, 2, 5].first { $0 * power >= size * 0.999 } ?? 10) * power
    }
}

/// A scale from sizes to places by their square roots, which spreads the many small areas and keeps the few large ones.
struct RootScale {
    let largest: Double
    let from: Double
    let to: Double

    subscript(size: Double) -> Double {
        from + (max(0, size) / largest).squareRoot() * (to - from)
    }

    /// 0 and round numbers up to the largest, far enough apart to be read.
    var ticks: [Double] {
        var ticks = [0.0]
        let powers = (0...8).map { pow(10, Double($0)) }
        for value in powers.flatMap({ [$0, 2 * $0, 5 * $0] }) where value <= largest {
            if self[value] - self[ticks[ticks.count - 1]] >= 56 { ticks.append(value) }
        }
        return ticks
    }
}
