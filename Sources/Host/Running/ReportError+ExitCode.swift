import Platform
import ReportKit

/// ReportKit, which modules are built with, knows nothing of how the program ends.
extension ReportError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .notComplete: .tryAgain
        case .noData, .notHeld, .noPredictions, .noUncertainty: .noInput
        case .notOffered: .usage
        case .mixedModels: .badData
        case .column, .parameter, .badValue, .noHorizon: .moduleFailed
        }
    }
}
