import Platform

/// Why a sample cannot be loaded: one case per situation, each with its message and remedy.
public enum SampleError: Error, Equatable, Sendable {
    /// The warehouse already holds extracts; `holds` lists their kinds and numbers.
    case notEmpty(warehouse: String, holds: [String])
    /// A sample cannot have the requested size.
    case size(Int)
    /// The warehouse's areas are not those that the sample's figures are for.
    case areas(String)
    /// A file of published figures that is built into the program cannot be read.
    case data(file: String, problem: String)
}

extension SampleError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notEmpty(let warehouse, let holds):
            return "the warehouse \(warehouse) is not empty: it holds \(holds.joined(separator: ", ")). A sample goes "
                + "into an empty warehouse only, so that synthetic people never mix with real ones: create another "
                + "database ('createdb sample', 'laa warehouse create --database dbname=sample') and load it there."
        case .size(let offenders):
            return "a sample of \(offenders) offenders cannot be made; choose from 1 to "
                + "\(Sample.largest) (the national caseload is about 155000)."
        case .areas(let problem):
            return "the warehouse's areas are not those of the sample: \(problem). "
                + "Load the reference areas with 'laa warehouse migrate'."
        case .data(let file, let problem):
            return "\(file).csv, which is built into this program, \(problem); rebuild the program from a clean copy."
        }
    }
}

extension SampleError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .notEmpty: .cannotWrite
        case .size: .usage
        case .areas, .data: .badConfiguration
        }
    }
}
