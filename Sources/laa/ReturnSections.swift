import Foundation
import Host
import ReportKit
import Returns

/// The outcomes of a return's modules, sorted into what is there and what is missing.
struct ReturnSections {
    private(set) var reports: [Report] = []
    private(set) var failures: [WorkerFailure] = []
    /// Those whose data the warehouse was never given: named, and no failure of a return that has others.
    private(set) var notHeld: [WorkerFailure] = []
    /// The indicators of those.
    private(set) var namesNotHeld: [String] = []
    private(set) var missing: [Return.MissingSection] = []
    private var refused: Set<Int32> = []

    /// - Parameter problems: the files that were not run at all.
    init(_ outcomes: [ModuleOutcome], problems: [ModuleProblem]) {
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
                namesNotHeld.append(outcome.label)
                note(file: failure.module, reason: failure.message)
            case .failure(let failure): add(failure)
            }
        }
        for problem in problems { note(file: problem.file, reason: "\(problem)") }
        refused = Set(problems.map { $0.isOfTrust ? Failure.notAllowed : Failure.moduleFailed })
    }

    /// 0 where every section is there; else the code of the gravest reason.
    var exitCode: Int32 {
        let codes = refused.union((failures + (reports.isEmpty ? notHeld : [])).map(Failure.code(ofWorker:)))
        let gravest = [Failure.moduleFailed, Failure.unavailable, Failure.tryAgain, Failure.noInput]
        return gravest.first(where: codes.contains) ?? codes.min() ?? 0
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

extension ModuleOutcome {
    /// The report, or else the failure as an error.
    func report() throws(HostError) -> Report {
        switch result {
        case .success(let report): return report
        case .failure(let failure): throw .worker(failure)
        }
    }
}
