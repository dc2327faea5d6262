import Platform
import ReportKit

/// Which files of a folder are loaded, as what, and how: by `load.yaml`, or by the files' own names and headings.
///
/// ```yaml
/// mapping: delius.yaml
/// uk-dates: yes
/// covers: 2010-10-01..2010-12-31
/// files:
///   - file: caseload.csv
///     kind: caseload
///     covers: 2010-12-31..2010-12-31
///   - {file: offences.csv, kind: re-offences}
/// ```
public struct BatchPlan: Sendable {
    /// One file.
    public struct File: Sendable {
        /// Relative to the folder, for messages.
        let name: String
        let path: String
        public let kind: ExtractKind
        let settings: FileSettings
    }

    /// The name that the plan has in a folder.
    public static let name = "load.yaml"

    /// In the order in which they are loaded: those that add people before those whose people must be known.
    public let files: [File]

    /// Whether rows of any of them name indicators.
    public var namesIndicators: Bool { files.contains { ExtractDescription($0.kind).namesIndicators } }

    /// Whether rows of any of them have offence codes.
    public var hasOffenceCodes: Bool { files.contains { ExtractDescription($0.kind).hasOffenceCodes } }

    /// - Parameters:
    ///   - path: a folder, or a plan by itself.
    ///   - defaults: what is so for all files of which the plan does not say otherwise.
    /// - Throws: ``BatchError``, or ``LoadError`` where a file cannot be read that says what kind it is by its headings.
    public init(at path: String, defaults: FileSettings, today: Day, interrupt: Interrupt = .shared) throws {
        guard let status = FileStatus(following: path) else {
            throw BatchError.notFound(path: path, reason: "there is no such file or folder")
        }
        let inside = path.hasSuffix("/") ? path + Self.name : "\(path)/\(Self.name)"
        let found: [File]
        if status.isFile {
            found = try PlanFile(path, defaults, today: today, interrupt: interrupt).files
        } else if FileStatus(following: inside) != nil {
            found = try PlanFile(inside, defaults, today: today, interrupt: interrupt).files
        } else {
            found = try FolderOfExtracts(path, defaults, today: today, interrupt: interrupt).files
        }
        files = Self.inOrder(found)
    }

    /// Those that add people first, then the others, each kind's together and in the order in which they are named.
    private static func inOrder(_ files: [File]) -> [File] {
        func place(_ file: File) -> Int {
            let place = ExtractKind.allCases.firstIndex(of: file.kind)!
            return Extract.of(file.kind).people == .added ? place : place + ExtractKind.allCases.count
        }
        return files.enumerated().sorted { (place($0.element), $0.offset) < (place($1.element), $1.offset) }.map(
            \.element)
    }
}
