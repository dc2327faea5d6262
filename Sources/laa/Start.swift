import Platform
import Text

/// What the program is started with.
enum Start {
    /// The variables that name files and folders of the program's own.
    private static func isOwn(_ variable: String) -> Bool {
        variable.hasPrefix("LAA_") || variable == "XDG_DATA_HOME"
    }

    /// Refuses arguments and variables that hold control characters: no name, reason or path needs one, and each would
    /// be kept and shown for years.
    ///
    /// - Parameter arguments: the program's own name first.
    static func check(_ arguments: [String], environment: [String: String]) throws(StartError) {
        for (number, argument) in arguments.enumerated().dropFirst() {
            if let control = Printable.controlInLine(argument) {
                throw .argument(number: number, text: argument, control: control)
            }
        }
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) where isOwn(name) {
            if let control = Printable.controlInLine(value) {
                throw .variable(name: name, value: value, control: control)
            }
        }
    }
}

/// Why the program does not start.
enum StartError: Error {
    case argument(number: Int, text: String, control: Unicode.Scalar)
    case variable(name: String, value: String, control: Unicode.Scalar)
}

extension StartError: CustomStringConvertible {
    var description: String {
        switch self {
        case .argument(let number, let text, let control):
            "argument \(number), '\(Printable.line(text))', holds \(Printable.name(of: control)). Write it without, on "
                + "one line; a file whose name has one must be renamed."
        case .variable(let name, let value, let control):
            "\(name), '\(Printable.line(value))', holds \(Printable.name(of: control)). Set it to a path without, and "
                + "rename a folder that has one."
        }
    }
}

extension StartError: ExitCoded {
    var exitCode: ExitCode {
        switch self {
        case .argument: .usage
        case .variable: .badConfiguration
        }
    }
}
