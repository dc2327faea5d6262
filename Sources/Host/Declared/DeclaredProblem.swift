import Platform

/// Something wrong with a declared module's file, with the line it is on and what to write instead.
public struct DeclaredProblem: Error, Hashable, Codable, Sendable {
    public enum Severity: String, Codable, Sendable {
        /// The module is not run.
        case error
        /// The module runs, but may be slow, or may not do what its author meant.
        case warning
        /// A warning that the module's header accepts, with the reason.
        case accepted
    }

    public let severity: Severity
    /// Counted from 1; nil where the problem is with the file as a whole.
    public let line: Int?
    public let message: String
    /// The check that found it; nil for what is not a check's, such as a field that is missing.
    public let check: CheckName?

    public init(_ severity: Severity = .error, line: Int?, _ message: String, check: CheckName? = nil) {
        self.severity = severity
        self.line = line
        self.message = message
        self.check = check
    }

    /// One line, `file:line: error: message [check]`, in the form that compilers use.
    public func text(file: String) -> String {
        "\(file):\(line.map { "\($0):" } ?? "") \(severity.rawValue): \(message)"
            + (check.map { " [\($0.rawValue)]" } ?? "")
    }
}

extension DeclaredProblem: ExitCoded {
    public var exitCode: ExitCode { .badConfiguration }
}
