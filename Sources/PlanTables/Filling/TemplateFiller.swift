import Disclosure
import Presenting
import ReportKit
import Returns

/// Fills a template.
struct TemplateFiller {
    private let template: TableTemplate
    private let edition: Return
    private let plan: PartnershipPlan?
    private let names: IndicatorNames
    private let agreements: Agreements
    private let reports: [String: PublishedReport]
    private let earlier: [String: [PublishedReport]]

    init(_ template: TableTemplate, _ edition: Return, _ sources: TemplateSources) {
        self.template = template
        self.edition = edition
        plan = sources.plan
        names = sources.names
        agreements = Agreements(sources.agreements, sources.names)
        reports = Dictionary(
            edition.reports.map { ($0.indicator.id, $0) }, uniquingKeysWith: { first, _ in first })
        earlier = Dictionary(grouping: edition.earlier, by: \.indicator.id)
    }

    var filled: FilledTemplate {
        let sections = template.levels.flatMap { self.sections($0) } + planSection
        return FilledTemplate(
            template: template, edition: edition, sections: sections,
            notes: TemplateNotes(
                template, sections, plan: plan, missing: withoutFigures(in: sections), isRounded: isRounded
            ).all,
            sources: Return.lines(
                of: Set(shown.flatMap(\.dataQuality.sources)).sorted { $0.vintage < $1.vintage }))
    }

    // MARK: - Areas

    /// The areas of a level that were asked for; where there are none, those of the level that the return holds.
    private func areas(_ level: AreaLevel) -> [Area] {
        let ofLevel: Set<AreaLevel> = level == .localAuthority ? [.localAuthority, .partnership] : [level]
        let asked = edition.areas.filter { ofLevel.contains($0.level) }
        guard asked.isEmpty else { return asked }
        var known: Set<Area> = []
        return edition.reports.flatMap(\.findings).map(\.area)
            .filter { $0.level == level && known.insert($0).inserted }
            .sorted { ($0.name, $0.code) < ($1.name, $1.code) }
    }

    private func sections(_ level: TableTemplate.Level) -> [FilledTemplate.Section] {
        switch level {
        case .team:
            return [
                nothing(
                    level, "Teams: no figure is given",
                    "No figure is given for teams. The extracts say which trust supervises a person and in which "
                        + "authority the person lives, and so in which delivery unit; none says which team. A figure for "
                        + "a team could only be invented.")
            ]
        case .area(let wanted):
            let found = areas(wanted)
            guard found.isEmpty else { return found.map { section($0) } }
            return [
                nothing(
                    level, "\(level.heading): no figure is given",
                    "No figure is given at this level: this return has none for a \(level.word). Either no figure counted at it "
                        + "was available, or the warehouse knows no \(level.word) that belongs to \(edition.name) on "
                        + "\(Dates.text(edition.quarter.lastDay)).")
            ]
        }
    }

    private func nothing(_ level: TableTemplate.Level, _ heading: String, _ why: String) -> FilledTemplate.Section {
        FilledTemplate.Section(subject: .nobody(level), heading: heading, why: why, tables: [])
    }

    private func section(_ area: Area) -> FilledTemplate.Section {
        FilledTemplate.Section(
            subject: .area(area), heading: "\(area.name) (\(area.level.word))", why: nil,
            tables: template.tables.filter { $0.content == .rows }.map { indicators($0, in: area) })
    }

    /// The tables of the plan file, once for all areas; nothing where the template shows none of it.
    private var planSection: [FilledTemplate.Section] {
        let tables = template.tables.compactMap { table in
            switch table.content {
            case .rows: FilledTemplate.Filled?.none
            case .plan: whole(table)
            case .list(let list): entries(table, list)
            }
        }
        return tables.isEmpty
            ? [] : [FilledTemplate.Section(subject: .plan, heading: "The plan", why: nil, tables: tables)]
    }

    // MARK: - Tables

    private func indicators(_ table: TableTemplate.Table, in area: Area) -> FilledTemplate.Filled {
        let years = years(for: table)
        let filled = rows.map { figures($0, in: area) }
        let rowCells = filled.map { row in
            table.columns.flatMap { column -> [TemplateCell] in
                switch column.kind {
                case .text(let name): [row.text(name)]
                case .figure(.targetsByYear): years.map { row.target(in: $0) }
                case .figure(let figure): [row.cell(figure)]
                }
            }
        }
        return FilledTemplate.Filled(
            id: table.id, caption: table.caption, headings: headings(table, years),
            groups: grouped(zip(filled.map(\.texts), rowCells).map { (texts: $0, cells: $1) }),
            empty: rowCells.isEmpty ? "The template has no rows, and no plan file gives any." : nil)
    }

    private func headings(_ table: TableTemplate.Table, _ years: [FinancialYear]) -> [FilledTemplate.Heading] {
        table.columns.flatMap { column -> [FilledTemplate.Heading] in
            switch column.kind {
            case .text: [.init(text: column.heading, isNumber: false)]
            case .figure(.targetsByYear):
                years.map { .init(text: "\(column.heading) \($0.name)", isNumber: false) }
            case .figure(let figure): [.init(text: column.heading, isNumber: figure.isNumber)]
            }
        }
    }

    private func years(for table: TableTemplate.Table) -> [FinancialYear] {
        guard table.columns.contains(where: { $0.kind == .figure(.targetsByYear) }) else { return [] }
        let places = template.levels.flatMap { level -> [Area] in
            if case .area(let level) = level { areas(level) } else { [] }
        }
        let ids = rows.map { $0.indicator.flatMap { names[$0] } }
        return agreements.years(
            ids.compactMap(\.self), places, with: FinancialYear(start: edition.quarter.startYear),
            said: zip(rows, ids).flatMap { TextField.years(in: texts($0, $1)) })
    }

    private func whole(_ table: TableTemplate.Table) -> FilledTemplate.Filled {
        filled(
            table, plan.map { [$0.common] } ?? [],
            empty: "What belongs here about the whole plan comes from a plan file: name one with --plan.")
    }

    private func entries(_ table: TableTemplate.Table, _ list: PlanList) -> FilledTemplate.Filled {
        filled(
            table, plan?.lists[list] ?? [],
            empty: plan == nil
                ? "No \(list.rawValue) are given here: they come from a plan file; name one with --plan."
                : "The plan file has no \(list.rawValue).")
    }

    private func filled(
        _ table: TableTemplate.Table, _ entries: [[String: String]], empty: String
    ) -> FilledTemplate.Filled {
        let rows = entries.map { entry in
            table.columns.map { column -> TemplateCell in
                guard case .text(let name) = column.kind else { return .shorthand(.notApplicable) }
                return TemplateCell(entry[name], orElse: .notAvailable)
            }
        }
        return FilledTemplate.Filled(
            id: table.id, caption: table.caption, headings: headings(table, []),
            groups: rows.isEmpty ? [] : [.init(name: nil, rows: rows)], empty: rows.isEmpty ? empty : nil)
    }

    /// Rows in their groups, groups in the order of their first rows.
    private func grouped(_ rows: [(texts: [String: String], cells: [TemplateCell])]) -> [FilledTemplate.Group] {
        guard let field = template.group else {
            return rows.isEmpty ? [] : [.init(name: nil, rows: rows.map(\.cells))]
        }
        var order: [String] = []
        var byGroup: [String: [[TemplateCell]]] = [:]
        for row in rows {
            let name = row.texts[field] ?? Self.ungrouped
            if byGroup[name] == nil { order.append(name) }
            byGroup[name, default: []].append(row.cells)
        }
        return order.map { .init(name: $0, rows: byGroup[$0] ?? []) }
    }

    private static let ungrouped = "Not grouped"

    // MARK: - Rows

    /// The template's rows or, where a plan chooses, those of the plan's indicators, in the words of both.
    private var rows: [TableTemplate.Row] {
        guard template.planChooses, let plan, !plan.indicators.isEmpty else { return template.rows }
        return plan.indicators.map { entry in
            let row = template.rows.first { $0.indicator.flatMap { names[$0] } == entry.id }
            return TableTemplate.Row(indicator: row?.indicator ?? entry.id, texts: row?.texts ?? [:], line: 0)
        }
    }

    /// What holds for the whole plan, then the template's words, then the plan's on this indicator: the last takes precedence.
    private func texts(_ row: TableTemplate.Row, _ id: String?) -> [String: String] {
        var texts = row.texts
        texts.merge(plan?.common.filter { $0.key != "plan" } ?? [:]) { $1 }
        texts.merge(id.flatMap { plan?.texts(of: $0) } ?? [:]) { $1 }
        return texts
    }

    private func figures(_ row: TableTemplate.Row, in area: Area) -> RowFigures {
        let id = row.indicator.flatMap { names[$0] ?? $0 }
        let report = id.flatMap { reports[$0] }
        return RowFigures(
            written: row.indicator, id: id, area: area, indicator: report?.indicator ?? id.flatMap(names.sheet),
            report: report,
            figure: figure(report, in: area),
            earlier: report.flatMap { earlier[$0.indicator.countsOf] } ?? [], agreements: agreements,
            day: edition.quarter.lastDay, texts: texts(row, id),
            lights: TrafficLightRule(amberWithin: template.amberWithin))
    }

    private func figure(_ report: PublishedReport?, in area: Area) -> RowFigures.Figure {
        guard let report else { return .none }
        switch report.findings.first(where: { $0.area == area && $0.group == nil }) {
        case .shown(let finding): return .shown(finding)
        case .rounded(let finding): return .rounded(finding)
        case .partial(let finding): return .partial(finding)
        case .suppressed: return .suppressed
        case nil:
            return report.indicator.family != .undefined && !report.indicator.offers(area.level)
                ? .notOffered : .none
        }
    }

    /// The reports that the rows show.
    private var shown: [PublishedReport] {
        rows.compactMap { row in row.indicator.flatMap { reports[names[$0] ?? $0] } }
    }

    private var isRounded: Bool {
        shown.contains(where: \.isRounded)
    }

    /// The indicators of rows that have no report.
    private func withoutFigures(in sections: [FilledTemplate.Section]) -> [String] {
        guard sections.contains(where: \.hasFigures) else { return [] }
        return rows.compactMap { row in
            row.indicator.flatMap { written in (names[written] ?? written) }.flatMap { reports[$0] == nil ? $0 : nil }
        }
    }
}

extension TableTemplate.Level {
    /// What the level's areas are called, at the head of a section.
    fileprivate var heading: String {
        switch self {
        case .area(.ldu): "Delivery units"
        case .area(.localAuthority): "Authorities"
        case .area(.partnership): "Partnerships"
        case .area(.region): "Regions"
        case .area(.national): "The nation"
        case .area(.trust): "Trusts"
        case .area(.notAssigned): "Not assigned to an authority"
        case .team: "Teams"
        }
    }
}
