import Foundation
import Platform
import ReportKit

/// A folder without a plan.
struct FolderOfExtracts {
    let files: [BatchPlan.File]

    init(_ folder: String, _ defaults: FileSettings, today: Day, interrupt: Interrupt) throws {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw BatchError.notFound(path: folder, reason: "it is not a folder, or there is no right to read it")
        }
        let extracts = names.filter(ExtractName.mayBeOne).sorted()
        guard !extracts.isEmpty else { throw BatchError.noFiles(folder: folder) }
        files = try extracts.map { name in
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            let kind =
                try KindOfFile.byName(name)
                ?? KindOfFile.byHeading(path, FileSettings(), over: defaults, today: today, interrupt: interrupt)
            return BatchPlan.File(name: name, path: path, kind: kind, settings: defaults.common(to: kind, name: name))
        }
    }
}
