import ReportKit

extension Extract {
    static let employmentReferrals = Extract(
        kind: .employmentReferrals,
        table: "warehouse.employment_referral",
        summary:
            "One row per referral to education or training, or to help with finding work. Load the commencements first.",
        columns: [
            Column(
                "referred_on", .day(mayBeFuture: false), required: true, "day of the referral", example: "2010-07-12")
        ] + .identifiers + .places(on: "referred_on") + [
            Column(
                "kind", .code(["education", "employment"]), required: true, "what for", example: "education"),
            Column(
                "started_on", .day(mayBeFuture: false), "day on which the course, or the help, started",
                example: "2010-08-02"),
            Column("award_on", .day(mayBeFuture: false), "day of an award", example: "2010-10-29"),
            Column("employed_on", .day(mayBeFuture: false), "day on which work began", example: "2010-11-01"),
            Column(
                "sustained_on", .day(mayBeFuture: false), "day on which that work had been kept for four weeks",
                example: "2010-11-29"),
        ],
        key: Key("referred_on", "kind", words: "person, day and kind"),
        days: (first: "referred_on", last: "referred_on"),
        rules: Rule.order("referred_on", "started_on", "award_on") + [
            .given("award_on", with: "started_on"), .only("award_on", where: "kind", is: "education"),
        ] + Rule.order("referred_on", "employed_on") + [
            .order("employed_on", days: 28, "sustained_on"), .given("sustained_on", with: "employed_on"),
        ],
        people: .known)
}
