import Platform

/// What is wrong with a cell.
struct CellProblem: ExitCoded {
    let reason: String
    var exitCode: ExitCode { .badData }

    init(_ reason: String) {
        self.reason = reason
    }
}
