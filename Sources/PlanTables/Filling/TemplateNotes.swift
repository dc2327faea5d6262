import Presenting

/// The notes beside a filled template: the rules behind its columns, whose form it is, and what its shorthand means.
struct TemplateNotes {
    let all: [String]

    /// - Parameter missing: identifiers of rows that have no report.
    init(
        _ template: TableTemplate, _ sections: [FilledTemplate.Section], plan: PartnershipPlan?, missing: [String],
        isRounded: Bool
    ) {
        let columns = Set(template.tables.flatMap(\.columns).map(\.kind))
        let cells = sections.flatMap(\.tables).flatMap(\.groups).flatMap(\.rows).joined()
        let used = { (shorthand: Shorthand) in cells.contains { $0.shown.contains(shorthand.rawValue) } }
        var notes: [String] = []
        if let form = template.formOf { notes.append("The table has the form of: \(form).") }
        if let whose = template.groupedAs { notes.append("Rows are grouped as in: \(whose).") }
        if let plan { notes.append("Themes, leads, milestones, risks and actions are from: \(plan.name).") }
        if columns.contains(.figure(.light)) {
            notes += TrafficLightRule(amberWithin: template.amberWithin).notes
        }
        if columns.contains(.figure(.trend)) { notes += TrendWords.notes }
        if columns.contains(.figure(.percentOfTarget)) { notes.append(Self.percentOfTarget) }
        if columns.contains(.figure(.designated)) {
            notes.append(
                "Designated: by the Local Area Agreement, as loaded with the targets; local: agreed, and not designated."
            )
        }
        if columns.contains(.figure(.outturn)) {
            notes.append(
                isRounded
                    ? "The same figures, with their rounded numerator and denominator, are in return.csv."
                    : "The same figures, unrounded and with numerator, denominator and test, are in return.csv.")
        }
        notes += FigureMark.allCases.filter { mark in cells.contains { $0.shown.contains(mark.rawValue) } }.map(\.line)
        if isRounded {
            notes.append("Counts are rounded, so that nobody can be recognised; so are rates made from them.")
        }
        notes += Shorthand.allCases.filter(used).map { "\($0.rawValue) \(Self.meaning($0))" }
        if !missing.isEmpty {
            notes.append("This return has no report of: \(missing.joined(separator: ", ")).")
        }
        all = notes + template.notes
    }

    private static let percentOfTarget =
        "% of target (as in Lancashire's results table of 2012/13): outturn over target, rounded, where more is better; of a "
        + "count, over the target to date. Re-offending, sickness and whatever else is good when low are given in words: "
        + "how far from what was predicted or agreed, calculated from counts and sums. Better and worse are used for "
        + "significant differences, or together with the words that nothing was tested; above and below for the others."

    private static func meaning(_ shorthand: Shorthand) -> String {
        switch shorthand {
        case .notAvailable:
            "Not available: neither the warehouse nor a plan file gives it. Lead names, themes, milestones, risks and "
                + "actions come from a plan file (--plan)."
        case .confidential, .notApplicable: shorthand.meaning
        }
    }
}
