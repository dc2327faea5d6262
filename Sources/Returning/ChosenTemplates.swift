import PlanTables
import ReportKit

/// The plans' own tables that a return is written as too.
public struct ChosenTemplates: Sendable {
    private let templates: [TableTemplate]
    private let plan: PartnershipPlan?
    private let names: IndicatorNames?

    /// None at all.
    public init() {
        templates = []
        plan = nil
        names = nil
    }

    /// - Parameters:
    ///   - plan: what the partnership alone knows; nil for nothing.
    ///   - names: which indicators there are.
    /// - Throws: ``TemplateError/wrong(file:line:problem:remedy:)`` where a row is of an indicator that nobody knows.
    public init(
        _ templates: [TableTemplate], plan: PartnershipPlan?, names: IndicatorNames
    ) throws(TemplateError) {
        for template in templates { try template.check(against: names) }
        self.templates = templates
        self.plan = plan
        self.names = names
    }

    /// Levels whose areas the return must hold for them.
    var levels: Set<AreaLevel> { Set(templates.flatMap(\.areaLevels)) }

    /// Whether a table shows how an indicator's figures stand to earlier ones.
    func follow(_ indicator: String) -> Bool {
        names.map { names in templates.contains { $0.follows(indicator, names) } } ?? false
    }

    /// - Parameter agreements: what areas agreed.
    func formats(_ agreements: [Agreement]) throws(TemplateError) -> [TemplateFormat] {
        guard let names else { return [] }
        let sources = TemplateSources(names: names, agreements: agreements, plan: plan)
        var formats: [TemplateFormat] = []
        for template in templates { formats.append(try TemplateFormat(template, from: sources)) }
        return formats
    }
}
