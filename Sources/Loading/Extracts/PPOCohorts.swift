import ReportKit

extension Extract {
    static let ppoCohorts = Extract(
        kind: .ppoCohorts,
        table: "warehouse.ppo_member",
        summary: "One row per member of a cohort of prolific and other priority offenders (JTrack).",
        columns: [
            Column("cohort", .text(longest: 80), required: true, "name of the cohort", example: "2009 cohort"),
            Column(
                "taken_on", .day(mayBeFuture: false), required: true, "day on which the list was taken",
                example: "2009-02-01"),
            Column(
                "baseline_from", .day(mayBeFuture: false), required: true, "first day of the baseline year",
                example: "2007-10-01"),
            Column(
                "baseline_to", .day(mayBeFuture: false), required: true, "last day of the baseline year",
                example: "2008-09-30"),
            Column(
                "follow_up_from", .day(mayBeFuture: true), required: true, "first day of the follow-up year",
                example: "2009-04-01"),
            Column(
                "follow_up_to", .day(mayBeFuture: true), required: true, "last day of the follow-up year",
                example: "2010-03-31"),
        ] + .identifiers + .traits + .places(on: "taken_on", trust: "PA-LANCASHIRE"),
        key: Key("cohort", words: "person and cohort"),
        days: (first: "taken_on", last: "taken_on"),
        rules: Rule.ascending("baseline_from", "baseline_to", "follow_up_from", "follow_up_to") + [
            .checked("all rows of a cohort give it the same five days, and so does the warehouse"),
            .checked("a follow-up year has only one cohort"), .born(before: "taken_on"),
        ],
        people: .added,
        scripts: Scripts(
            checks: .ppoCohortsChecks, matching: [.ppoCohortsMatching, .repeats],
            merging: [.ppoCohortsCohorts, .ppoCohortsInsert], lacking: .ppoCohortsLacking))
}
