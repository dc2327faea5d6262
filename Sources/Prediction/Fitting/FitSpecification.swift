import ReportKit
import Text

/// What is to be fitted: the outcome, the cohort and the terms.
///
/// ```yaml
/// name: three months
/// version: 1
/// outcome: {months: 3, proven-within: 3}
/// missing: refuse
/// terms:
///   - factor: sex
///   - factor: age-band
///     merge: {under 18: 18 to 20}
///   - factor: tier
///     reference: 1
///     missing: level
///   - spline: age-at-first-sanction
///     knots: 4
///   - number: copas
///   - product: [sex, copas]
/// ```
public struct FitSpecification: Equatable, Sendable {
    public let file: String
    public let name: String
    public let version: String
    /// Months after the snapshot in which an offence counts.
    public let months: Int
    /// Months after those within which it must be proven.
    public let provenWithin: Int
    /// The snapshots; nil for all quarter ends of the baseline.
    let snapshots: [Day]?
    /// Who allowed that predictions depend on ethnicity.
    public let ethnicityAllowedBy: String?
    let terms: [Term]

    struct Term: Equatable, Sendable {
        let name: String
        let line: Int
        let kind: Kind
        let missing: ModelDesign.MissingRule
    }

    enum Kind: Equatable, Sendable {
        /// - Parameter merge: levels that share the coefficient of another.
        case factor(FactorInput, reference: String?, merge: [String: String])
        case number(NumberInput)
        case spline(NumberInput, Knots)
        case product(String, String)
    }

    enum Knots: Equatable, Sendable {
        /// So many, at Harrell's quantiles of the baseline.
        case count(Int)
        case at([Double])
    }

    /// Reads a specification.
    ///
    /// - Throws: ``PredictionError/unreadable(file:reason:)``, or ``PredictionError/badFile(file:line:problem:remedy:)``
    ///   with the line of the first mistake.
    public init(path: String) throws(PredictionError) {
        try self.init(String(decoding: InputFile.bytes(of: path), as: UTF8.self), file: path)
    }

    init(_ text: String, file: String) throws(PredictionError) {
        guard let root = try StrictYAML<PredictionError>.read(text, file: file) else {
            throw .badFile(file: file, line: 1, problem: "the file is empty", remedy: "Name a model and its terms")
        }
        let fields = try root.fields(
            of: "the specification",
            among: ["name", "version", "outcome", "snapshots", "missing", "ethnicity-allowed-by", "terms"])
        func required(_ key: String) throws(PredictionError) -> StrictYAML<PredictionError> {
            guard let value = fields[key] else { throw root.wrong("there is no '\(key)'", "Add it") }
            return value
        }
        func content(_ key: String) throws(PredictionError) -> String {
            let value = try required(key)
            guard let text = try value.text(of: key) else { throw value.wrong("'\(key)' is empty", "Write it") }
            return text
        }
        self.file = file
        name = try content("name")
        version = try content("version")
        guard !name.hasPrefix("OGRS3") else {
            throw try required("name").wrong(
                "names that begin with OGRS3 are reserved for that scale", "Choose another name")
        }
        (months, provenWithin) = try Self.outcome(fields["outcome"])
        var days: [Day] = []
        for item in try fields["snapshots"]?.items(of: "snapshots") ?? [] { days.append(try Self.snapshot(item)) }
        snapshots = days.isEmpty ? nil : days.sorted()
        ethnicityAllowedBy = try fields["ethnicity-allowed-by"]?.text(of: "ethnicity-allowed-by")
        let missing = try fields["missing"].map { value throws(PredictionError) in try Self.missing(value) } ?? .refuse
        var terms: [Term] = []
        for item in try required("terms").items(of: "terms") {
            let term = try Term(item, missing: missing, after: terms)
            if let other = terms.first(where: { $0.name == term.name }) {
                throw item.wrong(
                    "line \(other.line) has a term named '\(term.name)' too", "Give each a 'name' of its own")
            }
            terms.append(term)
        }
        guard !terms.isEmpty else { throw try required("terms").wrong("there is no term", "Add one") }
        if ethnicityAllowedBy == nil, let term = terms.first(where: { $0.factor == .ethnicity }) {
            throw .badFile(
                file: file, line: term.line,
                problem: "a prediction that depends on ethnicity treats people by it",
                remedy: "Leave the term out; or, where your policy allows it, say who does, beside 'terms': "
                    + "'ethnicity-allowed-by: ...'"
            )
        }
        self.terms = terms
    }

    private static func outcome(
        _ value: StrictYAML<PredictionError>?
    ) throws(PredictionError) -> (months: Int, provenWithin: Int) {
        let fields = try value?.fields(of: "outcome", among: ["months", "proven-within"]) ?? [:]
        func whole(_ key: String, _ range: ClosedRange<Double>) throws(PredictionError) -> Int {
            guard let field = fields[key] else { return 3 }
            let number = try field.number(key, range)
            guard let whole = Int(exactly: number) else {
                throw field.wrong("'\(key)' is not a whole number", "Write a number of months")
            }
            return whole
        }
        return (try whole("months", 1...120), try whole("proven-within", 0...60))
    }

    private static func snapshot(_ item: StrictYAML<PredictionError>) throws(PredictionError) -> Day {
        guard let day = try item.text(of: "a snapshot").flatMap({ Day($0) }) else {
            throw item.wrong("a snapshot is not a day", "Write it as 2008-03-31")
        }
        guard Quarter(containing: day).lastDay == day else {
            throw item.wrong("\(day) is not the last day of a quarter", "Name quarter ends, such as 2008-03-31")
        }
        return day
    }

    fileprivate static func missing(
        _ value: StrictYAML<PredictionError>
    ) throws(PredictionError) -> ModelDesign.MissingRule {
        let word = try value.text(of: "missing") ?? ""
        try value.check(word, among: ["refuse", "level"], what: "rule for what is missing")
        return word == "level" ? .level : .refuse
    }
}

extension PredictionError: LocatedError {
    public static func wrong(file: String, line: Int, problem: String, remedy: String) -> PredictionError {
        .badFile(file: file, line: line, problem: problem, remedy: remedy)
    }
}

extension FitSpecification.Term {
    /// The factor of a term on one.
    var factor: FactorInput? {
        if case .factor(let factor, _, _) = kind { factor } else { nil }
    }

    fileprivate var input: String? { Self.input(of: kind) }

    private static func input(of kind: FitSpecification.Kind) -> String? {
        switch kind {
        case .factor(let factor, _, _): factor.rawValue
        case .number(let number), .spline(let number, _): number.rawValue
        case .product: nil
        }
    }

    fileprivate init(
        _ item: StrictYAML<PredictionError>, missing: ModelDesign.MissingRule, after terms: [Self]
    ) throws(PredictionError) {
        let fields = try item.fields(
            of: "a term",
            among: ["factor", "number", "spline", "product", "name", "reference", "merge", "knots", "missing"])
        let kinds = ["factor", "number", "spline", "product"].filter { fields[$0] != nil }
        guard kinds.count == 1, let word = kinds.first, let value = fields[word] else {
            throw item.wrong(
                "a term is one of: factor, number, spline, product; this has \(kinds.count) of them", "Name one")
        }
        let allowed = ["factor": ["reference", "merge"], "spline": ["knots"]][word] ?? []
        for key in ["reference", "merge", "knots"] where fields[key] != nil && !allowed.contains(key) {
            throw (fields[key] ?? item).wrong("a \(word) has no '\(key)'", "Leave it out")
        }
        line = item.line
        switch word {
        case "factor": kind = try Self.factor(value, fields)
        case "number": kind = .number(try Self.number(value))
        case "spline": kind = .spline(try Self.number(value), try Self.knots(fields["knots"], item))
        default: kind = try Self.product(value, after: terms)
        }
        let rule = try fields["missing"].map { value throws(PredictionError) in try FitSpecification.missing(value) }
        if case .product(let one, let other) = kind {
            name = try fields["name"]?.text(of: "name") ?? "\(one) x \(other)"
            // What is missing from a product is missing from a term on one of its inputs, which says what is done.
            guard rule == nil else {
                throw (fields["missing"] ?? item).wrong(
                    "a product has no rule of its own for what is missing",
                    "Leave it out; the terms of its inputs have one")
            }
            self.missing = .nothing
        } else {
            let input = Self.input(of: kind) ?? word
            name = try fields["name"]?.text(of: "name") ?? input
            self.missing = rule ?? missing
            if let other = terms.first(where: { $0.input == input }) {
                throw item.wrong("line \(other.line) has a term on '\(input)' too", "Keep one of them")
            }
        }
        guard name != "intercept" else { throw item.wrong("'intercept' is a name of its own", "Choose another name") }
    }

    private static func factor(
        _ value: StrictYAML<PredictionError>, _ fields: [String: StrictYAML<PredictionError>]
    ) throws(PredictionError) -> FitSpecification.Kind {
        let word = try value.text(of: "factor") ?? ""
        try value.check(word, among: FactorInput.allCases.map(\.rawValue), what: "factor")
        guard let factor = FactorInput(rawValue: word) else { throw value.wrong("'\(word)' is no factor", "Name one") }
        func level(_ word: String, at place: StrictYAML<PredictionError>) throws(PredictionError) -> String {
            if let levels = factor.levels {
                try place.check(word, among: levels, what: "level of '\(factor.rawValue)'")
            }
            return word
        }
        var reference: String?
        if let field = fields["reference"], let word = try field.text(of: "reference") {
            reference = try level(word, at: field)
        }
        var merge: [String: String] = [:]
        for (key, target) in try fields["merge"]?.entries(of: "merge") ?? [] {
            let other = try level(try target.text(of: "merge") ?? "", at: target)
            merge[try level(key, at: target)] = other
        }
        for (from, to) in merge where merge[to] != nil || from == to {
            throw (fields["merge"] ?? value).wrong("'\(to)' is merged itself", "Merge with a level that stays")
        }
        if let taken = reference.flatMap({ merge[$0] }) {
            throw (fields["reference"] ?? value).wrong(
                "the reference is merged with '\(taken)'", "Make '\(taken)' the reference")
        }
        return .factor(factor, reference: reference, merge: merge)
    }

    private static func number(_ value: StrictYAML<PredictionError>) throws(PredictionError) -> NumberInput {
        let word = try value.text(of: "number") ?? ""
        try value.check(word, among: NumberInput.allCases.map(\.rawValue), what: "number")
        guard let number = NumberInput(rawValue: word) else { throw value.wrong("'\(word)' is no number", "Name one") }
        return number
    }

    private static func knots(
        _ value: StrictYAML<PredictionError>?, _ item: StrictYAML<PredictionError>
    ) throws(PredictionError) -> FitSpecification.Knots {
        guard let value else { return .count(4) }
        guard value.isList else {
            let number = try value.number("knots", 3...7)
            guard let count = Int(exactly: number) else {
                throw value.wrong("'knots' is not a whole number", "Write 3 to 7, or a list of places")
            }
            return .count(count)
        }
        var places: [Double] = []
        for place in try value.items(of: "knots") { places.append(try place.number("a knot", -1e6...1e6)) }
        guard RestrictedSpline(knots: places) != nil else {
            throw value.wrong(
                "the knots are not three to ten rising numbers", "Write them in order, and each once")
        }
        return .at(places)
    }

    private static func product(
        _ value: StrictYAML<PredictionError>, after terms: [Self]
    ) throws(PredictionError) -> FitSpecification.Kind {
        let items = try value.items(of: "product")
        guard items.count == 2 else { throw value.wrong("a product has two inputs", "Write [one, other]") }
        var names: [String] = []
        // Splines have several columns, and are not multiplied.
        let known = terms.filter { if case .spline = $0.kind { false } else { true } }.compactMap(\.input)
        for item in items {
            let word = try item.text(of: "an input") ?? ""
            try item.check(word, among: known, what: "factor or number of a term before this")
            names.append(word)
        }
        guard names[0] != names[1] else { throw value.wrong("both inputs are '\(names[0])'", "Name two") }
        // A factor comes before a number.
        if FactorInput(rawValue: names[0]) == nil, FactorInput(rawValue: names[1]) != nil { names.reverse() }
        return .product(names[0], names[1])
    }
}
