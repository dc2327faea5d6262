import Foundation
import Platform
import ReportKit
import Warehouse

/// Everything that is wrong with a module's file, and its first report where nothing is.
public struct ModuleCheck: Sendable {
    public let file: String
    /// In order of line.
    public let problems: [DeclaredProblem]
    /// A first report; nil where there are errors, or where no quarter of the warehouse can be reported.
    public let first: FirstReport?
    /// Why there is no report although there is no error.
    public let reasonForNone: String?

    /// Whether the module can be run.
    public var isSound: Bool { !problems.contains { $0.severity == .error } }

    /// Checks a module: its header and words, its query on the server without running it, and then its findings.
    ///
    /// - Parameters:
    ///   - quarter: the quarter to report; the latest for which there is a report where nil.
    ///   - survey: the installed modules; a `same-as` module refers to one of them.
    /// - Throws: what keeps the check from being made, such as a warehouse that cannot be reached.
    public init(
        file: String, quarter: Quarter?, runner: ModuleRunner, basis: ReportBasis, survey: ModuleSurvey
    ) async throws {
        self.file = file
        let asItIs = try ModuleFile(asItIs: file)
        let access = try runner.access()
        var problems: [DeclaredProblem] = []
        var subject: (subject: ModuleSubject, indicator: Indicator)?
        var relations: [DeclaredRelation]?
        if ModuleFolders.isDeclared(file) {
            let declared = DeclaredFile(file: file)
            problems = declared.problems + DeclaredChecks.problems(in: declared)
            problems += Self.taken(declared.header?.indicator, declared.header?.lines["id"], file, among: survey)
            relations = declared.header?.relations
            if let sameAs = SameAs(declared) {
                subject = Self.base(of: sameAs, survey, &problems)
            } else if let header = declared.header, declared.text?.hasQuery == true, !declared.hasBrokenQuery {
                let quarters = try quarter.map { [$0] } ?? runner.latestQuarters(FirstReport.mostQuarters)
                problems += try await Self.serverProblems(asItIs, access, runner, trying: quarters)
                subject = (ModuleSubject(checked: asItIs), header.indicator)
            } else if let header = declared.header {
                subject = (ModuleSubject(checked: asItIs), header.indicator)
            }
        } else {
            let alone = await ModuleSurvey(files: [asItIs], program: runner.program)
            problems = alone.problems.map {
                DeclaredProblem(line: nil, $0.description.replacing("\(file): ", with: ""))
            }
            subject = alone.modules.first.map {
                (ModuleSubject(checked: asItIs, family: $0.indicator.family), $0.indicator)
            }
            problems += Self.taken(subject?.indicator, nil, file, among: survey)
        }
        problems += Self.warnings(of: relations, subject?.indicator, among: survey)
        self.problems = problems.sorted { ($0.line ?? .max, $0.message) < ($1.line ?? .max, $1.message) }
        guard let subject, !problems.contains(where: { $0.severity == .error }) else {
            first = nil
            reasonForNone = nil
            return
        }
        (first, reasonForNone) = try await FirstReport.latest(
            of: subject.subject, subject.indicator, quarter, runner, basis)
    }

    /// That another installed module already has the identifier, so that this one would not be listed.
    private static func taken(
        _ indicator: Indicator?, _ line: Int?, _ file: String, among survey: ModuleSurvey
    ) -> [DeclaredProblem] {
        guard let indicator, let other = survey.modules.first(where: { $0.indicator.id == indicator.id }),
            Path.real(other.file) != Path.real(file)
        else { return [] }
        // A file of the same name may be about to take the other's place.
        let isEdition = other.file.split(separator: "/").last == file.split(separator: "/").last
        return [
            DeclaredProblem(
                isEdition ? .warning : .error, line: line,
                "id: \(indicator.id) is already that of \(other.file): this module would not be listed beside it. "
                    + (isEdition ? "Put it in that file's place, or choose another id." : "Choose another id."))
        ]
    }

    /// What is run for a module that reports another indicator; nil, with the problem, where it cannot be.
    static func base(
        of sameAs: SameAs, _ survey: ModuleSurvey, _ problems: inout [DeclaredProblem]
    ) -> (ModuleSubject, Indicator)? {
        guard let base = try? survey.module(named: sameAs.other), base.kind != .sameAs else {
            problems.append(DeclaredProblem(line: nil, "same-as: no module '\(sameAs.other)' is installed."))
            return nil
        }
        if let problem = sameAs.problem(with: base) {
            problems.append(problem)
            return nil
        }
        let indicator = sameAs.indicator(of: base)
        return (ModuleSubject(file: base.runs, indicator: indicator, settings: sameAs.settings), indicator)
    }

    /// What the author should know about relations with other indicators.
    ///
    /// - Parameter declared: those of a header; nil for a compiled module, which has no lines.
    private static func warnings(
        of declared: [DeclaredRelation]?, _ indicator: Indicator?, among survey: ModuleSurvey
    ) -> [DeclaredProblem] {
        guard let indicator, indicator.sameAs == nil else { return [] }
        let relations = declared ?? indicator.relations.map { DeclaredRelation(relation: $0, line: nil) }
        return relations.flatMap { declared in
            declared.relation.warnings(for: indicator.id, among: survey).map {
                DeclaredProblem(.warning, line: declared.line, "adds-up: \($0)")
            }
        }
    }

    private static func serverProblems(
        _ file: ModuleFile, _ access: ModuleAccess, _ runner: ModuleRunner, trying quarters: [Quarter]
    ) async throws -> [DeclaredProblem] {
        let order = WorkOrder.check(
            CheckOrder(
                module: file, access: access, statementSeconds: runner.timeLimit / .seconds(1), quarters: quarters))
        // Each statement may take as long as a report's; the checks run a few dozen.
        let worker = WorkerProcess(
            program: runner.program, order: order, timeLimit: runner.timeLimit * 20, memoryLimit: runner.memoryLimit)
        switch await worker.problems() {
        case .success(let problems): return problems
        case .failure(let failure): throw HostError.worker(failure)
        }
    }
}
