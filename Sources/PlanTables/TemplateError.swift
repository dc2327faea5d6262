import Platform
import Text

/// What can go wrong with templates of tables and with the plan files that fill them.
public enum TemplateError: LocatedError, Equatable, Sendable {
    /// A line of a file says something that it may not.
    case wrong(file: String, line: Int, problem: String, remedy: String)
    /// A file or folder cannot be read.
    case unreadable(file: String)
    /// Neither a template nor a file has the name.
    case unknown(name: String, nearest: [String], known: [String])
    /// Two of the templates asked for would write the same files.
    case twice(name: String)
}

extension TemplateError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .wrong(let file, let line, let problem, let remedy): "\(file):\(line): \(problem). \(remedy)."
        case .unreadable(let file): "\(file) cannot be read. Name an existing file, or a folder of templates."
        case .unknown(let name, let nearest, let known):
            "there is no template '\(name)'"
                + (nearest.first.map { "; is '\($0)' meant?" } ?? ".")
                + " There are \(known.joined(separator: ", ")); a file or folder of your own may be named too."
        case .twice(let name):
            "two templates are called '\(name)', and would write the same files. Change the name of one of them."
        }
    }
}

/// A template or plan file, read strictly.
typealias TemplateYAML = StrictYAML<TemplateError>

extension TemplateYAML {
    /// A whole file, which must not be empty.
    static func document(_ text: String, file: String) throws(TemplateError) -> TemplateYAML {
        guard let document = try read(text, file: file) else {
            throw .wrong(
                file: file, line: 1, problem: "the file is empty", remedy: "Copy one that 'laa templates show' prints")
        }
        return document
    }
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
