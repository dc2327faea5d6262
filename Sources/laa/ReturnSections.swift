import Host
import ReportKit
import Submissions

extension ReturnSections {
    /// 0 where every section is there; else the code of the gravest reason.
    var exitCode: Int32 {
        let refused = problems.map { $0.isOfTrust ? Failure.notAllowed : Failure.moduleFailed }
        let codes = Set(refused + (failures + (reports.isEmpty ? notHeld : [])).map(Failure.code(ofWorker:)))
        let gravest = [Failure.moduleFailed, Failure.unavailable, Failure.tryAgain, Failure.noInput]
        return gravest.first(where: codes.contains) ?? codes.min() ?? 0
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
