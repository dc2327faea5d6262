import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import PlanTables
@testable import Presenting
@testable import Returns
@testable import Spreadsheet

@Suite("Plan files")
struct PlanFileTests {
    private static let yaml = """
        plan: Our agreement
        theme: Safer
        indicators:
          NI 18: {lead: Somebody, milestone: 72%}
          OM20: {lead: Another}
        risks:
          - {indicator: NI18, risk: Less money, impact: high}
        actions:
          - {action: Meet, when: 2011}
        """

    private static let csv = """
        list,plan,indicator,theme,lead,milestone,risk,impact,action,when
        plan,Our agreement,,Safer,,,,,,
        indicators,,NI18,,Somebody,72%,,,,
        indicators,,OM20,,Another,,,,,
        risks,,NI18,,,,Less money,high,,
        actions,,,,,,,,Meet,2011
        """

    private func error(_ text: String, file: String) -> String {
        do {
            _ = try PartnershipPlan(text, file: file, for: [], Made.names)
            return "nothing wrong"
        } catch {
            return "\(error)"
        }
    }

    @Test("YAML and comma-separated values say the same", arguments: [("plan.yaml", yaml), ("plan.csv", csv)])
    func same(file: String, text: String) throws {
        let plan = try PartnershipPlan(text, file: file, for: [], Made.names)
        #expect(plan.name == "Our agreement" && plan.common["theme"] == "Safer")
        #expect(plan.indicators.map(\.id) == ["NI18", "OM20"])
        #expect(plan.texts(of: "NI18") == ["lead": "Somebody", "milestone": "72%"])
        #expect(plan.lists[.risks] == [["indicator": "NI18", "risk": "Less money", "impact": "high"]])
        #expect(plan.lists[.actions] == [["action": "Meet", "when": "2011"]])
    }

    @Test(
        "what is wrong with YAML is said with file and line",
        arguments: [
            ("OM20:", "OM2O:", "plan.yaml:5: 'OM2O' is not an indicator; is OM20 meant?"),
            ("OM20:", "NI18:", "plan.yaml:5: NI18 appears twice"),
            (
                "milestone: 72%", "milestones: 72%",
                "plan.yaml:4: 'milestones' is not a field of NI 18; is 'milestone' meant?"
            ),
            ("risks:", "risk:", "plan.yaml:6: 'risk' is not a key of a plan; is 'risks' meant?"),
            ("risk: Less money, ", "", "plan.yaml:7: an entry of risks has no risk"),
            ("{action: Meet", "{action: [Meet]", "plan.yaml:9: action is not text"),
            ("theme: Safer", "theme: 'Safer", "plan.yaml:"),
        ])
    func wrong(text: String, instead: String, message: String) {
        let said = error(Self.yaml.replacing(text, with: instead), file: "plan.yaml")
        #expect(said.hasPrefix(message), "\(said)")
    }

    @Test(
        "and so is what is wrong with comma-separated values",
        arguments: [
            ("list,plan", "kind,plan", "plan.csv:1: 'kind' is not a column of a plan"),
            ("list,plan,indicator,theme", "plan,plan,indicator,theme", "plan.csv:1: there is no column 'list'"),
            ("indicators,,OM20", "indicators,,OM2O", "plan.csv:4: 'OM2O' is not an indicator; is OM20 meant?"),
            ("indicators,,OM20", "indicators,,", "plan.csv:4: the row names no indicator"),
            (
                "risks,,NI18,,", "risks,,NI18,Safer,",
                "plan.csv:5: a row of 'risks' has no use for column 'theme'"
            ),
            ("actions,,", "acts,,", "plan.csv:6: 'acts' is not a list of a plan"),
            ("Less money,high,,", "Less money,high,", "plan.csv:5: there are 9 cells"),
        ])
    func wrongCSV(text: String, instead: String, message: String) {
        let said = error(Self.csv.replacing(text, with: instead), file: "plan.csv")
        #expect(said.hasPrefix(message), "\(said)")
    }

    @Test("a template's own text may be in a plan for it, and in no other")
    func ownField() throws {
        let template = try TableTemplate(
            yaml: "name: ours\ntitle: Ours\nfields: {budget: Budget}\ntables: [{id: a, columns: [budget]}]",
            file: "ours.yaml", isBuiltIn: false)
        let text = "indicators: {OM20: {budget: B1}}"
        let plan = try PartnershipPlan(text, file: "plan.yaml", for: [template], Made.names)
        #expect(plan.texts(of: "OM20") == ["budget": "B1"])
        #expect(error(text, file: "plan.yaml").contains("'budget' is not a field of OM20"))
    }
}
