import ArgumentParser
import Foundation
import Host
import ReportKit
import Returning
import Returns

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
