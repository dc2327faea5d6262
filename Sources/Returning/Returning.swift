import Disclosure
import Host
import Provenance
import Publications
import ReportKit
import Returns

/// Makes a partnership's return, in the same way for `laa return` and `laa submit`.
public struct Returning {
    public let runner: ModuleRunner
    public let modules: [DescribedModule]
    /// Every module there is: those whose counts add up with the return's own are weighed beside them.
    public var installed: [DescribedModule]
    /// The module files that cannot be run.
    public let problems: [ModuleProblem]
    /// What may leave the program.
    public let terms: DisclosureTerms
    /// The program that makes the return.
    public let program: Provenance
    public var earlierQuarters = EarlierQuarters()
    public var templates = ChosenTemplates()
    /// The partnership's own comparison groups; nil for those of similar caseloads.
    public var comparators: ComparatorFile?
    /// Found once for all returns of the same state of the warehouse.
    private let similarities = KnownSimilarities()
    /// How much of the return its page holds.
    public var detail = Return.Detail.full
    /// Called as each module ends.
    public var progress: @Sendable (ModuleOutcome) -> Void = { _ in }
    /// Called where another process is publishing, before waiting for it.
    public var waiting: @Sendable () -> Void = {}

    /// - Parameter problems: the module files that cannot be run.
    /// - Throws: ``HostError/noModules(problems:)`` where there is nothing to run.
    public init(
        _ modules: [DescribedModule], problems: [ModuleProblem], by runner: ModuleRunner, terms: DisclosureTerms,
        program: Provenance
    ) throws(HostError) {
        guard !modules.isEmpty else { throw .noModules(problems: problems) }
        self.runner = runner
        self.modules = modules
        installed = modules
        self.problems = problems
        self.terms = terms
        self.program = program
    }

    /// Makes one partnership's return: runs every module, and suppresses every figure by which somebody could be
    /// recognised.
    ///
    /// - Parameters:
    ///   - areas: names or codes of the partnership's areas.
    ///   - basis: which state of the warehouse, and whose predictions.
    ///   - published: folders of returns published elsewhere; what they suppressed must not be given away by this one.
    ///   - register: the state of the register of publications that it is weighed against.
    ///   - others: the areas of those partnerships whose returns are weighed together with it.
    ///   - chosen: comparison groups instead of those of ``comparators``; nil for these.
    ///   - kind: as what it is to be published; nil where it is only looked at.
    ///   - name: the path of the folder that it is to be written into, or the name of its bundle.
    /// - Throws: where the warehouse becomes unavailable or the program is asked to stop; there is no return then, not
    ///   even an incomplete one.
    public func make(
        areas: [String], quarter: Quarter, basis: ReportBasis = ReportBasis(), after published: [String] = [],
        against register: Publishing.Register = .now, with others: [[String]] = [],
        comparing chosen: [ComparisonGroup]? = nil, as kind: PublicationKind?, named name: String = ""
    ) async throws -> MadeReturn {
        try await run(
            for: [areas] + others, quarter: quarter, basis: basis, after: published, against: register,
            comparing: chosen
        ).make(areas: areas, as: kind, named: name)
    }

    /// Runs every module once for the returns of several partnerships, which are weighed together.
    ///
    /// - Parameters:
    ///   - partnerships: of each the names or codes of its areas.
    ///   - published: folders of returns published elsewhere.
    ///   - register: the state of the register of publications that they are weighed against.
    ///   - chosen: comparison groups instead of those of ``comparators``; nil for these.
    /// - Throws: as ``make(areas:quarter:basis:after:against:with:comparing:as:named:)``.
    public func run(
        for partnerships: [[String]], quarter: Quarter, basis: ReportBasis = ReportBasis(),
        after published: [String] = [], against register: Publishing.Register = .now,
        comparing chosen: [ComparisonGroup]? = nil
    ) async throws -> ReturnRun {
        let session = try ReportSession(opening: runner, on: quarter.lastDay, basis: basis)
        defer { session.close() }
        let all = try AreaSelection(returnFor: partnerships.flatMap(\.self), in: session.areas, with: templates.levels)
        let chosen = try chosen ?? comparators?.groups(in: session.areas) ?? []
        let known: [PublishedTable]
        do throws(DisclosureError) {
            // Before any module runs: which may take a while, for nothing.
            known = try published.map { path throws(DisclosureError) in try EarlierReturn(at: path) }.flatMap(\.tables)
        } catch {
            return ReturnRun(
                self, quarter, try parts(of: partnerships, in: session, comparing: chosen), session, .failure(error))
        }
        let similarity = try similarities.of(session, on: quarter.lastDay, for: all.asked)
        var parts = try parts(of: partnerships, in: session, comparing: chosen, alike: similarity)
        var publishing = Publishing(to: runner.target, terms: terms, program: program)
        publishing.waiting = waiting
        let made = try await session.run(
            modules.map(\.subject), all.including(parts.flatMap(\.groups).flatMap(\.members)),
            period: .quarter(quarter), history: history(before: quarter, in: all.asked),
            beside: publishing.companions(of: modules, among: installed, period: .quarter(quarter)),
            progress: progress)
        let sections = ReturnSections(made.outcomes, problems: problems)
        var matter = Publishing.Matter(
            sections.reports, with: sections.earlier, beside: made.beside, in: session.areas, asOf: session.vintage,
            grounds: try session.grounds(
                on: sections.earlier.map(\.requested.lastDay) + [quarter.advanced(by: -1).lastDay]))
        matter.elsewhere = known
        matter.quarter = quarter
        for index in parts.indices {
            parts[index].followed = followed(made.outcomes, before: quarter, parts[index].selection)
        }
        let own = parts.map(\.selection)
        matter.isCompared = { _, finding in !own.contains { $0.shows(finding, isPast: false) } }
        if parts.count > 1 { matter.parts = parts.map { $0.showing(sections.reports, sections.earlier) } }
        return ReturnRun(
            self, quarter, parts, session,
            .success((made.outcomes, Publishing.InParts(matter, by: publishing, register: register))))
    }

    /// - Parameter similarity: which areas' caseloads are alike.
    private func parts(
        of partnerships: [[String]], in session: ReportSession, comparing chosen: [ComparisonGroup],
        alike similarity: CaseloadSimilarity = .none
    ) throws -> [ReturnRun.Part] {
        try partnerships.map { names in
            let selection = try AreaSelection(returnFor: names, in: session.areas, with: templates.levels)
            return ReturnRun.Part(names, selection, similarity.groups(for: selection.asked, chosen: chosen))
        }.sorted { $0.codes.lexicographicallyPrecedes($1.codes) }
    }

    /// The indicators that a partnership's return follows over the earlier quarters.
    private func followed(
        _ outcomes: [ModuleOutcome], before quarter: Quarter, _ selection: AreaSelection
    ) -> Set<String> {
        let history = history(before: quarter, in: selection.asked)
        return Set(
            zip(outcomes, modules).compactMap { outcome, module in
                guard case .success(let report) = outcome.result else { return nil }
                return history.shouldFollow(module.subject, report) ? report.indicator.id : nil
            })
    }

    /// The earlier periods that a return reports besides its own quarter.
    ///
    /// - Parameter areas: the requested areas.
    private func history(before quarter: Quarter, in areas: [Area]) -> ReportHistory {
        let wanted = Set(modules.map(\.indicator.id).filter(templates.follow))
        return earlierQuarters.history(before: quarter, in: areas, including: wanted)
    }
}
