import Disclosure
import Host
import ReportKit
import Returning
import Returns
import Significance
import Text

/// What a return must pass before it is submitted.
public enum Gate: String, Codable, CaseIterable, Sendable {
    /// The day on which its data can be complete has come. This gate cannot be overridden: nothing is sent early.
    case calendar
    /// The warehouse holds all the data that its indicators need.
    case completeness
    /// Every module succeeded.
    case modules
    /// The partnership's own figures do not rest on more deficient rows than allowed.
    case quality
    /// Nobody can be recognised in what is sent. This gate cannot be overridden either.
    case disclosure

    /// Whether a return that did not pass can still be sent if a reason is given.
    var canBeOverridden: Bool { self != .calendar && self != .disclosure }
}

/// A gate that a return did not pass: which, why, and what to do.
public struct ClosedGate: Hashable, Sendable {
    public let gate: Gate
    /// The indicator or module at fault; nil if it is the return as a whole.
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
    ///   - areas: the partnership's own areas; those around it are shown for comparison, and close no gate.
    ///   - wantsAll: whether the settings name the indicators, so that none of them may be missing.
    static func closed(to sections: ReturnSections, areas: [Area], wantsAll: Bool) -> [ClosedGate] {
        let notHeld =
            wantsAll
            ? sections.notHeld.map { failure in
                ClosedGate(
                    .completeness, subject: failure.module, problem: failure.message,
                    remedy: "Load the missing extracts, or take the indicator out of 'indicators' in the settings.")
            } : []
        let failures = sections.failures.map { failure in
            switch failure.kind {
            case .notComplete, .noData:
                ClosedGate(
                    .completeness, subject: failure.module, problem: failure.message,
                    remedy: "Load the missing extracts; 'laa warehouse status' lists those loaded.")
            default:
                ClosedGate(
                    .modules, subject: failure.module, problem: failure.message,
                    remedy: "Correct the module, or name only the others as 'indicators' in the settings.")
            }
        }
        let refused = sections.problems.map { problem in
            ClosedGate(
                .modules, subject: problem.file, problem: "\(problem)",
                remedy: "Correct the module, or name only the others as 'indicators' in the settings.")
        }
        return notHeld + failures + refused + withheld(sections.reports, areas) + rejected(sections.reports, areas)
            + lacking(sections.reports, areas) + nothingOfItsOwn(sections.reports, areas)
    }
}

extension ClosedGate {
    /// The probability with which a return may be held up for the quality of its data although no more rows are
    /// deficient than allowed.
    private static let falseAlarms = 0.01

    /// The gates closed because more rows behind the partnership's own figures are deficient than are allowed, by more
    /// than chance explains.
    ///
    /// In a small area a few rows exceed the allowed share by accident, and a return has hundreds of figures. So a gate
    /// is closed only if this many deficient rows, or more, would occur with a probability of at most ``falseAlarms``
    /// divided by the number of measures examined, were each row deficient with the allowed probability (binomial,
    /// Bonferroni). The finding itself is marked by the threshold alone. The problem names no count, since it is
    /// printed on the cover and the count may be small.
    private static func lacking(_ reports: [Report], _ areas: [Area]) -> [ClosedGate] {
        let codes = Set(areas.map(\.code))
        let measured = reports.flatMap { report in
            report.findings.filter { codes.contains($0.area.code) }.flatMap { finding in
                finding.dataQuality.filter { $0.largestShare != nil && $0.measure != .rejected }.map {
                    (report.indicator.id, finding.area, $0)
                }
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
                problem: "\(indicator), \(area.name) (\(area.level.rawValue)): \(tooMany(measure.name, allowed))",
                remedy: thresholdRemedy)
        }
    }

    /// The gates closed because more rows of an extract behind the partnership's own figures were rejected than are
    /// allowed: one for each area and extract, whatever number of indicators rest on it.
    ///
    /// How many were rejected is known and no sample, so that the allowed share itself decides. Where the figures are
    /// not judged for it, ``withheld(_:_:)`` closes the gate.
    private static func rejected(_ reports: [Report], _ areas: [Area]) -> [ClosedGate] {
        struct Subject: Hashable {
            let area: Area
            let measure: String
        }
        let codes = Set(areas.map(\.code))
        var found: [(subject: Subject, allowed: Double)] = []
        var told: Set<Subject> = []
        for finding in reports.flatMap(\.findings) where codes.contains(finding.area.code) {
            for measure in finding.dataQuality where measure.measure == .rejected && measure.isInsufficient {
                let subject = Subject(area: finding.area, measure: measure.name)
                if finding.notJudged?.cause == .rowsRejected {
                    told.insert(subject)
                } else if let allowed = measure.largestShare {
                    found.append((subject, allowed))
                }
            }
        }
        return found.filter { told.insert($0.subject).inserted }.map { subject, allowed in
            ClosedGate(
                .quality, subject: nil,
                problem: "\(subject.area.name) (\(subject.area.level.rawValue)): \(tooMany(subject.measure, allowed))",
                remedy: thresholdRemedy)
        }
    }

    private static func tooMany(_ measure: String, _ allowed: Double) -> String {
        "\(measure), more than the allowed \(Numbers.percent(allowed, decimals: 1))"
    }

    private static let thresholdRemedy =
        "See 'laa warehouse check', and have the extract corrected; warehouse.quality_threshold has the allowed shares."

    /// The gates closed because the partnership's own figures rest on too little to be judged: an extract that was not
    /// loaded for it, or one of which too many rows were rejected.
    private static func withheld(_ reports: [Report], _ areas: [Area]) -> [ClosedGate] {
        let codes = Set(areas.map(\.code))
        return reports.flatMap { report in
            report.findings.filter { codes.contains($0.area.code) && $0.group == nil }.compactMap { finding in
                guard let reason = finding.notJudged else { return nil }
                let problem =
                    "\(report.indicator.id), \(finding.area.name) (\(finding.area.level.rawValue)): "
                    + "\(reason.cause.rawValue), since \(reason.reason)"
                switch reason.cause {
                case .notComplete, .noFigure:
                    return ClosedGate(
                        .completeness, subject: report.indicator.id, problem: problem,
                        remedy: "Load what is missing; 'laa warehouse status' shows it by quarter and trust.")
                case .rowsRejected:
                    return ClosedGate(
                        .quality, subject: report.indicator.id, problem: problem,
                        remedy: "Correct the extract and load all of it again.")
                // The figure itself is whole; it is the prediction that is for something else.
                case .notComparable: return nil
                }
            }
        }
    }

    /// The gate closed because no report counts anybody or anything in the partnership's own areas.
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
                .completeness, subject: nil, problem: "no indicator has a figure for \(area.name) itself",
                remedy: "Load the missing extracts; were its data left out of them?")
        ]
    }

    /// Of a return in which nothing is suppressed.
    static func marked(_ marking: String) -> ClosedGate {
        ClosedGate(
            .disclosure, subject: nil, problem: "it is marked \(marking): nothing in it is suppressed",
            remedy: "The internal form is never submitted.")
    }

    /// The gate closed because disclosure control failed.
    static func notControlled(_ error: DisclosureError) -> ClosedGate {
        switch error {
        case .policy(let file, let problem):
            ClosedGate(
                .disclosure, subject: nil, problem: "the disclosure policy \(file) cannot be used: \(problem)",
                remedy: "Correct it, or leave 'policy' out of the settings.")
        case .wrong(let file, let line, let problem, let remedy):
            ClosedGate(
                .disclosure, subject: nil, problem: "\(file):\(line): \(problem)",
                remedy: "\(remedy), or leave 'policy' out of the settings.")
        case .earlierReturnUnreadable(let file, let problem), .earlierReturn(let file, let problem):
            ClosedGate(
                .disclosure, subject: nil,
                problem: "\(file), a return submitted before, whose suppressed figures this one must not reveal, "
                    + "cannot be used: \(problem)",
                remedy: "Restore it from its backup.")
        case .solver(let indicator, let problem):
            ClosedGate(
                .disclosure, subject: indicator,
                problem: "it could not be ensured that nobody can be recognised in \(indicator): \(problem)",
                remedy: "Name only the others as 'indicators' in the settings, or a 'policy' that rounds counts.")
        case .tooManyGroups(let report, _, _, _):
            ClosedGate(
                .disclosure, subject: report, problem: "\(error)",
                remedy: "Set largest-breakdown in the 'policy' of the settings.")
        case .cancelled: ClosedGate(.disclosure, subject: nil, problem: "\(error)", remedy: "Submit it again.")
        }
    }
}

extension ClosedGate {
    /// Gates in words: for each gate and remedy the first three problems, and how many more there are.
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
            let further = problems.count > 3 ? "; and \(problems.count - 3) more: see 'laa submissions show'" : ""
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
        return "\(first) And \(lines.count - 1) more: see 'laa submissions show'."
    }

    /// Without whitespace and full stops at its end.
    var trimmed: String {
        var text = self[...]
        while let last = text.last, last == "." || last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
