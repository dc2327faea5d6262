import Foundation
import Platform
import ReportKit
import Text

/// A `load.yaml`.
struct PlanFile {
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
        if let rejected = fields["rejected"] {
            throw rejected.wrong(
                "rejected stands above 'files', but each file has a list of its own",
                "Write it to one file, or leave it: a list goes beside its file")
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
            if let list = settings.rejectedList,
                let other = files.first(where: { $0.settings.rejectedList.map(Self.absolute) == Self.absolute(list) })
            {
                throw own["rejected"]!.wrong(
                    "the list of '\(other.name)' has this name already", "Give each file a list of its own")
            }
            files.append(
                BatchPlan.File(
                    name: name, path: path, kind: kind, settings: settings.over(common.common(to: kind, name: name))))
        }
        guard !files.isEmpty else { throw list.wrong("it names no file", "Name each as file: and its name") }
        self.files = files
    }

    /// By which two spellings of one place are the same.
    private static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }

    private static func kind(_ word: StrictYAML<BatchError>) throws(BatchError) -> ExtractKind {
        let name = try word.verbatim(of: "kind")
        try word.check(name, among: ExtractKind.allCases.map(\.rawValue), what: "kind of extract")
        return ExtractKind(rawValue: name)!
    }
}
