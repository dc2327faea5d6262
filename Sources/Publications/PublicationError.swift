import Platform

/// What can go wrong with the register of publications.
public enum PublicationError: ExitCoded, Equatable {
    /// There is no publication of that number.
    case noEntry(Int)
    /// A table of the publication cannot be read by this program.
    case unreadable(Int)
    /// The publication was added to the register, and its file or folder could not be written.
    case notWritten(Int, problem: String)
}

extension PublicationError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noEntry(let number):
            "there is no publication \(number) in the register. 'laa publications' lists those that there are."
        case .unreadable(let number):
            "the counts of publication \(number) in the register cannot be read, so nothing can be weighed against "
                + "them. Use the version of laa that made it, or a later one."
        case .notWritten(let number, let problem):
            "\(problem) The register has it all the same, as publication \(number), and counts it as published: the "
                + "same command writes it without adding it again."
        }
    }
}

extension PublicationError {
    public var exitCode: ExitCode {
        switch self {
        case .noEntry: .noInput
        case .unreadable: .badData
        case .notWritten: .cannotWrite
        }
    }
}
