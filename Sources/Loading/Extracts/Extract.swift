import ReportKit

/// Everything about one kind of extract: its columns, and the SQL that checks and merges its rows.
struct Extract: Sendable {
    let kind: ExtractKind
    /// The table that its rows go into.
    let table: String
    /// What a row is, and where such extracts come from.
    let summary: String
    let columns: [Column]
    /// What is checked beyond each column's own rule.
    let rules: [String]
    /// How its rows are about people.
    let people: People
    let scripts: Scripts

    /// How an extract's rows are about people.
    enum People: Sendable {
        /// They are about no people.
        case none
        /// People not met before are added.
        case added
        /// Everybody must be known already.
        case known
    }

    /// The SQL of a kind; the tables `staged`, `rejected`, `person` and `incoming` are as Sources/Loading/sql says.
    struct Scripts: Sendable {
        /// Creates the table `staged`.
        let staging: Script
        /// Turns away rows that are wrong by themselves.
        let checks: Script?
        /// Makes `incoming`, in this order: each row with its person and the current row that it meets, repeats left out.
        let matching: [Script]
        /// The days that the rows are of.
        let coverage: Script
        /// Supersedes and inserts, in this order.
        let merging: [Script]
        /// Puts into `lacking` the current rows of the days $1 to $2 that `incoming` does not meet; nil where a kind's
        /// rows cannot be withdrawn.
        var lacking: Script? = nil
    }

    static func of(_ kind: ExtractKind) -> Extract {
        switch kind {
        case .caseload: .caseload
        case .reoffences: .reoffences
        case .ppoCohorts: .ppoCohorts
        case .terminations: .terminations
        case .targets: .targets
        case .criminalHistory: .criminalHistory
        }
    }

    /// Identifier columns, of which each row must have at least one.
    var identifiers: [Column] {
        columns.filter { if case .identifier = $0.type { true } else { false } }
    }
}

// MARK: - Columns that several kinds have

extension [Column] {
    static let identifiers = [
        Column("pnc", .identifier(.pnc), "Police National Computer number", example: "2001/0012345X"),
        Column("crn", .identifier(.crn), "case reference number of the probation service", example: "X123456"),
    ]

    static let traits = [
        Column("sex", .code(["female", "male"]), "as recorded", example: "male"),
        Column(
            "birth_month", .birthMonth, "month of birth; a column date_of_birth is read as this one",
            example: "1985-03"),
        Column(
            "ethnicity", .code(["asian", "black", "mixed", "other", "white"]), "self-classified, in five groups",
            example: "white"),
    ]

    static func places(on day: String, trust: String = "PT-LANCASHIRE") -> [Column] {
        [
            Column(
                "trust", .area([.trust], on: day), required: true, "supervising probation area or trust",
                example: trust),
            Column(
                "authority", .area([.localAuthority], on: day),
                "upper-tier authority of the person's address; empty where it cannot be assigned", example: "E10000017"),
        ]
    }
}
