/// Random text of every kind of character, control characters above all.
struct RandomText: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A text of at most 40 characters.
    mutating func text() -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...40, using: &self) { text.append(scalar()) }
        return String(text)
    }

    private mutating func scalar() -> Unicode.Scalar {
        let ranges: [ClosedRange<UInt32>] = [
            0...0x1F, 0x20...0x7F, 0x80...0xFF, 0x2000...0x206F, 0...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF,
        ]
        let range = ranges.randomElement(using: &self) ?? 0x20...0x7E
        return Unicode.Scalar(UInt32.random(in: range, using: &self)) ?? "a"
    }
}

extension Unicode.Scalar {
    /// Whether it is one that a terminal, a spreadsheet or a browser obeys, by Unicode's own properties.
    var isObeyed: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format: (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
        default: false
        }
    }
}

extension String {
    /// The characters of it that are obeyed, those that lay it out as text aside.
    func obeyed(but layout: String = "") -> [Unicode.Scalar] {
        unicodeScalars.filter { $0.isObeyed && !layout.unicodeScalars.contains($0) }
    }
}
