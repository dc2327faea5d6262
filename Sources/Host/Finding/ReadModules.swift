import Foundation
import Platform

/// Modules whose bytes were read, which describe themselves: compiled ones by running.
///
/// A worker may not read the state of its own threads, which Dispatch looks at: there, nothing is done side by side.
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
    ///
    /// - Parameter sideBySide: whether headers are read on all processors, which only the host may do.
    func description(sideBySide: Bool) -> Description {
        var description = Description(modules: [], problems: problems)
        let texts = sound.map { ModuleFolders.isDeclared($0.file.path) ? ($0.file.path, $0.bytes.contents) : nil }
        let read: @Sendable ((String, [UInt8])?) -> DeclaredFile? = { text in
            text.map { DeclaredFile(file: $0, content: Data($1)) }
        }
        let declared = sideBySide ? texts.mapSideBySide(read) : texts.map(read)
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
