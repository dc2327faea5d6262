import Disclosure
import Host
import Platform
import Returns

/// Why there is no return, or it cannot be written.
public enum ReturningError: ExitCoded, Sendable {
    /// No module gave a report; with the most serious of the reasons, where one is known.
    case noReport(gravest: WorkerFailure?)
    /// Disclosure control could not make sure that nobody can be recognised in it.
    case notControlled(DisclosureError)
    /// An incomplete return would replace an existing one; with the most serious reason why a section is missing.
    case incomplete(folder: String, gravest: WorkerFailure)
}

extension ReturningError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noReport: "no module gave a report; nothing was written."
        case .notControlled(let error): error.description
        case .incomplete(let folder, _):
            "\(folder) holds a return, and an incomplete one does not replace it; nothing was written. Name another "
                + "folder."
        }
    }
}

extension ReturningError {
    public var exitCode: ExitCode {
        switch self {
        case .noReport(let gravest): gravest?.exitCode ?? .noInput
        case .notControlled(let error): error.exitCode
        case .incomplete(_, let gravest): gravest.exitCode
        }
    }
}
