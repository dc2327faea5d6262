import ReportKit
import Warehouse

/// What a module says of itself.
public struct DescribedModule: Codable, Sendable {
    public let file: String
    public let indicator: Indicator
}

/// The modules at hand, as worker processes describe them: whatever a module does when it is loaded, it does not do to
/// the host.
public struct ModuleSurvey: Sendable {
    /// In order of folder and file name.
    public let modules: [DescribedModule]
    public let problems: [ModuleProblem]

    /// How long a module may take to say what it is.
    private static let timeLimit = Duration.seconds(10)

    /// Describes every module of the folders. All are asked in one process; where that does not end well, each is asked
    /// in its own, and the one to blame costs nothing but itself.
    ///
    /// - Parameter program: path of this program.
    public init(_ folders: ModuleFolders, program: String) async {
        let (files, refused) = folders.candidates()
        func describe(_ files: [String]) async -> Result<Description, WorkerFailure> {
            let order = WorkOrder.describe(files.compactMap { try? folders.trust.file(at: $0) })
            return await WorkerProcess(program: program, order: order, timeLimit: Self.timeLimit).description()
        }
        var answers: [Description] = []
        if files.isEmpty {
            answers = []
        } else if case .success(let all) = await describe(files) {
            answers = [all]
        } else {
            for file in files {
                switch await describe([file]) {
                case .success(let one): answers.append(one)
                case .failure(let failure):
                    answers.append(
                        Description(modules: [], problems: [.misbehaved(file: file, message: failure.message)]))
                }
            }
        }
        var (modules, problems) = ([DescribedModule](), refused)
        for answer in answers {
            problems += answer.problems
            for module in answer.modules {
                if let other = modules.first(where: { $0.indicator.id == module.indicator.id }) {
                    problems.append(.duplicate(file: module.file, id: module.indicator.id, other: other.file))
                } else {
                    modules.append(module)
                }
            }
        }
        self.modules = modules
        self.problems = problems
    }

    /// The module of that identifier or alias, whatever its case and spaces.
    public func module(named name: String) throws(HostError) -> DescribedModule {
        let wanted = Self.folded(name)
        if let found = modules.first(where: { Self.folded($0.indicator.id) == wanted })
            ?? modules.first(where: { $0.indicator.aliases.contains { Self.folded($0) == wanted } })
        {
            return found
        }
        let nearest = nearestNames(to: name, among: modules.map(\.indicator.id))
        let unknown = problems.filter(\.isOfTrust)
        guard !unknown.isEmpty else { throw .unknownIndicator(name: name, nearest: nearest, problems: problems) }
        // What is in such a file only its name can tell.
        let named = unknown.filter { [wanted, "lib" + wanted].contains(Self.folded(Self.stem(of: $0.file))) }
        throw .perhapsNotTrusted(name: name, nearest: nearest, problems: named.isEmpty ? unknown : named)
    }

    /// A file's name without its folder and its ending.
    private static func stem(of file: String) -> String {
        let name = file.split(separator: "/").last ?? ""
        return String(name.prefix { $0 != "." })
    }

    private static func folded(_ name: String) -> String {
        name.filter { !$0.isWhitespace }.lowercased()
    }
}
