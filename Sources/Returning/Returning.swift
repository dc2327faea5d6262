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

    /// Runs every module, and suppresses every figure by which somebody could be recognised.
    ///
    /// - Parameters:
    ///   - areas: names or codes of the partnership's areas.
    ///   - basis: which state of the warehouse, and whose predictions.
    ///   - published: folders of returns published elsewhere; what they suppressed must not be given away by this one.
    ///   - register: the state of the register of publications that it is weighed against.
    ///   - kind: as what it is to be published; nil where it is only looked at.
    ///   - name: the path of the folder that it is to be written into, or the name of its bundle.
    /// - Throws: where the warehouse becomes unavailable or the program is asked to stop; there is no return then, not
    ///   even an incomplete one.
    public func make(
        areas: [String], quarter: Quarter, basis: ReportBasis = ReportBasis(), after published: [String] = [],
        against register: Publishing.Register = .now, as kind: PublicationKind?, named name: String = ""
    ) async throws -> MadeReturn {
        let session = try ReportSession(opening: runner, on: quarter.lastDay, basis: basis)
        let selection = try AreaSelection(returnFor: areas, in: session.areas, with: templates.levels)
        let known: [PublishedTable]
        do throws(DisclosureError) {
            // Before any module runs: which may take a while, for nothing.
            known = try published.map { path throws(DisclosureError) in try EarlierReturn(at: path) }.flatMap(\.tables)
        } catch {
            return MadeReturn(
                areas: selection.asked, sections: ReturnSections([], problems: problems),
                result: .failure(.notControlled(error)))
        }
        let groups = try similarities.of(session, on: quarter.lastDay, for: selection.asked).groups(
            for: selection.asked, chosen: comparators?.groups(in: session.areas) ?? [])
        let wanted = Set(modules.map(\.indicator.id).filter(templates.follow))
        let companions =
            terms.release.isInternal ? .none : Companions(of: modules, among: installed, period: .quarter(quarter))
        let run = try await session.run(
            modules.map(\.subject), selection.including(groups.flatMap(\.members)), period: .quarter(quarter),
            history: earlierQuarters.history(before: quarter, in: selection.asked, including: wanted),
            beside: companions, progress: progress)
        session.close()
        let sections = ReturnSections(run.outcomes, problems: problems)
        guard !sections.reports.isEmpty else {
            return MadeReturn(
                areas: selection.asked, sections: sections, result: .failure(.noReport(gravest: sections.gravest)))
        }
        // The figures of similar areas are weighed, and published, with those of the return, and shown as a group
        // alone.
        let (reports, beside) = ReportsOfGroups.split(sections.reports, selection, groups)
        var publishing = Publishing(to: runner.target, terms: terms, program: program)
        publishing.waiting = waiting
        let weighed: Publishing.Weighed
        do {
            weighed = try publishing.weigh(
                reports + beside, with: sections.earlier, beside: run.beside, in: session.areas, asOf: session.vintage,
                after: known,
                register: register, as: kind.map { .init($0, at: name, of: selection.asked) }, editionOf: quarter)
        } catch DisclosureError.cancelled {
            throw DisclosureError.cancelled
        } catch let error as DisclosureError {
            return MadeReturn(areas: selection.asked, sections: sections, result: .failure(.notControlled(error)))
        }
        let edition = Return(
            areas: selection.asked, quarter: quarter, reports: Array(weighed.current.prefix(reports.count)),
            missing: sections.missing,
            earlier: weighed.earlier, before: EditionBefore(weighed.before),
            headline: templates.headline
                ?? session.agreements.designated(
                    by: selection.asked, on: quarter.lastDay, among: sections.reports),
            detail: detail,
            similar: SimilarFigures(groups, beside: Array(weighed.current.dropFirst(reports.count))))
        let files = try edition.files(
            program: program, register: weighed.position, templates: templates.formats(session.agreements))
        let finished = FinishedReturn(edition: edition, files: files, pending: weighed.pending)
        return MadeReturn(areas: selection.asked, sections: sections, result: .success(finished))
    }
}

extension [Agreement] {
    /// The indicators for which the areas' agreements designate a target that applies on a day, in the order of a
    /// return.
    ///
    /// - Parameter reports: those of the return.
    fileprivate func designated(by areas: [Area], on day: Day, among reports: [Report]) -> [String] {
        let designated = Set(
            filter { $0.terms.designated && $0.applies.contains(day) && areas.contains($0.area) }.map(\.indicator))
        return reports.map(\.indicator).filter { designated.contains($0.id) }.sorted { $0.sortKey < $1.sortKey }
            .map(\.id)
    }
}
