/// How many people were scored, and how many were refused for each reason.
public struct OGRS3Counts: Equatable, Sendable {
    /// How many were scored.
    public private(set) var scored = 0
    /// How many were refused, by reason, in the order of the reasons.
    public var refused: [(reason: OGRS3Refusal, count: Int)] {
        OGRS3Refusal.allCases.compactMap { reason in counts[reason].map { (reason, $0) } }
    }
    private var counts: [OGRS3Refusal: Int] = [:]

    public init() {}

    /// How many there were in all.
    public var total: Int { scored + counts.values.reduce(0, +) }

    mutating func add(_ result: Result<OGRS3Score, OGRS3Refusal>) {
        switch result {
        case .success: scored += 1
        case .failure(let refusal): counts[refusal, default: 0] += 1
        }
    }

    mutating func add(_ refusal: OGRS3Refusal?, count: Int) {
        if let refusal { counts[refusal, default: 0] += count } else { scored += count }
    }

    /// The counts as lines of text: one for the whole, and one per reason.
    public var lines: [String] {
        ["OGRS3: \(total) read = \(scored) scored + \(total - scored) refused"]
            + refused.map { "  \($0.count) refused: \($0.reason.explained)" }
    }
}
