/// How many of how many rows are lacking in some way, and how many may be.
public struct QualityMeasure: Codable, Hashable, Sendable {
    /// The ways in which rows can be lacking.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case pncMatch = "pnc-match"
        case prediction
        case authority
        case answered
        case lateProof = "late-proof"
        case expectedChange = "expected-change"
        /// Not a lack, but to be known: the same person counted again.
        case repeats
    }

    public let measure: Kind
    /// In words, such as `not matched to the Police National Computer`.
    public let name: String
    public let count: Int
    public let of: Int
    /// The largest share that may be lacking, as a fraction; nil where none is set.
    @OrNull public var largestShare: Double?

    public init(_ measure: Kind, count: Int, of: Int, thresholds: QualityThresholds) {
        self.measure = measure
        name = measure.name
        self.count = count
        self.of = of
        largestShare = thresholds[measure]
    }

    /// The share of rows that is lacking; 0 where there are no rows.
    public var share: Double { of > 0 ? Double(count) / Double(of) : 0 }

    /// Whether more is lacking than may be.
    public var isInsufficient: Bool { largestShare.map { share > $0 } ?? false }
}

extension QualityMeasure.Kind {
    fileprivate var name: String {
        switch self {
        case .pncMatch: "not matched to the Police National Computer"
        case .prediction: "without a prediction"
        case .authority: "local authority not assigned"
        case .answered: "answer not recorded"
        case .lateProof: "offences proven too late to count"
        case .expectedChange: "without an expected change"
        case .repeats: "repeated snapshots of one person"
        }
    }
}

/// The largest share of rows that may be lacking, by measure.
public struct QualityThresholds: Sendable {
    private let shares: [QualityMeasure.Kind: Double]

    /// - Parameter shares: fractions from 0 to 1.
    public init(_ shares: [QualityMeasure.Kind: Double]) {
        self.shares = shares
    }

    public subscript(measure: QualityMeasure.Kind) -> Double? {
        shares[measure]
    }
}
