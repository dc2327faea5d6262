/// How inputs become the columns of a design, whose first is 1: made from a specification to fit, or from a model to apply.
struct ModelDesign: Sendable {
    /// A column, by what it stands for.
    struct Column: Equatable, Codable, Sendable {
        /// The term's name.
        let term: String
        /// The levels that share the column, of a product one of each factor as "female, 1"; "missing" alone for the
        /// coefficient of a missing input; "linear" and "curve 1" of a spline; empty for a number.
        let levels: [String]

        /// It in words, for messages.
        var label: String {
            levels.isEmpty ? "'\(term)'" : "'\(term)': \(levels.joined(separator: " or "))"
        }
    }

    /// What of a term an input gives.
    enum Part: Sendable {
        /// A factor: the column of each level, counted from the term's first; negative for none.
        case factor(FactorInput, columns: [Int32])
        case number(NumberInput)
        case spline(NumberInput, RestrictedSpline)
        /// Of each level of the first, a column for each level of the second; negative for none.
        case pairs(FactorInput, FactorInput, columns: [[Int32]])
        /// The number, in the column of each level.
        case numberByLevel(FactorInput, NumberInput, columns: [Int32])
        case productOfNumbers(NumberInput, NumberInput)
    }

    /// In place of a column: the reference level adds nothing, and of a level without a coefficient nothing is known.
    static let (reference, refused): (Int32, Int32) = (-1, -2)

    struct Term: Sendable {
        let name: String
        let part: Part
        let first: Int
        let count: Int
        let missing: Missing

        /// The term's columns.
        var columns: Range<Int> { first..<first + count }

        /// What is done where an input is missing.
        enum Missing: Sendable, Equatable {
            case refuse
            case nothing
            /// A column of its own has 1.
            case column(Int)
        }
    }

    private(set) var terms: [Term] = []
    private(set) var columns: [Column] = [Column(term: "intercept", levels: [])]

    init() {}

    /// Adds a term with the labels of its columns, and one for a missing input where it has one.
    mutating func add(_ name: String, _ part: Part, labels: [[String]], missing: MissingRule) {
        let first = columns.count
        columns += labels.map { Column(term: name, levels: $0) }
        let rule: Term.Missing
        switch missing {
        case .refuse: rule = .refuse
        case .nothing: rule = .nothing
        case .level:
            rule = .column(columns.count)
            columns.append(Column(term: name, levels: ["missing"]))
        }
        terms.append(Term(name: name, part: part, first: first, count: columns.count - first, missing: rule))
    }

    enum MissingRule: Equatable, Sendable {
        case refuse, nothing, level
    }

    /// The inputs that the terms have.
    var factors: [FactorInput] {
        let used = terms.flatMap(\.part.factors)
        return FactorInput.allCases.filter(used.contains)
    }

    var numbers: [NumberSource] {
        let used = terms.flatMap(\.part.numbers).flatMap(\.sources)
        return NumberSource.allCases.filter(used.contains)
    }

    var usesHistory: Bool {
        terms.contains { term in
            term.part.factors.contains(where: \.isOfHistory) || term.part.numbers.contains(where: \.isOfHistory)
        }
    }
}

extension ModelDesign.Part {
    var factors: [FactorInput] {
        switch self {
        case .factor(let factor, _), .numberByLevel(let factor, _, _): [factor]
        case .pairs(let one, let other, _): [one, other]
        case .number, .spline, .productOfNumbers: []
        }
    }

    var numbers: [NumberInput] {
        switch self {
        case .number(let number), .spline(let number, _), .numberByLevel(_, let number, _): [number]
        case .productOfNumbers(let one, let other): [one, other]
        case .factor, .pairs: []
        }
    }
}
