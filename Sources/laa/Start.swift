import Platform
import Text
import Warehouse

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
        // By $HOME, or by the current folder where the path is not absolute.
        let home = Path.absolute(ConnectionTarget.home(environment: environment))
        if let control = Printable.controlInLine(home) { throw .home(path: home, control: control) }
    }
}

/// Why the program does not start.
enum StartError: Error {
    case argument(number: Int, text: String, control: Unicode.Scalar)
    case variable(name: String, value: String, control: Unicode.Scalar)
    case home(path: String, control: Unicode.Scalar)
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
        case .home(let path, let control):
            "the folder of the program's own data, '\(Printable.line(path))', holds \(Printable.name(of: control)). Set "
                + "LAA_HOME to a path without."
        }
    }
}

extension StartError: ExitCoded {
    var exitCode: ExitCode {
        switch self {
        case .argument: .usage
        case .variable, .home: .badConfiguration
        }
    }
}
