import Disclosure
import Host
import Provenance
import ReportKit
import Returns

/// How the returns of a run are written: all that they have in common, on whatever thread each is written.
struct ReturnWriting: Sendable {
    let quarter: Quarter
    let outcomes: [ModuleOutcome]
    let problems: [ModuleProblem]
    let agreements: [Agreement]
    let templates: ChosenTemplates
    let program: Provenance
    let detail: Return.Detail
    /// The codes of each partnership's areas.
    let codes: [[String]]
    /// How they were made, as far as that is the same for all.
    let origin: ReturnOrigin
    /// The place of each report among those on the return's quarter, and among those on earlier ones.
    private let current, earlier: [Key: Int]

    private struct Key: Hashable {
        let indicator: String
        let period: ReportPeriod

        init(_ report: Report) {
            (indicator, period) = (report.indicator.id, report.requested)
        }
    }

    init(
        quarter: Quarter, outcomes: [ModuleOutcome], problems: [ModuleProblem], agreements: [Agreement],
        templates: ChosenTemplates, program: Provenance, detail: Return.Detail, codes: [[String]],
        origin: ReturnOrigin
    ) {
        self.quarter = quarter
        self.outcomes = outcomes
        self.problems = problems
        self.agreements = agreements
        self.templates = templates
        self.program = program
        self.detail = detail
        self.codes = codes
        self.origin = origin
        func places(_ reports: [Report]) -> [Key: Int] {
            Dictionary(reports.enumerated().map { (Key($1), $0) }, uniquingKeysWith: { first, _ in first })
        }
        let all = ReturnSections(outcomes, problems: problems)
        (current, earlier) = (places(all.reports), places(all.earlier))
    }

    /// One partnership's reports.
    struct Reports: Sendable {
        let sections: ReturnSections
        /// Those on the return's quarter: of its own areas, and the figures of similar areas, which are weighed, and
        /// published, with them, and shown as a group alone.
        let own, beside: [Report]
    }

    /// What a return of one partnership alone would have had of the outcomes for all of them.
    ///
    /// - Parameter alone: whether it is the only one.
    func reports(of part: ReturnRun.Part, alone: Bool) -> Reports {
        let own =
            alone
            ? outcomes
            : outcomes.map { outcome in
                outcome.part(for: part.withGroups, isFollowed: outcome.id.map(part.followed.contains) ?? false)
            }
        let sections = ReturnSections(own, problems: problems)
        let reports = ReportsOfGroups.split(sections.reports, part.selection, part.groups)
        return Reports(sections: sections, own: reports.own, beside: reports.beside)
    }

    /// What may be released of a partnership's reports.
    func released(_ reports: Reports, from together: Publishing.InParts.Together) -> Publishing.InParts.Released {
        func released(_ own: [Report], _ places: [Key: Int], _ weighed: [WeighedReport]) -> [PublishedReport] {
            own.compactMap { report in places[Key(report)].map { weighed[$0].published(report) } }
        }
        return (
            released(reports.own, current, together.current)
                + released(reports.beside, current, together.current).map(\.saidOfOthers),
            released(reports.sections.earlier, earlier, together.earlier)
        )
    }

    /// A return and its files.
    typealias Written = (edition: Return, files: [ReturnFile])

    /// - Parameters:
    ///   - position: of the register, that it was weighed against.
    ///   - before: what was published of the quarter before.
    func written(
        _ part: ReturnRun.Part, _ reports: Reports, _ released: Publishing.InParts.Released, register position: Int?,
        before: [PublishedTable]
    ) throws -> Written {
        let asked = part.selection.asked
        let edition = Return(
            areas: asked, quarter: quarter, reports: Array(released.current.prefix(reports.own.count)),
            missing: reports.sections.missing, earlier: released.earlier, before: EditionBefore(before),
            headline: templates.headline
                ?? agreements.designated(by: asked, on: quarter.lastDay, among: reports.sections.reports),
            detail: detail,
            similar: SimilarFigures(
                part.groups, beside: Array(released.current.dropFirst(reports.own.count)),
                alone: asked.filter { area in
                    CaseloadSimilarity.counts[area.level] != nil && !part.groups.contains { $0.area == area }
                }))
        var origin = origin
        (origin.register, origin.weighedWith) = (position, codes.filter { $0 != part.codes })
        let files = try edition.files(program: program, origin, templates: templates.formats(agreements))
        return (edition, files)
    }
}

/// A return that was written before it was asked for.
struct ReturnDraft: Sendable {
    let reports: ReturnWriting.Reports
    /// What it is a part of.
    let together: Publishing.InParts.Together
    /// The position of the register that it says it was weighed against.
    let position: Int?
    let released: Publishing.InParts.Released
    let written: Result<ReturnWriting.Written, any Error>
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
