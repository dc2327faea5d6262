import Foundation
import Platform
import ReportKit
import Text

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

/// A `load.yaml`.
private struct PlanFile {
    let files: [BatchPlan.File]

    init(_ path: String, _ defaults: FileSettings, today: Day, interrupt: Interrupt) throws {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw BatchError.notFound(path: path, reason: "there is no right to read it")
        }
        guard let text = String(data: bytes, encoding: .utf8) else {
            throw BatchError.plan(file: path, line: 1, problem: "it is not UTF-8 text: save it as UTF-8")
        }
        let reader = SettingsReader(folder: Path.folder(of: path))
        guard let root = try StrictYAML<BatchError>.read(text, file: path) else {
            throw BatchError.plan(file: path, line: 1, problem: "it is empty. Name the files under 'files'")
        }
        let fields = try root.fields(of: BatchPlan.name, among: SettingsReader.keys + ["files"])
        guard let list = fields["files"] else {
            throw root.wrong("it has no 'files'", "Name them there")
        }
        let common = try reader.settings(fields).over(defaults)
        var files: [BatchPlan.File] = []
        for item in try list.items(of: "files") {
            let own = try item.fields(of: "each of files", among: ["file", "kind"] + SettingsReader.keys)
            guard let name = try own["file"]?.verbatim(of: "file") else {
                throw item.wrong("it names no file", "Write file: and its name")
            }
            let settings = try reader.settings(own)
            let path = reader.path(name)
            let kind =
                try own["kind"].map(Self.kind) ?? KindOfFile.byName(Path.name(of: name))
                ?? KindOfFile.byHeading(path, settings, over: common, today: today, interrupt: interrupt)
            guard !files.contains(where: { $0.path == path && $0.kind == kind }) else {
                throw item.wrong("'\(name)' is there twice", "Leave one of the two")
            }
            files.append(
                BatchPlan.File(
                    name: name, path: path, kind: kind, settings: settings.over(common.common(to: kind, name: name))))
        }
        guard !files.isEmpty else { throw list.wrong("it names no file", "Name each as file: and its name") }
        self.files = files
    }

    private static func kind(_ word: StrictYAML<BatchError>) throws(BatchError) -> ExtractKind {
        let name = try word.verbatim(of: "kind")
        try word.check(name, among: ExtractKind.allCases.map(\.rawValue), what: "kind of extract")
        return ExtractKind(rawValue: name)!
    }
}

/// A folder without a plan.
private struct FolderOfExtracts {
    let files: [BatchPlan.File]

    init(_ folder: String, _ defaults: FileSettings, today: Day, interrupt: Interrupt) throws {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw BatchError.notFound(path: folder, reason: "it is not a folder, or there is no right to read it")
        }
        let extracts = names.filter(Self.mayBeExtract).sorted()
        guard !extracts.isEmpty else { throw BatchError.noFiles(folder: folder) }
        files = try extracts.map { name in
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            let kind =
                try KindOfFile.byName(name)
                ?? KindOfFile.byHeading(path, FileSettings(), over: defaults, today: today, interrupt: interrupt)
            return BatchPlan.File(name: name, path: path, kind: kind, settings: defaults.common(to: kind, name: name))
        }
    }

    /// Lists of rejects, which earlier loads left, are none.
    private static func mayBeExtract(_ name: String) -> Bool {
        let name = name.lowercased()
        if name.hasPrefix(".") || name.hasPrefix("~$") || name.contains(".rejected.csv") { return false }
        if name.hasPrefix("laa-rejected-") { return false }
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        return [".csv", ".tsv", ".txt"].contains { plain.hasSuffix($0) }
            || [".xlsx", ".ods"].contains { name.hasSuffix($0) }
    }
}
