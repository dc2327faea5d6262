import Foundation
import Platform

/// Modules whose bytes were read, which describe themselves: compiled ones by running.
struct ReadModules {
    private var sound: [(file: ModuleFile, bytes: ModuleBytes)] = []
    private var problems: [ModuleProblem] = []

    init(_ files: [ModuleFile]) {
        for file in files {
            do throws(ModuleProblem) { sound.append((file, try ModuleBytes(of: file))) } catch {
                problems.append(error)
            }
        }
    }

    /// The descriptions, in the order of the files.
    var description: Description {
        var description = Description(modules: [], problems: problems)
        let texts = sound.map { ModuleFolders.isDeclared($0.file.path) ? ($0.file.path, $0.bytes.contents) : nil }
        let declared = texts.mapSideBySide { $0.map { DeclaredFile(file: $0, content: Data($1)) } }
        for ((file, bytes), declared) in zip(sound, declared) {
            do throws(ModuleProblem) {
                if let declared {
                    if let sameAs = SameAs(declared) {
                        description.sameAs.append(sameAs)
                    } else {
                        description.modules.append(DescribedModule(try declared.module()))
                    }
                } else {
                    let loaded = try LoadedModule(file: file.path, bytes: bytes)
                    description.modules.append(DescribedModule(compiled: loaded))
                }
            } catch {
                description.problems.append(error)
            }
        }
        return description
    }
}
