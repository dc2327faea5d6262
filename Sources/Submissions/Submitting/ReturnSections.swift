import Foundation
import Host
import ReportKit
import Returns

/// The outcomes of a return's modules, sorted into what is there and what is missing.
public struct ReturnSections {
    public private(set) var reports: [Report] = []
    public private(set) var failures: [WorkerFailure] = []
    /// Those whose data the warehouse was never given: named, and no failure of a return that has others.
    public private(set) var notHeld: [WorkerFailure] = []
    /// The indicators of those.
    public private(set) var namesNotHeld: [String] = []
    public private(set) var missing: [Return.MissingSection] = []
    /// The files that were not run at all.
    public let problems: [ModuleProblem]

    /// - Parameter problems: the files that were not run at all.
    public init(_ outcomes: [ModuleOutcome], problems: [ModuleProblem]) {
        self.problems = problems
        var files: [String: String] = [:]
        for outcome in outcomes {
            switch outcome.result {
            case .success(let report):
                if let other = files[report.indicator.id] {
                    let problem = ModuleProblem.duplicate(file: outcome.file, id: report.indicator.id, other: other)
                    add(WorkerFailure(kind: .module, module: outcome.file, message: "\(problem)"))
                } else {
                    files[report.indicator.id] = outcome.file
                    reports.append(report)
                }
            case .failure(let failure) where failure.kind == .notHeld:
                notHeld.append(failure)
                namesNotHeld.append(outcome.id ?? URL(fileURLWithPath: outcome.file).lastPathComponent)
                note(file: failure.module, reason: failure.message)
            case .failure(let failure): add(failure)
            }
        }
        for problem in problems { note(file: problem.file, reason: "\(problem)") }
    }

    private mutating func add(_ failure: WorkerFailure) {
        failures.append(failure)
        note(file: failure.module, reason: failure.message)
    }

    /// Files are named without their folders: a return is the same wherever it is made.
    private mutating func note(file: String, reason: String) {
        let url = URL(fileURLWithPath: file)
        missing.append(
            Return.MissingSection(
                module: url.lastPathComponent, reason: reason.replacing(file, with: url.lastPathComponent)))
    }
}
