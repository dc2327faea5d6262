import ReportKit

extension Extract {
    static let assessments = Extract(
        kind: .assessments,
        table: "warehouse.assessment",
        summary: "One row per assessment that was due, whether completed or not (OASys).",
        columns: [
            Column(
                "due_on", .day(mayBeFuture: true), required: true, "day by which it was to be completed",
                example: "2010-09-30")
        ] + .identifiers + .traits + .places(on: "due_on") + [
            Column(
                "kind", .code(["initial", "review", "final"]), required: true, "which assessment", example: "final"),
            Column(
                "completed_on", .day(mayBeFuture: false), "day on which it was completed; empty where it was not",
                example: "2010-09-27"),
            Column("tier", .wholeNumber(1...4), "offender management tier then", example: "3"),
            .isPPO,
            Column(
                "custody_phase", .wholeNumber(2...3), "for a prisoner, the phase of offender management", example: ""),
            Column(
                "risk_of_harm", .code(["low", "medium", "high", "very high"]), "risk of serious harm as assessed",
                example: "medium"),
            Column(
                "plan_due_on", .day(mayBeFuture: true), "day by which a risk management plan was to be made",
                example: "2010-09-30"),
            Column(
                "plan_completed_on", .day(mayBeFuture: false), "day on which the plan was made", example: "2010-09-27"),
            Column(
                "above_standard", .flag, "whether a quality audit found it above the standard; empty where not audited",
                example: "yes"),
            Column(
                "needs_identified", .wholeNumber(0...100), "needs identified, in a final assessment", example: "4"),
            Column("needs_met", .wholeNumber(0...100), "how many of them were met", example: "3"),
            Column("ogp_at_start", .wholeNumber(0...100), "OGP score at the start, in per cent", example: "48"),
            Column("ogp", .wholeNumber(0...100), "OGP score now", example: "41"),
            Column("ovp_at_start", .wholeNumber(0...100), "OVP score at the start, in per cent", example: "22"),
            Column("ovp", .wholeNumber(0...100), "OVP score now", example: "22"),
        ],
        key: Key("due_on", "kind", words: "person, day due and kind"),
        days: (first: "due_on", last: "due_on"),
        rules: [
            .born(before: "due_on"), .given("risk_of_harm", with: "completed_on"),
            .given("above_standard", with: "completed_on"), .given("needs_identified", with: "completed_on"),
            .given("ogp", with: "completed_on"), .given("ovp", with: "completed_on"),
            .given("plan_completed_on", with: "plan_due_on"), .together("needs_identified", "needs_met"),
            .only("needs_identified", where: "kind", is: "final"), .only("ogp_at_start", where: "kind", is: "final"),
            .only("ovp_at_start", where: "kind", is: "final"),
        ] + Rule.order("needs_met", "needs_identified"),
        people: .added)
}
