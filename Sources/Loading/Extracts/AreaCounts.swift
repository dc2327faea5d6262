import ReportKit

extension Extract {
    static let areaCounts = Extract(
        kind: .areaCounts,
        table: "warehouse.area_count",
        summary: "One row per count from an official return, by area and period: counts that are not linked to anybody "
            + "on the caseload.",
        columns: [
            Column(
                "measure", .code(quarterly + yearly + [population]), required: true, "what is counted",
                example: "MARAC cases"),
            Column(
                "counted_from", .day(mayBeFuture: false), required: true, "first day of the period",
                example: "2010-04-01"),
            Column(
                "counted_through", .day(mayBeFuture: false), required: true, "last day of the period",
                example: "2010-06-30"),
            Column(
                "area", .area([.national, .region, .trust, .ldu, .localAuthority], on: "counted_from"), required: true,
                "the area; by its code, where several levels have its name", example: "E10000017"),
            Column(
                "category",
                .code(["all", "level 1", "level 2", "level 3", "natural causes", "self-inflicted", "other"]),
                absent: "all", "which kind of the measure, where it has kinds", example: "all"),
            Column("sex", .code(["all", "female", "male"]), absent: "all", "of whom", example: "all"),
            Column("age_band", .code(["all"] + ages), absent: "all", "of whom", example: "all"),
            Column("number", .number(0...999_999_999_999), required: true, "how many", example: "25"),
            Column(
                "out_of", .wholeNumber(0...999_999_999_999), "out of how many, where it is a part", example: "183"),
        ],
        key: Key(
            "measure", "counted_from", "area", "category", "sex", "age_band",
            words: "measure, day, area, category, sex and age"),
        days: (first: "counted_from", last: "counted_through"),
        rules: [
            .checked("the resident population is counted on a 30 June, both counted_from and counted_through"),
            .checked("counted for a financial year: \(yearly.joined(separator: ", "))"),
            .checked("counted for a quarter: \(quarterly.joined(separator: ", "))"),
            .checked("category is a level for MAPPA offenders, level 2 or 3 for MAPPA meetings, the cause for deaths"),
            .checked("only the resident population and alcohol-related admissions are split by sex and age_band"),
            .checked("numbers are whole, except for alcohol-related admissions and programme staff"),
        ]
            + Rule.exactly(
                "out_of", where: "measure", is: "MARAC cases", "MAPPA meetings", "child protection plans",
                "safeguarding investigations", "serious further offence investigations", "qualifications",
                "training needs")
            + Rule.order("number", "out_of"),
        people: .none,
        scripts: Scripts(checks: .areaCountsChecks, lacking: nil))

    private static let population = "resident population"
    private static let yearly = [
        "alcohol-related admissions", "drug users in effective treatment", "child protection plans", "training needs",
    ]
    private static let quarterly = [
        "most serious violence", "serious acquisitive crime", "assault with less serious injury", "MARAC cases",
        "MAPPA offenders", "MAPPA meetings", "deaths in approved premises", "safeguarding investigations",
        "serious further offence investigations", "qualifications", "programme staff",
    ]
    private static let ages = stride(from: 0, to: 85, by: 5).map { "\($0) to \($0 + 4)" } + ["85 and over"]
}
