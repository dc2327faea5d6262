import Disclosure
import Host
import Publications
import ReportKit
import Returns

/// The returns of several partnerships for one quarter: made from one state of the warehouse, and weighed together, so that
/// it does not matter in which order they are published.
public final class ReturnRun {
    private let returning: Returning
    private let quarter: Quarter
    /// Of each partnership the names or codes of its areas.
    private let partnerships: [[String]]
    private let areas: AreaDirectory
    private let agreements: [Agreement]
    private let made: Result<(outcomes: [ModuleOutcome], publishing: Publishing.InParts), DisclosureError>

    init(
        _ returning: Returning, _ quarter: Quarter, _ partnerships: [[String]], _ session: ReportSession,
        _ made: Result<(outcomes: [ModuleOutcome], publishing: Publishing.InParts), DisclosureError>
    ) {
        self.returning = returning
        self.quarter = quarter
        self.partnerships = partnerships
        areas = session.areas
        agreements = session.agreements
        self.made = made
    }

    /// Makes the return of one of the partnerships.
    ///
    /// - Parameters:
    ///   - names: names or codes of its areas.
    ///   - kind: as what it is to be published; nil where it is only looked at.
    ///   - name: the path of the folder that it is to be written into, or the name of its bundle.
    /// - Throws: where the warehouse becomes unavailable or the program is asked to stop.
    public func make(areas names: [String], as kind: PublicationKind?, named name: String = "") throws -> MadeReturn {
        precondition(partnerships.contains(names), "a partnership that was not run for")
        let selection = try AreaSelection(returnFor: names, in: areas, with: returning.templates.levels)
        func failed(_ error: DisclosureError, _ sections: ReturnSections) -> MadeReturn {
            MadeReturn(areas: selection.asked, sections: sections, result: .failure(.notControlled(error)))
        }
        let (outcomes, publishing): ([ModuleOutcome], Publishing.InParts)
        do {
            (outcomes, publishing) = try made.get()
        } catch {
            return failed(error, ReturnSections([], problems: returning.problems))
        }
        let own = part(of: outcomes, for: selection)
        let sections = ReturnSections(own, problems: returning.problems)
        guard !sections.reports.isEmpty else {
            return MadeReturn(
                areas: selection.asked, sections: sections, result: .failure(.noReport(gravest: sections.gravest)))
        }
        let weighed: Publishing.Weighed
        do {
            weighed = try publishing.part(
                sections, of: ReturnSections(outcomes, problems: returning.problems),
                as: kind.map {
                    .init($0, at: name, of: selection.asked)
                })
        } catch DisclosureError.cancelled {
            throw DisclosureError.cancelled
        } catch let error as DisclosureError {
            return failed(error, sections)
        }
        let edition = Return(
            areas: selection.asked, quarter: quarter, reports: weighed.current, missing: sections.missing,
            earlier: weighed.earlier, before: EditionBefore(weighed.before),
            headline: returning.templates.headline
                ?? agreements.designated(by: selection.asked, on: quarter.lastDay, among: sections.reports),
            detail: returning.detail)
        let files = try edition.files(
            program: returning.program, register: weighed.position, weighedWith: try othersByCode(than: names),
            templates: returning.templates.formats(agreements))
        let finished = FinishedReturn(edition: edition, files: files, pending: weighed.pending)
        return MadeReturn(areas: selection.asked, sections: sections, result: .success(finished))
    }

    /// What a return of one partnership alone would have had of the outcomes for all of them.
    private func part(of outcomes: [ModuleOutcome], for selection: AreaSelection) -> [ModuleOutcome] {
        guard partnerships.count > 1 else { return outcomes }
        let history = returning.history(before: quarter, in: selection.asked)
        return zip(outcomes, returning.modules).map { outcome, module in
            outcome.part(for: selection) { history.shouldFollow(module.subject, $0) }
        }
    }

    /// The codes of the other partnerships' areas, in order.
    private func othersByCode(than names: [String]) throws -> [[String]] {
        try partnerships.filter { $0 != names }.map { names in
            try AreaSelection(returnFor: names, in: areas).asked.map(\.code).sorted()
        }.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

extension Publishing.InParts {
    /// A partnership's part of what was weighed.
    fileprivate func part(
        _ own: ReturnSections, of all: ReturnSections, as subject: Publishing.Subject?
    ) throws -> Publishing.Weighed {
        struct Key: Hashable {
            let indicator: String
            let period: ReportPeriod
        }
        func key(_ report: Report) -> Key { Key(indicator: report.indicator.id, period: report.requested) }
        let earlier = Dictionary(own.earlier.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
        return try part((own.reports.map(Optional.some), all.earlier.map { earlier[key($0)] }), as: subject)
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
