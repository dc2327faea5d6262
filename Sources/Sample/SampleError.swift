import Platform

/// Why a sample cannot be loaded: one case a situation, each with its message and its remedy.
public enum SampleError: Error, Equatable, Sendable {
    /// The warehouse already holds extracts: each with how many of its kind.
    case notEmpty(warehouse: String, holds: [String])
    /// The size asked for is not one that a sample can have.
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
                + "into an empty warehouse only, so that made-up people never mix with real ones: create another "
                + "database ('createdb sample', 'laa warehouse create --database dbname=sample') and load it there."
        case .size(let offenders):
            return "a sample of \(offenders) offenders cannot be made; ask for 1 to "
                + "\(Sample.largest) (the national caseload is about 155000)."
        case .areas(let problem):
            return "the warehouse's areas are not those of the sample: \(problem). "
                + "Load the reference areas with 'laa warehouse migrate'."
        case .data(let file, let problem):
            return "\(file).csv, built into this program, \(problem); build the program again from a clean copy."
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
