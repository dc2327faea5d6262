import Significance

/// An interval that is written in JSON as a pair, `[lower, upper]`, or as null where there is none.
///
/// Every interval of a finding is a 95% interval. Its method is not written, so two are equal when their limits are.
@propertyWrapper
public struct PairOrNull: Sendable {
    public var wrappedValue: Interval?

    public init(wrappedValue: Interval?) {
        self.wrappedValue = wrappedValue
    }

    private var pair: [Double]? { wrappedValue.map { [$0.lower, $0.upper] } }
}

extension PairOrNull: Hashable {
    public static func == (first: PairOrNull, second: PairOrNull) -> Bool { first.pair == second.pair }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(pair)
    }
}

extension PairOrNull: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard !container.decodeNil() else {
            wrappedValue = nil
            return
        }
        let pair = try container.decode([Double].self)
        guard pair.count == 2 else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "an interval is a pair of numbers"))
        }
        wrappedValue = Interval(lower: pair[0], upper: pair[1], confidence: 0.95, method: "")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(pair)
    }
}
