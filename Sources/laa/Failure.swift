import ArgumentParser
import Glibc
import Platform
import ReportKit
import Significance

/// Ends the program after an error, with a message and an exit code.
enum Failure {
    static func end(with error: any Error) -> Never {
        switch error {
        // The reason has already been printed.
        case let code as ArgumentParser.ExitCode: exit(code.rawValue)
        case let error as any ExitCoded: end(saying: "\(error)", error.exitCode)
        case _ where isOfTheCommandLine(error): endParsing(error)
        case is CancellationError where Interrupt.shared.isRequested: end(saying: "cancelled.", .interrupted)
        default: end(saying: "\(error). This is a mistake in the program; please report it.", .unforeseen)
        }
    }

    private static func end(saying message: String, _ code: Platform.ExitCode) -> Never {
        Output.error("laa: \(message)")
        exit(code.number)
    }

    /// What the argument parser throws: its errors, and the texts that were requested, such as help.
    private static func endParsing(_ error: any Error) -> Never {
        let message = Laa.fullMessage(for: error)
        if Laa.exitCode(for: error).isSuccess {
            Output.result(message + "\n")
            exit(Platform.ExitCode.done.number)
        }
        Output.error(message)
        exit(Platform.ExitCode.usage.number)
    }

    /// Most of the argument parser's errors have no public type.
    private static func isOfTheCommandLine(_ error: any Error) -> Bool {
        String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
    }
}

extension ArgumentParser.ExitCode {
    /// An ending whose reason has already been printed.
    init(_ code: Platform.ExitCode) {
        self.init(code.number)
    }
}

/// The statistics library, which modules are built with, knows nothing of the program's exit codes.
extension SignificanceError: ExitCoded {
    public var exitCode: Platform.ExitCode { .usage }
}
