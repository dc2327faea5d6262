import ReportKit
import Text
import Warehouse

/// The installed modules, as they describe themselves: compiled ones and those of others in worker processes, so that
/// whatever a module does when it is loaded cannot affect the host. Of the program's own declared modules nothing is run;
/// the host reads their headers itself.
public struct ModuleSurvey: Sendable {
    /// In order of folder and file name.
    public let modules: [DescribedModule]
    public let problems: [ModuleProblem]

    /// How long a module may take to describe itself.
    private static let timeLimit = Duration.seconds(10)

    /// Describes every module in the folders. All that run, or are others', are asked in one process; where that fails, each
    /// is asked in a process of its own, so that the failing module affects only itself.
    ///
    /// - Parameter program: path of this program.
    public init(_ folders: ModuleFolders, program: String) async {
        let (files, refused) = folders.candidates()
        await self.init(files: files.compactMap { try? folders.trust.file(at: $0) }, refused: refused, program: program)
    }

    /// Describes files that have already been accepted.
    init(files: [ModuleFile], refused: [ModuleProblem] = [], program: String) async {
        @Sendable func describe(_ files: [ModuleFile]) async -> Result<Description, WorkerFailure> {
            await WorkerProcess(program: program, order: .describe(files), timeLimit: Self.timeLimit).description()
        }
        @Sendable func describeApart(_ files: [ModuleFile]) async -> [Description] {
            if files.isEmpty { return [] }
            if case .success(let all) = await describe(files) { return [all] }
            var answers: [Description] = []
            for file in files {
                switch await describe([file]) {
                case .success(let one): answers.append(one)
                case .failure(let failure):
                    answers.append(
                        Description(modules: [], problems: [.misbehaved(file: file.path, message: failure.message)]))
                }
            }
            return answers
        }
        let own = files.filter { $0.digest == nil && ModuleFolders.isDeclared($0.path) }
        let places = Dictionary(zip(files.map(\.path), 0...), uniquingKeysWith: { first, _ in first })
        async let others = describeApart(files.filter { !own.contains($0) })
        let read = ReadModules(own).description(sideBySide: true)
        let answers = [read] + (await others)
        func inOrder<Entry>(_ entries: [Entry], _ file: (Entry) -> String) -> [Entry] {
            entries.enumerated().sorted {
                (places[file($0.element)] ?? .max, $0.offset) < (places[file($1.element)] ?? .max, $1.offset)
            }.map(\.element)
        }
        var modules: [DescribedModule] = []
        var problems = refused
        problems += inOrder(answers.flatMap(\.problems), \.file)
        for module in inOrder(answers.flatMap(\.modules), \.file) {
            if let problem = module.indicator.controlProblem {
                problems.append(.unprintable(file: module.file, problem: problem))
            } else if let other = modules.first(where: { $0.indicator.id == module.indicator.id }) {
                problems.append(.duplicate(file: module.file, id: module.indicator.id, other: other.file))
            } else {
                modules.append(module)
            }
        }
        for sameAs in inOrder(answers.flatMap(\.sameAs), \.file) {
            if let other = modules.first(where: { $0.indicator.id == sameAs.id }) {
                problems.append(.duplicate(file: sameAs.file, id: sameAs.id, other: other.file))
            } else if let base = Self.module(named: sameAs.other, among: modules.filter { $0.kind != .sameAs }) {
                if let problem = sameAs.problem(with: base) {
                    problems.append(.declaration(file: sameAs.file, problems: [problem]))
                    continue
                }
                modules.append(
                    DescribedModule(
                        file: sameAs.file, runs: base.file, kind: .sameAs,
                        indicator: sameAs.indicator(of: base), parameters: base.parameters,
                        settings: sameAs.settings))
            } else {
                problems.append(.otherMissing(file: sameAs.file, other: sameAs.other))
            }
        }
        self.modules = modules
        self.problems = problems
    }

    /// The module with that identifier or alias, ignoring case and spaces.
    public func module(named name: String) throws(HostError) -> DescribedModule {
        if let found = Self.module(named: name, among: modules) { return found }
        let nearest = nearestNames(to: name, among: modules.map(\.indicator.id))
        let unknown = problems.filter(\.isOfTrust)
        guard !unknown.isEmpty else { throw .unknownIndicator(name: name, nearest: nearest, problems: problems) }
        let wanted = Self.folded(name)
        // Such a file is not run, so only its name hints at what is in it.
        let named = unknown.filter { [wanted, "lib" + wanted].contains(Self.folded(Self.stem(of: $0.file))) }
        throw .perhapsNotTrusted(name: name, nearest: nearest, problems: named.isEmpty ? unknown : named)
    }

    /// The modules with those identifiers or aliases, each once, and no problems: files that nobody asked for hold
    /// nothing up. Without a name, every module, and the files that cannot be run.
    public func chosen(
        _ names: [String]
    ) throws(HostError) -> (modules: [DescribedModule], problems: [ModuleProblem]) {
        guard !names.isEmpty else { return (modules, problems) }
        var chosen: [DescribedModule] = []
        for name in names {
            let module = try module(named: name)
            if !chosen.contains(where: { $0.indicator.id == module.indicator.id }) { chosen.append(module) }
        }
        return (chosen, [])
    }

    /// A file's name without its folder and its extension.
    private static func stem(of file: String) -> String {
        let name = file.split(separator: "/").last ?? ""
        return String(name.prefix { $0 != "." })
    }

    private static func module(named name: String, among modules: [DescribedModule]) -> DescribedModule? {
        let wanted = folded(name)
        return modules.first { folded($0.indicator.id) == wanted }
            ?? modules.first { $0.indicator.aliases.contains { folded($0) == wanted } }
    }

    private static func folded(_ name: String) -> String {
        name.filter { !$0.isWhitespace }.lowercased()
    }
}
