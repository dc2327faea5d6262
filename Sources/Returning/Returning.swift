import Disclosure
import Host
import Provenance
import ReportKit
import Returns

/// Makes a partnership's return, in the same way for `laa return` and `laa submit`.
public struct Returning {
    public let runner: ModuleRunner
    public let modules: [DescribedModule]
    /// The module files that cannot be run.
    public let problems: [ModuleProblem]
    /// What may leave the program.
    public let terms: DisclosureTerms
    /// The program that makes the return.
    public let program: Provenance
    public var earlierQuarters = EarlierQuarters()
    public var templates = ChosenTemplates()
    /// Called as each module ends.
    public var progress: @Sendable (ModuleOutcome) -> Void = { _ in }

    /// - Parameter problems: the module files that cannot be run.
    /// - Throws: ``HostError/noModules(problems:)`` where there is nothing to run.
    public init(
        _ modules: [DescribedModule], problems: [ModuleProblem], by runner: ModuleRunner, terms: DisclosureTerms,
        program: Provenance
    ) throws(HostError) {
        guard !modules.isEmpty else { throw .noModules(problems: problems) }
        self.runner = runner
        self.modules = modules
        self.problems = problems
        self.terms = terms
        self.program = program
    }

    /// Runs every module, and suppresses every figure by which somebody could be recognised.
    ///
    /// - Parameters:
    ///   - area: name or code of the partnership's area.
    ///   - basis: which state of the warehouse, and whose predictions.
    ///   - published: folders of returns published before; what they suppressed must not be given away by this one.
    /// - Throws: where the warehouse becomes unavailable or the program is asked to stop; there is no return then, not
    ///   even an incomplete one.
    public func make(
        area: String, quarter: Quarter, basis: ReportBasis = ReportBasis(), after published: [String] = []
    ) async throws -> MadeReturn {
        let session = try ReportSession(opening: runner, on: quarter.lastDay, basis: basis)
        let selection = try AreaSelection(returnFor: area, in: session.areas, with: templates.levels)
        let known: [PublishedTable]
        do throws(DisclosureError) {
            // Before any module runs: which may take a while, for nothing.
            known = try published.map { path throws(DisclosureError) in try EarlierReturn(at: path) }.flatMap(\.tables)
        } catch {
            return MadeReturn(
                areas: selection.asked, sections: ReturnSections([], problems: problems),
                result: .failure(.notControlled(error)))
        }
        let wanted = Set(modules.map(\.indicator.id).filter(templates.follow))
        let outcomes = try await session.run(
            modules.map(\.subject), selection, period: .quarter(quarter),
            history: earlierQuarters.history(before: quarter, in: selection.asked, including: wanted),
            progress: progress)
        session.close()
        let sections = ReturnSections(outcomes, problems: problems)
        guard !sections.reports.isEmpty else {
            return MadeReturn(
                areas: selection.asked, sections: sections, result: .failure(.noReport(gravest: sections.gravest)))
        }
        let disclosed: (current: [PublishedReport], earlier: [PublishedReport])
        do throws(DisclosureError) {
            disclosed = try terms.disclosed(
                sections.reports, with: sections.earlier, in: session.areas, after: known)
        } catch {
            return MadeReturn(areas: selection.asked, sections: sections, result: .failure(.notControlled(error)))
        }
        let edition = Return(
            areas: selection.asked, quarter: quarter, reports: disclosed.current, missing: sections.missing,
            earlier: disclosed.earlier)
        let files = try edition.files(program: program, templates: templates.formats(session.agreements))
        let finished = FinishedReturn(edition: edition, files: files)
        return MadeReturn(areas: selection.asked, sections: sections, result: .success(finished))
    }
}
