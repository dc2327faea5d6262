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
    /// In the order of their codes.
    private let parts: [Part]
    private let agreements: [Agreement]
    private let model: PredictionModel?
    private let allowsForPrediction: Bool
    private let made: Result<(outcomes: [ModuleOutcome], publishing: Publishing.InParts), DisclosureError>

    init(
        _ returning: Returning, _ quarter: Quarter, _ parts: [Part], _ session: ReportSession,
        _ made: Result<(outcomes: [ModuleOutcome], publishing: Publishing.InParts), DisclosureError>
    ) {
        self.returning = returning
        self.quarter = quarter
        self.parts = parts
        agreements = session.agreements
        (model, allowsForPrediction) = (session.model, session.allowsForPrediction)
        self.made = made
    }

    /// One partnership's part.
    struct Part {
        /// Names or codes of its areas, as they were given.
        let names: [String]
        let selection: AreaSelection
        /// What its areas are compared with.
        let groups: [ComparisonGroup]
        /// Its own areas and those that they are compared with.
        let withGroups: AreaSelection
        /// The indicators that its return follows over the earlier quarters.
        var followed: Set<String> = []
        /// The codes of its areas, in order.
        let codes: [String]

        init(_ names: [String], _ selection: AreaSelection, _ groups: [ComparisonGroup]) {
            self.names = names
            self.selection = selection
            self.groups = groups
            withGroups = selection.including(groups.flatMap(\.members))
            codes = selection.asked.map(\.code).sorted()
        }

        /// Whether it shows a finding of one of some reports, by its index among them.
        func showing(_ current: [Report], _ earlier: [Report]) -> (Int, Finding) -> Bool {
            let indicators = earlier.map(\.indicator.id)
            return { [self] index, finding in
                guard index >= current.count else { return withGroups.shows(finding, isPast: false) }
                return followed.contains(indicators[index - current.count]) && selection.shows(finding, isPast: true)
            }
        }
    }

    /// Whether it has the return of a partnership, by the names or codes of its areas as they were given.
    public func includes(_ names: [String]) -> Bool { parts.contains { $0.names == names } }

    /// Whether something was suppressed whole because no way was found to make it safe beside the other partnerships'
    /// returns; known once one of them was made.
    public var gaveUp: Bool { (try? made.get())?.publishing.gaveUp ?? false }

    /// Makes the return of one of the partnerships.
    ///
    /// - Parameters:
    ///   - names: names or codes of its areas.
    ///   - kind: as what it is to be published; nil where it is only looked at.
    ///   - name: the path of the folder that it is to be written into, or the name of its bundle.
    /// - Throws: where the warehouse becomes unavailable or the program is asked to stop.
    public func make(areas names: [String], as kind: PublicationKind?, named name: String = "") throws -> MadeReturn {
        guard let part = parts.first(where: { $0.names == names }) else {
            preconditionFailure("a partnership that was not run for")
        }
        let selection = part.selection
        func failed(_ error: DisclosureError, _ sections: ReturnSections) -> MadeReturn {
            MadeReturn(areas: selection.asked, sections: sections, result: .failure(.notControlled(error)))
        }
        let (outcomes, publishing): ([ModuleOutcome], Publishing.InParts)
        do {
            (outcomes, publishing) = try made.get()
        } catch {
            return failed(error, ReturnSections([], problems: returning.problems))
        }
        let own = self.part(of: outcomes, for: part)
        let sections = ReturnSections(own, problems: returning.problems)
        guard !sections.reports.isEmpty else {
            return MadeReturn(
                areas: selection.asked, sections: sections, result: .failure(.noReport(gravest: sections.gravest)))
        }
        // The figures of similar areas are weighed, and published, with those of the return, and shown as a group alone.
        let reports = ReportsOfGroups.split(sections.reports, selection, part.groups)
        let weighed: Publishing.Weighed
        do {
            weighed = try publishing.part(
                reports.own + reports.beside, sections.earlier,
                of: ReturnSections(outcomes, problems: returning.problems),
                as: kind.map { .init($0, at: name, of: selection.asked) })
        } catch DisclosureError.cancelled {
            throw DisclosureError.cancelled
        } catch let error as DisclosureError {
            return failed(error, sections)
        }
        let edition = Return(
            areas: selection.asked, quarter: quarter, reports: Array(weighed.current.prefix(reports.own.count)),
            missing: sections.missing,
            earlier: weighed.earlier, before: EditionBefore(weighed.before),
            headline: returning.templates.headline
                ?? agreements.designated(by: selection.asked, on: quarter.lastDay, among: sections.reports),
            detail: returning.detail,
            similar: SimilarFigures(part.groups, beside: Array(weighed.current.dropFirst(reports.own.count))))
        let files = try edition.files(
            program: returning.program, register: weighed.position,
            weighedWith: parts.map(\.codes).filter { $0 != part.codes },
            comparing: parts.flatMap(\.groups).filter { $0.basis == .chosen },
            model: model.map { "\($0.name)@\($0.version)" }, allowsForPrediction: model != nil && allowsForPrediction,
            templates: returning.templates.formats(agreements))
        let finished = FinishedReturn(edition: edition, files: files, pending: weighed.pending)
        return MadeReturn(areas: selection.asked, sections: sections, result: .success(finished))
    }

    /// What a return of one partnership alone would have had of the outcomes for all of them.
    private func part(of outcomes: [ModuleOutcome], for part: Part) -> [ModuleOutcome] {
        guard parts.count > 1 else { return outcomes }
        return outcomes.map { outcome in
            outcome.part(for: part.withGroups, isFollowed: outcome.id.map(part.followed.contains) ?? false)
        }
    }
}

extension Publishing.InParts {
    /// A partnership's part of what was weighed.
    ///
    /// - Parameters:
    ///   - current: its reports on the requested period, of which one indicator may have several.
    ///   - earlier: its reports on earlier periods.
    ///   - all: what was weighed.
    fileprivate func part(
        _ current: [Report], _ earlier: [Report], of all: ReturnSections, as subject: Publishing.Subject?
    ) throws -> Publishing.Weighed {
        struct Key: Hashable {
            let indicator: String
            let period: ReportPeriod
        }
        func key(_ report: Report) -> Key { Key(indicator: report.indicator.id, period: report.requested) }
        func places(_ reports: [Report]) -> [Key: Int] {
            Dictionary(reports.enumerated().map { (key($1), $0) }, uniquingKeysWith: { first, _ in first })
        }
        func parts(_ own: [Report], of all: [Report]) -> [(Int, Report)] {
            let places = places(all)
            return own.compactMap { report in places[key(report)].map { ($0, report) } }
        }
        return try part((parts(current, of: all.reports), parts(earlier, of: all.earlier)), as: subject)
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
