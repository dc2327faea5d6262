import ReportKit
import Warehouse

/// A module as its author sees it while writing: what is wrong by its text alone, a report, and the server's plan.
///
/// ``ModuleCheck`` finds more, and takes longer.
public struct ModulePreview: Sendable {
    /// In order of line.
    public let problems: [DeclaredProblem]
    /// Nil where something is wrong, or nothing can be reported.
    public let report: FirstReport?
    /// How the server would run the query; empty for a compiled module, and where something is wrong.
    public let plan: [String]
    /// Why there is no report, except for what ``problems`` say.
    public let reasonForNone: String?

    /// Whether there is a report.
    public var isSound: Bool { report != nil }

    /// Looks at a module.
    ///
    /// - Parameters:
    ///   - quarter: nil for the latest for which there is a report.
    ///   - level: nil for the trusts, or the smallest areas of an indicator that is not reported by trust.
    /// - Throws: what keeps every module from being looked at, such as a warehouse that cannot be reached.
    public init(
        of file: String, quarter: Quarter?, level: AreaLevel?, by breakdown: Breakdown?, runner: ModuleRunner,
        basis: ReportBasis, survey: () async -> ModuleSurvey
    ) async throws {
        var problems: [DeclaredProblem] = []
        var report: FirstReport?
        var plan: [String] = []
        var reason: String?
        do {
            if ModuleFolders.isDeclared(file) {
                let declared = DeclaredFile(file: file)
                problems = declared.problems + DeclaredChecks.problems(in: declared)
            }
            if !problems.contains(where: { $0.severity == .error }) {
                let module = try await NamedModule(file: file, program: runner.program, survey: survey)
                (report, reason) = try await FirstReport.latest(
                    of: module.subject, module.indicator, quarter, level: level, by: breakdown, runner, basis)
                if let report { plan = try Self.plan(of: file, for: report.report, runner) }
            }
        } catch let problem as ModuleProblem {
            if case .declaration(_, let found) = problem { problems += found } else { reason = "\(problem)" }
        } catch HostError.worker(let failure) where failure.kind != .warehouse && failure.kind != .cancelled {
            reason = failure.message
        } catch WarehouseError.server(let error) {
            reason = "\(error)"
        }
        self.problems = Set(problems).sorted { ($0.line ?? .max, $0.message) < ($1.line ?? .max, $1.message) }
        self.report = report
        self.plan = plan
        reasonForNone = reason
    }

    private static func plan(of file: String, for report: Report, _ runner: ModuleRunner) throws -> [String] {
        guard ModuleFolders.isDeclared(file) else { return [] }
        let declared = DeclaredFile(file: file)
        guard declared.text?.hasQuery == true else { return [] }
        let query = try declared.module().query(for: report.requested, breakdown: report.breakdown)
        let connection = try runner.access().open(applicationName: "laa modules preview")
        defer { connection.close() }
        return try connection.readOnlyTransaction(
            statementTimeout: runner.timeLimit, settings: [.asOf: TransactionSetting.latest]
        ) {
            try SnapshotWarehouse(connection).plan(of: query)
        }
    }
}
