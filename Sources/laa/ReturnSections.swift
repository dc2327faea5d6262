import Foundation
import Host
import ReportKit
import Returns

/// The outcomes of a return's modules, sorted into what is there and what is missing.
struct ReturnSections {
    private(set) var reports: [Report] = []
    private(set) var failures: [WorkerFailure] = []
    private(set) var missing: [Return.MissingSection] = []
    private var refused = false

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
            case .failure(let failure): add(failure)
            }
        }
        for problem in problems { note(file: problem.file, reason: "\(problem)") }
        refused = !problems.isEmpty
    }

    /// 0 where every section is there; else the code of the gravest reason.
    var exitCode: Int32 {
        let codes = Set(failures.map(Failure.code(ofWorker:)) + (refused ? [Failure.moduleFailed] : []))
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
