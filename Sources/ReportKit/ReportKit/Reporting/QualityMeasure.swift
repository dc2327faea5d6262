/// How many rows, out of how many, lack something, and how many may.
public struct QualityMeasure: Codable, Hashable, Sendable {
    /// What rows can lack.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case pncMatch = "pnc-match"
        case prediction
        case authority
        case answered
        case lateProof = "late-proof"
        case expectedChange = "expected-change"
        /// Rows of an extract that were rejected when it was loaded.
        case rejected
        /// Nothing is lacking, but readers should know: the same person counted again.
        case repeats
    }

    public let measure: Kind
    /// The measure in words, such as `not matched to the Police National Computer`.
    public let name: String
    public let count: Int
    public let of: Int
    /// The largest share of rows that may lack it, as a fraction; nil where no threshold is set.
    @OrNull public var largestShare: Double?

    /// - Parameters:
    ///   - measure: what rows can lack.
    ///   - count: how many rows lack it.
    ///   - of: out of how many rows.
    ///   - thresholds: the shares that may lack it.
    ///   - extract: the kind of extract whose rows are counted, where the measure is about one kind.
    public init(
        _ measure: Kind, count: Int, of: Int, thresholds: QualityThresholds, extract: ExtractKind? = nil
    ) {
        self.measure = measure
        name = measure.name + (extract.map { " (\($0.rawValue))" } ?? "")
        self.count = count
        self.of = of
        largestShare = thresholds[measure]
    }

    private init(_ measure: Kind, name: String, count: Int, of: Int, largestShare: Double?) {
        self.measure = measure
        self.name = name
        self.count = count
        self.of = of
        self.largestShare = largestShare
    }

    /// The measure with both counts rounded to multiples of `base`, which its name says: the share down, or up where
    /// more rows lack it than may, so that the rounded share exceeds the threshold where the true one does. The count is
    /// never more than all rows.
    public func rounded(to base: Int) -> QualityMeasure {
        func down(_ count: Int) -> Int { count / base * base }
        func up(_ count: Int) -> Int { down(count + base - 1) }
        let all = isInsufficient ? max(base, down(of)) : up(of)
        return QualityMeasure(
            measure, name: "\(name) (to a multiple of \(base))",
            count: min(all, isInsufficient ? up(count) : down(count)), of: all, largestShare: largestShare)
    }

    /// The measure with a rounded count, which its name says.
    ///
    /// - Parameters:
    ///   - count: the rounded count.
    ///   - all: out of how many rows.
    ///   - base: what the count is a multiple of.
    public func rounded(to base: Int, count: Int, of all: Int) -> QualityMeasure {
        QualityMeasure(
            measure, name: "\(name) (to a multiple of \(base))", count: count, of: all, largestShare: largestShare)
    }

    /// The share of rows that lack it; 0 where there are no rows.
    public var share: Double { of > 0 ? Double(count) / Double(of) : 0 }

    /// Whether more rows lack it than may.
    public var isInsufficient: Bool { largestShare.map { share > $0 } ?? false }
}

extension QualityMeasure.Kind {
    /// The measure in words, without the kind of extract that it is about.
    public var name: String {
        switch self {
        case .pncMatch: "not matched to the Police National Computer"
        case .prediction: "without a prediction"
        case .authority: "local authority not assigned"
        case .answered: "answer not recorded"
        case .lateProof: "offences proven too late to count"
        case .expectedChange: "without an expected change"
        case .rejected: "rows rejected when they were loaded"
        case .repeats: "repeated snapshots of one person"
        }
    }
}

/// The largest share of rows that may lack something, by measure.
public struct QualityThresholds: Hashable, Sendable {
    private let shares: [QualityMeasure.Kind: Double]

    /// - Parameter shares: fractions from 0 to 1.
    public init(_ shares: [QualityMeasure.Kind: Double]) {
        self.shares = shares
    }

    public subscript(measure: QualityMeasure.Kind) -> Double? {
        shares[measure]
    }
}
