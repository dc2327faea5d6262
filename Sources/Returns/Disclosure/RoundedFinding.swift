import ReportKit

/// A finding whose counts were rounded: of its figures, only what the rounded counts give. No test, interval or verdict: those
/// of the true counts would give them away.
public struct RoundedFinding: Hashable, Sendable {
    public let area: Area
    public let group: Finding.Group?
    public let family: Family
    /// The rounded numerator; nil where it is no count.
    public let observed: Int?
    /// The denominator, rounded where it counts those who are counted; nil where there is none.
    public let n: Int?

    /// - Parameter counts: the rounded ones, a count a side of the family.
    init(_ finding: Finding, family: Family, counts: [Int]) {
        area = finding.area
        group = finding.group
        self.family = family
        observed = family.numerator(of: counts)
        n = family.denominator(of: counts, was: finding.n)
    }

    /// What the rounded counts give; nil where the family's value is no such rate.
    public var rate: Double? { family.rate(observed: observed, n: n) }

    /// What stands in place of the finding's words.
    var sentence: String { "These counts are rounded so that nobody can be recognised." }
}

extension RoundedFinding: Encodable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// The finding's own keys: rounded counts, the rate of them, and `{"suppressed": true}` for the rest.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        func encode(_ value: some Encodable, _ key: String) throws {
            try container.encode(value, forKey: Key(stringValue: key))
        }
        try encode(area, "area")
        if let group { try encode(group, "breakdown") }
        try encode(family, "family")
        try encode(observed, "observed")
        try encode(n, "n")
        try encode(true, "rounded")
        for key in ["verdict", "unreliable", "target", "dataQuality", "insufficientData"] + family.figureKeys {
            if let rate, key == "rate" || key == "actualRate" {
                try encode(rate, key)
            } else {
                try encode(["suppressed": true], key)
            }
        }
        try encode(sentence, "sentence")
    }
}
