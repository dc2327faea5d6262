import ReportKit
import Warehouse

/// The modules at hand, loaded into this process, and the files that could not be.
public struct ModuleCatalogue: Sendable {
    /// In order of folder and file name.
    public let modules: [LoadedModule]
    public let problems: [ModuleProblem]

    /// Loads every module of the folders; a file that cannot be loaded costs nothing but itself.
    public init(_ folders: ModuleFolders) {
        let (files, refused) = folders.candidates()
        var (modules, problems) = ([LoadedModule](), refused)
        for file in files {
            do throws(ModuleProblem) {
                let loaded = try LoadedModule(file: file)
                if let other = modules.first(where: { $0.indicator.id == loaded.indicator.id }) {
                    throw .duplicate(file: file, id: loaded.indicator.id, other: other.file)
                }
                modules.append(loaded)
            } catch {
                problems.append(error)
            }
        }
        self.modules = modules
        self.problems = problems
    }

    /// The module of that identifier or alias, whatever its case and spaces.
    public func module(named name: String) throws(HostError) -> LoadedModule {
        let wanted = ModuleCatalogue.folded(name)
        if let found = modules.first(where: { ModuleCatalogue.folded($0.indicator.id) == wanted })
            ?? modules.first(where: { $0.indicator.aliases.contains { ModuleCatalogue.folded($0) == wanted } })
        {
            return found
        }
        throw .unknownIndicator(
            name: name, nearest: nearestNames(to: name, among: modules.map(\.indicator.id)),
            problems: problems)
    }

    private static func folded(_ name: String) -> String {
        name.filter { !$0.isWhitespace }.lowercased()
    }
}
