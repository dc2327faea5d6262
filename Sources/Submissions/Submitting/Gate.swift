import Host
import ReportKit
import Returning
import Returns
import Significance

/// What a return must pass before it is submitted.
public enum Gate: String, Codable, CaseIterable, Sendable {
    /// The day on which its data can be complete has come. This one cannot be overridden: nothing is sent early.
    case calendar
    /// The warehouse holds all the data that its indicators need.
    case completeness
    /// Every module succeeded.
    case modules
    /// The partnership's own figures lack no more than they may.
    case quality
    /// Nobody can be recognised in what is sent. This one cannot be overridden either.
    case disclosure

    /// Whether a return can be sent, with a reason, although it did not pass.
    var canBeOverridden: Bool { self != .calendar && self != .disclosure }
}

/// A gate that a return did not pass: which, why, and what to do.
public struct ClosedGate: Hashable, Sendable {
    public let gate: Gate
    /// The indicator or module at fault; nil where it is the return as a whole.
    public let subject: String?
    public let problem: String
    public let remedy: String

    public init(_ gate: Gate, subject: String?, problem: String, remedy: String) {
        self.gate = gate
        self.subject = subject
        self.problem = problem
        self.remedy = remedy
    }

    /// The gates that a return did not pass.
    ///
    /// - Parameters:
    ///   - areas: the partnership's own areas; those around it are shown for comparison, and hold nothing up.
    ///   - wantsAll: whether every indicator was asked for by name, so that none may be left out.
    static func closed(to sections: ReturnSections, areas: [Area], wantsAll: Bool) -> [ClosedGate] {
        let notHeld =
            wantsAll
            ? sections.notHeld.map { failure in
                ClosedGate(
                    .completeness, subject: failure.module, problem: failure.message,
                    remedy: "Load the extracts that are lacking, or leave it out of 'indicators' in the settings.")
            } : []
        let failures = sections.failures.map { failure in
            switch failure.kind {
            case .notComplete, .noData:
                ClosedGate(
                    .completeness, subject: failure.module, problem: failure.message,
                    remedy: "Load the extracts that are lacking; 'laa warehouse status' lists those loaded.")
            default:
                ClosedGate(
                    .modules, subject: failure.module, problem: failure.message,
                    remedy: "Mend the module, or leave it out by 'indicators' in the settings.")
            }
        }
        let refused = sections.problems.map { problem in
            ClosedGate(
                .modules, subject: problem.file, problem: "\(problem)",
                remedy: "Mend the module, or leave it out by 'indicators' in the settings.")
        }
        let lacking = lacking(sections.reports, areas)
        return notHeld + failures + refused + lacking + nothingOfItsOwn(sections.reports, areas)
    }
}

extension ClosedGate {
    /// How often a return may be held up for its data's quality although they lack no more than they may.
    private static let falseAlarms = 0.01

    /// Where the partnership's own figures lack more than they may, by more than chance explains.
    ///
    /// A few rows of an area pass a threshold by accident, and a return has hundreds of figures. So a gate is closed where
    /// as many rows lacking, or more, would be had with a probability of ``falseAlarms`` over the number of figures looked
    /// at, or less, if each lacked with the probability that is allowed (binomial, Bonferroni). The finding itself is marked
    /// by the threshold alone. No count is told: what is said of a gate stands on the cover, and may be small.
    private static func lacking(_ reports: [Report], _ areas: [Area]) -> [ClosedGate] {
        let codes = Set(areas.map(\.code))
        let measured = reports.flatMap { report in
            report.findings.filter { codes.contains($0.area.code) }.flatMap { finding in
                finding.dataQuality.filter { $0.largestShare != nil }.map { (report.indicator.id, finding.area, $0) }
            }
        }
        let level = falseAlarms / Double(max(1, measured.count))
        return measured.compactMap { indicator, area, measure in
            guard measure.isInsufficient, let allowed = measure.largestShare,
                let chance = try? Binomial(n: measure.of, probability: allowed).upperTail(measure.count),
                chance <= level
            else { return nil }
            return ClosedGate(
                .quality, subject: indicator,
                problem: "\(indicator), \(area.name) (\(area.level.rawValue)): \(measure.name), more than the share of "
                    + "\(allowed) allowed",
                remedy: "See 'laa warehouse check', and have the extract corrected; "
                    + "warehouse.quality_threshold has what is allowed.")
        }
    }

    /// Where no report counts anybody or anything in the partnership's own areas.
    private static func nothingOfItsOwn(_ reports: [Report], _ areas: [Area]) -> [ClosedGate] {
        let codes = Set(areas.map(\.code))
        let own = reports.flatMap(\.findings).filter { codes.contains($0.area.code) }
        guard let area = areas.first, !reports.isEmpty,
            !own.contains(where: { finding in
                // A supplied value has no counts.
                if case .supplied = finding.figures { return true }
                return finding.n ?? 0 > 0 || finding.observed ?? 0 > 0
            })
        else { return [] }
        return [
            ClosedGate(
                .completeness, subject: nil, problem: "there is no figure of \(area.name)'s own in any indicator",
                remedy: "Load the extracts that are lacking; was its data left out of them?")
        ]
    }

    /// Of a return in which nothing is kept back.
    static let marked = ClosedGate(
        .disclosure, subject: nil, problem: "it is marked \(DisclosedReport.marking): nothing in it is kept back",
        remedy: "The internal form is never submitted.")

    /// Of a return for which disclosure control could not be done.
    static func notControlled(_ error: DisclosureError) -> ClosedGate {
        switch error {
        case .policy(let file, let problem):
            ClosedGate(
                .disclosure, subject: nil, problem: "\(file) is no disclosure policy: \(problem)",
                remedy: "Mend it, or leave 'policy' out of the settings.")
        case .earlierReturn(let file, let problem):
            ClosedGate(
                .disclosure, subject: nil,
                problem: "\(file), which was submitted before and must not be given away by this one, cannot be used: "
                    + problem,
                remedy: "Restore it from its backup.")
        case .solver(let indicator, let problem):
            ClosedGate(
                .disclosure, subject: indicator,
                problem: "it could not be made sure that nobody can be recognised in \(indicator): \(problem)",
                remedy: "Leave the indicator out by 'indicators' in the settings, or round counts: see 'policy' there.")
        }
    }
}

extension ClosedGate {
    /// Gates in words: of one kind with one remedy no more than a few, and how many others there are.
    static func summary(of gates: [ClosedGate]) -> String {
        struct Kind: Hashable {
            let gate: Gate
            let remedy: String
        }
        var kinds: [Kind] = []
        for kind in gates.map({ Kind(gate: $0.gate, remedy: $0.remedy) }) where !kinds.contains(kind) {
            kinds.append(kind)
        }
        return kinds.map { kind in
            let problems = gates.filter { $0.gate == kind.gate && $0.remedy == kind.remedy }.map(\.problem.trimmed)
            let further = problems.count > 3 ? "; and \(problems.count - 3) more, which 'laa submissions show' has" : ""
            return
                "gate '\(kind.gate.rawValue)': \(problems.prefix(3).joined(separator: "; "))\(further). \(kind.remedy)"
        }.joined(separator: "\n")
    }
}

extension ClosedGate: CustomStringConvertible {
    public var description: String { "gate '\(gate.rawValue)': \(problem.trimmed). \(remedy)" }
}

extension String {
    /// Its first line, and how many more there are.
    var firstLines: String {
        let lines = split(separator: "\n")
        guard let first = lines.first, lines.count > 1 else { return self }
        return "\(first) And \(lines.count - 1) more, which 'laa submissions show' has."
    }

    /// Without spaces and a full stop at its end.
    var trimmed: String {
        var text = self[...]
        while let last = text.last, last == "." || last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
