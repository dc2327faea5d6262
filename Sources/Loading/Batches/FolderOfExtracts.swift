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
