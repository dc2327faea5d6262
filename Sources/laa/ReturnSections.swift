import Host
import Platform
import ReportKit
import Submissions

extension ReturnSections {
    /// 0 where every section is there; else the code of the gravest reason.
    var exitCode: ExitCode {
        let refused = problems.map { $0.isOfTrust ? ExitCode.notAllowed : .moduleFailed }
        let codes = Set(refused + (failures + (reports.isEmpty ? notHeld : [])).map(\.exitCode))
        let gravest: [ExitCode] = [.moduleFailed, .unavailable, .tryAgain, .noInput]
        return gravest.first(where: codes.contains) ?? codes.min { $0.number < $1.number } ?? .done
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
