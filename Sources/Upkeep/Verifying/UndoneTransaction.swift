import Platform

/// Thrown inside a transaction in order to have it undone, and caught right outside of it.
protocol UndoneTransaction: ExitCoded {}

extension UndoneTransaction {
    var exitCode: ExitCode { .unforeseen }
}
