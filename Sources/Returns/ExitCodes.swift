import Platform

extension DisclosureError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .policy: .badConfiguration
        case .earlierReturn: .noInput
        case .solver: .badData
        }
    }
}

extension Solver.Failure: ExitCoded {
    var exitCode: ExitCode { .badData }
}

extension TemplateError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .unreadable: .noInput
        case .unknown, .twice: .usage
        case .wrong: .badData
        }
    }
}

extension ChartError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .nothingToDraw, .tooFew: .noInput
        case .noConverter, .converter, .converterNotStarted: .badConfiguration
        case .converterTookTooLong: .tryAgain
        case .cancelled: .interrupted
        }
    }
}

extension CSVError: ExitCoded {
    package var exitCode: ExitCode { .badData }
}

extension ExpectedFindings.Problem: ExitCoded {
    public var exitCode: ExitCode { .badData }
}

extension ZipArchive.Failure: ExitCoded {
    var exitCode: ExitCode { .cannotWrite }
}

extension ProbabilityFile.Failure: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .unreadable: .noInput
        case .notANumber: .badData
        }
    }
}
