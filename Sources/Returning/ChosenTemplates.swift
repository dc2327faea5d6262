import PlanTables
import ReportKit

/// The plans' own tables that a return is also written as.
public struct ChosenTemplates: Sendable {
    private let templates: [TableTemplate]
    private let plan: PartnershipPlan?
    private let names: IndicatorNames?

    /// No templates.
    public init() {
        templates = []
        plan = nil
        names = nil
    }

    /// - Parameters:
    ///   - plan: what only the partnership knows; nil where it gives nothing.
    ///   - names: the indicators that exist.
    /// - Throws: ``TemplateError/wrong(file:line:problem:remedy:)`` where a row names an indicator that does not exist.
    public init(
        _ templates: [TableTemplate], plan: PartnershipPlan?, names: IndicatorNames
    ) throws(TemplateError) {
        for template in templates { try template.check(against: names) }
        self.templates = templates
        self.plan = plan
        self.names = names
    }

    /// The levels whose areas the return must include for the templates.
    var levels: Set<AreaLevel> { Set(templates.flatMap(\.areaLevels)) }

    /// The indicators that the plan puts at the head of an overview; nil where it names none.
    var headline: [String]? { plan?.headline }

    /// Whether a template compares the indicator's figures with earlier ones.
    func follow(_ indicator: String) -> Bool {
        names.map { names in templates.contains { $0.follows(indicator, names) } } ?? false
    }

    /// The templates as formats of a return.
    ///
    /// - Parameter agreements: what the areas agreed.
    func formats(_ agreements: [Agreement]) throws(TemplateError) -> [TemplateFormat] {
        guard let names else { return [] }
        let sources = TemplateSources(names: names, agreements: agreements, plan: plan)
        var formats: [TemplateFormat] = []
        for template in templates { formats.append(try TemplateFormat(template, from: sources)) }
        return formats
    }
}
