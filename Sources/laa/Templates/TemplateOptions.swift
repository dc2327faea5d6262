import ArgumentParser
import Foundation
import Host
import PlanTables
import ReportKit
import Text

/// Options of a return that is written as the plans' own tables too.
struct TemplateOptions: ParsableArguments {
    @Option(
        name: .customLong("template"),
        help: ArgumentHelp(
            "Write this table of the plans too ('laa templates' lists them), or that of a file or folder of templates; may be "
                + "given again.",
            valueName: "name|path"))
    var names: [String] = []

    @Option(
        help: ArgumentHelp(
            "What the partnership alone knows of its plan, for the templates: leads, themes, milestones, risks, actions; "
                + "YAML or CSV.",
            valueName: "file"))
    var plan: String?

    func validate() throws {
        if plan != nil, names.isEmpty { throw ValidationError("--plan fills templates: name one with --template.") }
    }

    /// The templates asked for and the plan, read and checked before anything is run.
    ///
    /// - Parameter indicators: those of the modules at hand.
    func chosen(_ indicators: [Indicator]) throws -> ChosenTemplates {
        guard !names.isEmpty else { return ChosenTemplates() }
        let templates = try Program.templates.templates(named: names)
        let known = IndicatorNames(indicators)
        let filling = try plan.map { file in
            guard
                let text = FileManager.default.contents(atPath: file).flatMap({ String(validating: $0, as: UTF8.self) })
            else { throw TemplateError.unreadable(file: file) }
            return try PartnershipPlan(text, file: file, for: templates, known)
        }
        return try ChosenTemplates(templates, plan: filling, names: known)
    }
}

/// Templates that a return is written as.
struct ChosenTemplates {
    private let templates: [TableTemplate]
    private let plan: PartnershipPlan?
    private let names: IndicatorNames?

    /// None at all.
    init() {
        (templates, plan, names) = ([], nil, nil)
    }

    init(_ templates: [TableTemplate], plan: PartnershipPlan?, names: IndicatorNames) throws {
        (self.templates, self.plan, self.names) = (templates, plan, names)
        _ = try formats([])
    }

    var areAny: Bool { !templates.isEmpty }

    /// Levels whose areas the return must hold for them.
    var levels: Set<AreaLevel> { Set(templates.flatMap(\.areaLevels)) }

    /// Whether a table shows how an indicator's figures stand to earlier ones.
    func follow(_ indicator: String) -> Bool {
        names.map { names in templates.contains { $0.follows(indicator, names) } } ?? false
    }

    /// - Parameter agreements: what areas agreed.
    func formats(_ agreements: [Agreement]) throws -> [TemplateFormat] {
        guard let names else { return [] }
        let sources = TemplateSources(names: names, agreements: agreements, plan: plan)
        return try templates.map { try TemplateFormat($0, from: sources) }
    }
}
