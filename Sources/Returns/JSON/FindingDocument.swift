import Disclosure
import Presenting
import ReportKit

/// A finding as it is written in JSON: one flat object, whether its figures are shown, in part or whole, rounded or
/// suppressed.
///
/// A figure that is not shown is replaced by `{"suppressed": true}`:
///
/// ```json
/// {"area": {"code": "E06000008", ...}, "n": {"suppressed": true}, "observed": {"suppressed": true},
///  "verdict": {"suppressed": true}, ...}
/// ```
struct FindingDocument: Encodable {
    private let finding: PublishedFinding
    private let indicator: Indicator
    /// Nil where the family has no such estimate.
    private let shrunken: OrNull<ShrunkenArea>?

    init(_ finding: PublishedFinding, in report: PublishedReport) {
        self.finding = finding
        indicator = report.indicator
        shrunken =
            FindingColumn.keys(of: indicator.family).contains("shrunken")
            ? OrNull(wrappedValue: finding.shown.flatMap(report.shrunken)) : nil
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        func encode(_ value: some Encodable, _ key: String) throws {
            try container.encode(value, forKey: Key(stringValue: key))
        }
        try encode(finding.sentence(indicator), "sentence")
        if case .shown(let shown) = finding {
            if let shrunken { try encode(shrunken, "shrunken") }
            return try shown.encode(to: encoder)
        }
        try encode(finding.area, "area")
        if let group = finding.group { try encode(group, "breakdown") }
        try encode(indicator.family, "family")
        var known: [String: Double] = [:]
        if case .rounded(let rounded) = finding {
            try encode(true, "rounded")
            try encode(rounded.observed, "observed")
            try encode(rounded.n, "n")
            if let coverage = rounded.coverage { try encode(coverage, "coverage") }
            if let reason = rounded.notJudged {
                try encode(reason.reason, "notJudged")
                try encode(reason.cause, "notJudgedCause")
            }
            if let rate = rounded.rate, let key = FindingColumn.rateKey(of: indicator.family) { known[key] = rate }
        } else if case .partial(let partial) = finding {
            try encode(Suppressible(partial.observed), "observed")
            try encode(Suppressible(partial.n), "n")
            if let coverage = partial.coverage { try encode(coverage, "coverage") }
            if let reason = partial.notJudged {
                try encode(reason.reason, "notJudged")
                try encode(reason.cause, "notJudgedCause")
            }
        } else {
            for key in ["observed", "n"] { try encode(Suppressible(nil), key) }
        }
        for key in ["verdict", "unreliable", "target", "dataQuality", "insufficientData"]
            + FindingColumn.keys(of: indicator.family)
        {
            if let value = known[key] {
                try encode(value, key)
            } else if key == "verdict", finding.notJudged != nil {
                try encode(Verdict?.none, key)
            } else {
                try encode(["suppressed": true], key)
            }
        }
    }
}

/// A count, or in its place that it is suppressed.
private struct Suppressible: Encodable {
    let count: Int?

    init(_ count: Int?) { self.count = count }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let count { try container.encode(count) } else { try container.encode(["suppressed": true]) }
    }
}
