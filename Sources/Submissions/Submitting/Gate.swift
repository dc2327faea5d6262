import Host
import ReportKit

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
    /// - Parameter areas: the partnership's own areas; those around it are shown for comparison, and hold nothing up.
    static func closed(to sections: ReturnSections, areas: [Area]) -> [ClosedGate] {
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
        let codes = Set(areas.map(\.code))
        let lacking = sections.reports.flatMap { report in
            report.findings.filter { codes.contains($0.area.code) }.flatMap { finding in
                finding.dataQuality.filter(\.isInsufficient).map { measure in
                    ClosedGate(
                        .quality, subject: report.indicator.id,
                        problem: "\(report.indicator.id), \(finding.area.name) (\(finding.area.level.rawValue)): "
                            + "\(measure.name) \(measure.count) of \(measure.of), more than the "
                            + "\(measure.largestShare ?? 0) allowed",
                        remedy: "See 'laa warehouse check', and have the extract corrected; "
                            + "warehouse.quality_threshold has what is allowed.")
                }
            }
        }
        return failures + refused + lacking
    }
}

extension ClosedGate: CustomStringConvertible {
    public var description: String { "gate '\(gate.rawValue)': \(problem.trimmed). \(remedy)" }
}

extension String {
    /// Without spaces and a full stop at its end.
    var trimmed: String {
        var text = self[...]
        while let last = text.last, last == "." || last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
