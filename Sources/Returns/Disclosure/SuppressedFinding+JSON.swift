import ReportKit

/// A figure kept back, as it stands in JSON: `{"suppressed": true}` in place of everything that would say how many.
///
/// ```json
/// {"area": {"code": "E06000008", ...}, "n": {"suppressed": true}, "observed": {"suppressed": true},
///  "verdict": {"suppressed": true}, ...}
/// ```
struct SuppressedFindingDocument: Encodable {
    private let suppression: Suppression
    private let family: Family

    init(_ suppression: Suppression, _ family: Family) {
        self.suppression = suppression
        self.family = family
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
        try encode(suppression.area, "area")
        if let by = suppression.breakdown, let group = suppression.group {
            try encode(Finding.Group(by: by, value: group), "breakdown")
        }
        try encode(family, "family")
        for key in ["observed", "n", "verdict", "unreliable", "target", "dataQuality", "insufficientData"]
            + family.figureKeys
        {
            try encode(["suppressed": true], key)
        }
        try encode(suppression.sentence, "sentence")
    }
}

extension Suppression {
    /// What stands in place of the finding's words.
    var sentence: String { "This figure is kept back so that nobody can be recognised." }
}

/// A finding of a report as it stands in JSON, published or not.
enum FindingDocument: Encodable {
    case published(WordedFinding)
    case rounded(RoundedFinding)
    case suppressed(SuppressedFindingDocument)

    init(_ finding: DisclosedFinding, _ indicator: Indicator) {
        switch finding {
        case .published(let finding):
            self = .published(WordedFinding(finding: finding, sentence: finding.sentence(indicator)))
        case .rounded(let finding): self = .rounded(finding)
        case .suppressed(let suppression):
            self = .suppressed(SuppressedFindingDocument(suppression, indicator.family))
        }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .published(let finding): try finding.encode(to: encoder)
        case .rounded(let finding): try finding.encode(to: encoder)
        case .suppressed(let suppression): try suppression.encode(to: encoder)
        }
    }
}
