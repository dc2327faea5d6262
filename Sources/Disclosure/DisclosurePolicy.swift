import Platform
import ReportKit
import Text

/// What may leave the program: which counts are small, and how they are protected.
///
/// Read from one YAML file, in which any key may be left out:
///
/// ```yaml
/// method: suppress
/// largest-small-count: 4
/// values-left: 3
/// ```
public struct DisclosurePolicy: Hashable, Sendable {
    /// How small counts are protected.
    public enum Method: String, CaseIterable, Sendable {
        /// They are suppressed, and others to protect them.
        case suppress
        /// All counts are rounded, so that everything still adds up.
        case round
    }

    public let method: Method
    /// Counts from 1 to this are small.
    public let largestSmallCount: Int
    /// The minimum number of values that must remain possible for a suppressed count.
    public let valuesLeft: Int
    /// A rate of everyone or nobody is suppressed where there are fewer people than this; 0 for never.
    public let extremesBelow: Int
    /// A median or other quantile of fewer people is suppressed.
    public let quantileLeastN: Int
    /// Counts are rounded to multiples of this.
    public let roundTo: Int
    /// Identifiers of indicators that are never suppressed.
    public let notOfPeople: Set<String>
    /// What was published before that new reports are weighed against.
    public let register: RegisterPolicy
    /// Identifiers of the indicators whose figures are spared where others can be suppressed instead.
    public let headlines: Set<String>
    /// A breakdown with more groups than this is refused.
    public let largestBreakdown: Int
    /// How many millions of steps of linear programs a table may take; see ``SolverBudget``.
    let solverSteps: Int
    /// How many seconds a table may take.
    let solverSeconds: Int

    /// The steps that ``solverSteps`` counts in.
    static let stepsOfUnit = 1_000_000

    /// The policy that comes with the program.
    public static let standard = DisclosurePolicy(
        method: .suppress, largestSmallCount: 4, valuesLeft: 3, extremesBelow: 10, roundTo: 5, notOfPeople: [],
        headlines: ["NI18", "NI30", "NI143", "NI144"])

    init(
        method: Method = .suppress, largestSmallCount: Int, valuesLeft: Int, extremesBelow: Int, roundTo: Int = 5,
        notOfPeople: Set<String> = [], headlines: Set<String> = [], largestBreakdown: Int = 60,
        quantileLeastN: Int = 20, solverSteps: Int = 20_000, solverSeconds: Int = 600,
        register: RegisterPolicy = .standard
    ) {
        self.method = method
        self.largestSmallCount = largestSmallCount
        self.valuesLeft = valuesLeft
        self.extremesBelow = extremesBelow
        self.quantileLeastN = quantileLeastN
        self.roundTo = roundTo
        self.notOfPeople = notOfPeople
        self.register = register
        self.headlines = headlines
        self.largestBreakdown = largestBreakdown
        self.solverSteps = solverSteps
        self.solverSeconds = solverSeconds
    }

    /// The file that comes with the program: every key, explained, to copy and change.
    public static var template: String { String(decoding: PackageResources.disclosure_yaml, as: UTF8.self) }

    /// Reads a policy.
    ///
    /// - Parameters:
    ///   - yaml: the text of the file.
    ///   - file: its name in error messages.
    public init(yaml: String, file: String) throws(DisclosureError) {
        guard let document = try StrictYAML<DisclosureError>.read(yaml, file: file) else {
            self = .standard
            return
        }
        let fields = try document.fields(of: "the policy", among: Self.known)
        func whole(_ key: String, _ standard: Int, _ range: ClosedRange<Int>) throws(DisclosureError) -> Int {
            guard let field = fields[key] else { return standard }
            let text = try field.text(of: key) ?? ""
            guard let number = Int(text), range.contains(number) else {
                throw field.wrong(
                    "\(key) is '\(text)', not a whole number from \(range.lowerBound) to \(range.upperBound)",
                    "Change it, or leave it out for \(standard)")
            }
            return number
        }
        let standard = Self.standard
        var method = standard.method
        if let field = fields["method"] {
            let word = try field.text(of: "method") ?? ""
            guard let chosen = Method(rawValue: word) else {
                throw field.wrong("method is '\(word)', neither suppress nor round", "Write suppress or round")
            }
            method = chosen
        }
        func names(_ key: String, _ standard: Set<String>) throws(DisclosureError) -> Set<String> {
            guard let field = fields[key] else { return standard }
            var names: Set<String> = []
            for item in try field.items(of: key) {
                if let name = try item.text(of: "an indicator of \(key)") { names.insert(name) }
            }
            return names
        }
        var published = standard.register.counts
        if let field = fields["published"] {
            published = []
            for item in try field.items(of: "published") {
                let word = try item.text(of: "a kind of published") ?? ""
                guard let kind = PublicationKind.allCases.first(where: { $0.plural == word }) else {
                    throw item.wrong(
                        "published has '\(word)', which is no kind of publication",
                        "Write any of \(PublicationKind.allCases.map(\.plural).joined(separator: ", ")), or [] for none"
                    )
                }
                published.insert(kind)
            }
        }
        var revisions = standard.register.revisions
        if let field = fields["revisions"] {
            let word = try field.text(of: "revisions") ?? ""
            guard let chosen = RegisterPolicy.Revisions(rawValue: word) else {
                throw field.wrong("revisions is '\(word)', neither stand nor suppress", "Write stand or suppress")
            }
            revisions = chosen
        }
        let years = try whole("published-years", standard.register.years, 0...50)
        let largest = try whole("largest-small-count", standard.largestSmallCount, 1...99)
        let valuesLeft = try whole("values-left", min(standard.valuesLeft, largest), 1...largest)
        let roundTo = try whole("round-to", standard.roundTo, 2...100)
        if method == .round, roundTo < valuesLeft, let field = fields["round-to"] ?? fields["values-left"] {
            throw field.wrong(
                "round-to is \(roundTo), which leaves a count fewer than the \(valuesLeft) values of values-left",
                "Round to \(valuesLeft) or more")
        }
        self.init(
            method: method, largestSmallCount: largest, valuesLeft: valuesLeft,
            extremesBelow: try whole("extremes-below", standard.extremesBelow, 0...1_000), roundTo: roundTo,
            notOfPeople: try names("not-of-people", []), headlines: try names("headlines", standard.headlines),
            largestBreakdown: try whole("largest-breakdown", standard.largestBreakdown, 2...10_000),
            quantileLeastN: try whole("quantile-least-n", standard.quantileLeastN, 2...10_000),
            solverSteps: try whole("solver-steps", standard.solverSteps, 1...1_000_000),
            solverSeconds: try whole("solver-seconds", standard.solverSeconds, 1...86_400),
            register: RegisterPolicy(counts: published, years: years, revisions: revisions))
    }

    private static let known = [
        "method", "largest-small-count", "values-left", "extremes-below", "quantile-least-n", "round-to",
        "not-of-people",
        "headlines", "largest-breakdown", "solver-steps", "solver-seconds", "published", "published-years", "revisions",
    ]
}

/// What can go wrong in disclosure control.
public enum DisclosureError: LocatedError, Equatable, Sendable {
    /// The policy's file cannot be read.
    case policy(file: String, problem: String)
    /// A line of the policy is wrong.
    case wrong(file: String, line: Int, problem: String, remedy: String)
    /// An earlier return cannot be opened.
    case earlierReturnUnreadable(file: String, reason: String)
    /// An earlier return is not one that can be used.
    case earlierReturn(file: String, problem: String)
    /// The linear program of a table could not be solved.
    case solver(indicator: String, problem: String)
    /// A report is broken down into more groups than the policy allows.
    case tooManyGroups(report: String, breakdown: Breakdown, groups: Int, allowed: Int)
    /// The program was asked to stop.
    case cancelled
}

extension DisclosureError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .policy(let file, let problem):
            "the disclosure policy \(file) cannot be used: \(problem). Name another, or none for the policy that comes "
                + "with the program."
        case .wrong(let file, let line, let problem, let remedy): "\(file):\(line): \(problem). \(remedy)."
        case .earlierReturnUnreadable(let file, let reason):
            "the earlier return \(file) cannot be read: \(reason). Name the return.json, or the folder, of one."
        case .earlierReturn(let file, let problem):
            "\(file) is not a return of an earlier quarter: \(problem). Name the return.json, or the folder, of one."
        case .solver(let indicator, let problem):
            "disclosure control could not make sure that nobody can be recognised in \(indicator): \(problem). Nothing "
                + "was published; request fewer areas or groups at a time, or the internal form with --internal."
        case .tooManyGroups(let report, let breakdown, let groups, let allowed):
            "\(report) by \(breakdown.rawValue) has \(groups) groups, and the disclosure policy allows \(allowed): most of "
                + "so many would be of a few people each. Nothing was published; leave out --by, have its values "
                + "joined into fewer when they are loaded, or set largest-breakdown in the policy."
        case .cancelled: "cancelled. Nothing is left half done."
        }
    }
}

extension DisclosureError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .policy, .wrong: .badConfiguration
        case .earlierReturnUnreadable: .noInput
        case .earlierReturn, .solver, .tooManyGroups: .badData
        case .cancelled: .interrupted
        }
    }
}
