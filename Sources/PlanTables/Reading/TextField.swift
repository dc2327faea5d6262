/// The texts about an indicator that a table can show and that are not in the warehouse: a template or a plan file gives
/// them.
enum TextField {
    /// By name, with the heading of its column.
    static let standard: [(name: String, heading: String)] =
        [
            ("reference", "Reference"), ("national-reference", "National reference"), ("measure", "Measure"),
            ("description", "Description"), ("purpose", "Purpose"), ("lead", "Lead"), ("theme", "Theme"),
            ("priority", "Priority"), ("perspective", "Perspective"), ("domain", "Domain"), ("objective", "Objective"),
            ("frequency", "Frequency"), ("milestone", "Milestone"), ("target-words", "Target in words"),
            ("theme-group", "Theme group"), ("management-lead", "Management group lead"), ("partners", "Partners"),
            ("cross-cutting", "Cross-cutting theme"), ("equality", "Equality and diversity"),
            ("arrangements", "How performance is managed"), ("prepared-by", "Prepared by"), ("revised", "Revised"),
            ("note", "Note"),
        ] + years.map { ("target-\($0.dashed)", "Target \($0.name)") }

    /// Years for which a plan may give words in place of a target, such as that it was deferred: `target-2008-09`.
    private static let years = (2005...2015).map(FinancialYear.init(start:))

    /// The field that says something about the target for a year.
    static func target(of year: FinancialYear) -> String { "target-\(year.dashed)" }

    /// The years that texts say something about.
    static func years(in texts: [String: String]) -> [FinancialYear] {
        years.filter { texts[target(of: $0)] != nil }
    }

    static let names = standard.map(\.name)

    static func heading(_ name: String) -> String? { standard.first { $0.name == name }?.heading }
}

/// Lists that a plan file gives: each is a table of its own.
enum PlanList: String, CaseIterable, Sendable {
    case risks, actions, objectives, priorities, policies

    /// What an entry says, with the heading of its column.
    var fields: [(name: String, heading: String)] {
        switch self {
        case .risks:
            [
                ("reference", "Reference"), ("indicator", "Indicator"), ("objective", "Objective"), ("risk", "Risk"),
                ("owner", "Action owner"), ("impact", "Impact"), ("likelihood", "Likelihood"), ("rating", "Rating"),
                ("managed", "How managed"), ("status", "Current status"), ("change", "Change from previous rating"),
            ]
        case .actions:
            [
                ("reference", "Reference"), ("indicator", "Indicator"), ("objective", "Objective"),
                ("action", "Action"), ("who", "Who"), ("milestone", "Milestone or success measure"), ("when", "When"),
                ("resources", "Resource implications"), ("commentary", "Commentary"),
            ]
        case .objectives:
            [
                ("reference", "Reference"), ("objective", "Objective"), ("results", "Results to be achieved"),
                ("results-this-year", "Results to be achieved this year"), ("indicators", "Indicators"),
                ("other", "Other relevant objectives and targets"), ("achieved", "What has been achieved"),
                ("planned", "What is to be done"), ("lead", "Lead"),
            ]
        case .priorities:
            [
                ("indicator", "Indicator"), ("priority", "Priority that it depends on"), ("theme-group", "Theme group"),
                ("arrangement", "Arrangement for managing the dependency"),
            ]
        case .policies:
            [
                ("indicator", "Indicator"), ("policy", "Policy, plan or strategy"),
                ("responsible", "Responsible group or organisation"),
                ("arrangement", "Arrangement for managing the dependency"),
            ]
        }
    }

    /// What an entry must say.
    var subject: String {
        switch self {
        case .risks: "risk"
        case .actions: "action"
        case .objectives: "objective"
        case .priorities: "priority"
        case .policies: "policy"
        }
    }

    var names: [String] { fields.map(\.name) }

    func heading(_ name: String) -> String { fields.first { $0.name == name }?.heading ?? name }
}
