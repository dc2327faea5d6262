/// What an area's caseload is made up of, on one day: coarse, so that no one person can be told from it.
///
/// Shares are in steps of five percentage points, which are at least five people; the mean prediction in whole
/// percentage points; the size in steps of half a doubling.
struct CaseloadMakeUp: Hashable, Sendable {
    /// What is compared. Each counts as much as any other, however many values it has.
    enum Subject: String, CaseIterable, Sendable {
        case size, risk, age, sex, offence, tier

        /// What its values are rounded to.
        var step: Double {
            switch self {
            case .size: 0.5
            case .risk: 0.01
            case .age, .sex, .offence, .tier: 0.05
            }
        }
    }

    /// The fewest people on the day that make an area comparable.
    static let fewestPeople = 100

    /// By subject, the values by name; a subject is missing where it is not recorded of most people.
    let values: [Subject: [String: Double]]

    /// People counted by what is recorded of them.
    struct Counts: Sendable {
        var people = 0
        var predicted = 0.0
        var withPrediction = 0
        /// By subject and value; `not recorded` is none.
        var shares: [Subject: [String: Int]] = [:]
    }

    /// Nil where there are too few people.
    init?(_ counts: Counts) {
        guard counts.people >= Self.fewestPeople else { return nil }
        let enough = (counts.people + 1) / 2
        var values: [Subject: [String: Double]] = [
            .size: ["size": Self.halfDoublings(counts.people)]
        ]
        if counts.withPrediction >= enough {
            values[.risk] = [
                "risk": Self.rounded(counts.predicted / Double(counts.withPrediction), to: Subject.risk.step)
            ]
        }
        for (subject, shares) in counts.shares {
            let recorded = shares.values.reduce(0, +)
            guard recorded >= enough else { continue }
            values[subject] = shares.mapValues { Self.rounded(Double($0) / Double(recorded), to: subject.step) }
        }
        self.values = values
    }

    private static func rounded(_ value: Double, to step: Double) -> Double { (value / step).rounded() * step }

    /// The binary logarithm to a half: the same on every machine.
    private static func halfDoublings(_ count: Int) -> Double {
        let whole = Int.bitWidth - 1 - count.leadingZeroBitCount
        let rest = Double(count) / Double(1 << whole)
        // 2^(1/4) and 2^(3/4).
        return Double(whole) + (rest < 1.189_207_115 ? 0 : rest < 1.681_792_831 ? 0.5 : 1)
    }
}
