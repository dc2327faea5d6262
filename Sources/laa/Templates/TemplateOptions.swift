import ArgumentParser
import Foundation
import Host
import PlanTables
import ReportKit
import Returning
import Text

/// Options for also writing a return as the plans' own tables.
struct TemplateOptions: ParsableArguments {
    @Option(
        name: .customLong("template"),
        help: ArgumentHelp(
            "Also write this table of the plans ('laa templates' lists them), or those of a template file or folder; "
                + "may be repeated.",
            valueName: "name|path"))
    var names: [String] = []

    @Option(
        help: ArgumentHelp(
            "The partnership's own part of its plan: the headline indicators, and for the templates leads, themes, "
                + "milestones, risks, actions; YAML or CSV.",
            valueName: "file"))
    var plan: String?

    /// The requested templates and the plan, read and checked before anything is run.
    ///
    /// - Parameter indicators: those of the installed modules.
    func chosen(_ indicators: [Indicator]) throws -> ChosenTemplates {
        guard !names.isEmpty || plan != nil else { return ChosenTemplates() }
        let templates = names.isEmpty ? [] : try Program.templates.templates(named: names)
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
