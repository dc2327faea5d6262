import ReportKit
import Warehouse

/// Which modules read which views of the schema `reporting`, by the words of their queries.
public struct ViewReaders: Sendable {
    /// The names of the schema's views and functions that each indicator's query has.
    private let names: [(id: String, names: Set<String>)]

    /// Reads the modules' queries; none is run, and the warehouse is not asked.
    ///
    /// - Parameter modules: those that report another indicator are passed over, since they have no query.
    public init(of modules: [DescribedModule], runner: ModuleRunner) async throws {
        var names: [(id: String, names: Set<String>)] = []
        for module in modules where module.indicator.family != .undefined {
            let sql: String
            switch module.kind {
            case .sameAs: continue
            case .declared: sql = try DeclaredFile(file: module.runs).module().sql
            case .compiled: sql = try await runner.query(of: module.subject).sql
            }
            names.append((module.indicator.id, Self.names(in: sql)))
        }
        self.names = names.sorted { $0.id < $1.id }
    }

    /// The identifiers of the indicators that read a view, also through a function.
    public func indicators(reading view: ReportingView) -> [String] {
        let wanted = Set([view.name] + view.functions)
        return names.filter { !$0.names.isDisjoint(with: wanted) }.map(\.id)
    }

    private static func names(in sql: String) -> Set<String> {
        let words = NamedParameters(sql).words.map(\.text)
        return Set(zip(words, words.dropFirst()).filter { $0.0 == "reporting" }.map(\.1))
    }
}
