import ReportKit
import Warehouse

/// Everything about one kind of extract: its columns, and the SQL that checks and merges its rows.
struct Extract: Sendable {
    let kind: ExtractKind
    /// The table that its rows go into.
    let table: String
    /// What a row is, and where such extracts come from.
    let summary: String
    let columns: [Column]
    /// What identifies a row.
    let key: Key
    /// The columns with the first and the last day that a row is about.
    let days: (first: String, last: String)
    /// What is checked beyond each column's own rule.
    let rules: [Rule]
    /// How its rows are about people.
    let people: People
    let scripts: Scripts

    init(
        kind: ExtractKind, table: String, summary: String, columns: [Column], key: Key,
        days: (first: String, last: String), rules: [Rule] = [], people: People, scripts: Scripts = Scripts()
    ) {
        self.kind = kind
        self.table = table
        self.summary = summary
        self.columns = columns
        self.key = key
        self.days = days
        self.rules = rules
        self.people = people
        self.scripts = scripts
    }

    /// What identifies a row: a later row with the same key revises the earlier one.
    struct Key: Sendable {
        /// Columns, in addition to the person where rows are about people; the reject of a repeated row shows the one
        /// that the kind lists first. A name that is not a column's, such as `applies`, is a range of days made of two
        /// columns, `applies_from` and `applies_to`.
        let columns: [String]
        /// The key in words, including the person.
        let words: String

        init(_ columns: String..., words: String) {
            self.columns = columns
            self.words = words
        }
    }

    /// Whether an extract's rows are about people, and whether it adds them.
    enum People: Sendable {
        /// The rows are not about people.
        case none
        /// People who are new to the warehouse are added.
        case added
        /// Everybody must already be known to the warehouse.
        case known
    }

    /// The SQL of a kind, where it needs its own; `Sources/Loading/sql` describes the tables `staged`, `rejected`,
    /// `person` and `incoming`.
    struct Scripts: Sendable {
        /// Rejects rows that are wrong by themselves in a way that no ``Rule`` covers.
        var checks: Script? = nil
        /// Makes `incoming`, in this order: each row with its person and the current row of the same key, except repeats.
        var matching: [Script] = [.matching, .repeats]
        /// Inserts, once the rows that these revise are superseded.
        var merging: [Script] = [.insert]
        /// Puts into `lacking` the current rows of the days of `covered` that `incoming` lacks; nil where a kind's rows
        /// cannot be withdrawn, since no file ever has them all.
        var lacking: Script? = .lacking
        /// Records something about the rows of a vintage once they are written; its number is the only parameter.
        var recording: Script? = nil
    }

    static func of(_ kind: ExtractKind) -> Extract {
        switch kind {
        case .caseload: .caseload
        case .reoffences: .reoffences
        case .ppoCohorts: .ppoCohorts
        case .terminations: .terminations
        case .targets: .targets
        case .criminalHistory: .criminalHistory
        case .commencements: .commencements
        case .requirements: .requirements
        case .programmes: .programmes
        case .employmentReferrals: .employmentReferrals
        case .workSessions: .workSessions
        case .courtReports: .courtReports
        case .enforcement: .enforcement
        case .victimContacts: .victimContacts
        case .assessments: .assessments
        case .paroleReports: .paroleReports
        case .youthCohorts: .youthCohorts
        case .areaCounts: .areaCounts
        case .suppliedValues: .suppliedValues
        }
    }

    /// Identifier columns; each row must have a value in at least one of them.
    var identifiers: [Column] {
        columns.filter { if case .identifier = $0.type { true } else { false } }
    }

    /// The column that holds the area that a row counts for; nil where the kind names none, and an extract is of every area.
    var areaColumn: String? {
        switch kind {
        // A target or a supplied value is its area's own: what others lack says nothing about it.
        case .targets, .suppliedValues: nil
        default: ["trust", "area", "authority"].first { name in columns.contains { $0.name == name } }
        }
    }

    /// The column that holds the authority within ``areaColumn``; nil where the kind has none.
    var partColumn: String? {
        areaColumn == "trust" && columns.contains { $0.name == "authority" } ? "authority" : nil
    }

    /// Whether rows are of lists taken on single days, so that an extract is complete for those days alone.
    var isOfDays: Bool {
        switch kind {
        case .caseload, .criminalHistory, .ppoCohorts: true
        default: false
        }
    }

    /// The levels of area that an extract of the kind can be for.
    var levelsCovered: [AreaLevel] {
        areaColumn == "trust" || areaColumn == nil ? [.trust] : [.trust, .localAuthority]
    }

    /// Whether the table has the column too: identifiers and traits belong to people, and a range replaces its days.
    func keeps(_ column: Column) -> Bool {
        switch column.type {
        case .identifier, .horizon: return false
        default: break
        }
        if let span, column.name.hasPrefix(span + "_") { return false }
        return people == .none || ![Column].traits.contains { $0.name == column.name }
    }

    /// Whether its rows have predictions, each of a model with a horizon.
    var hasHorizons: Bool {
        columns.contains { if case .horizon = $0.type { true } else { false } }
    }

    /// The range of days in the key; nil where it has none.
    var span: String? {
        key.columns.first { name in !columns.contains { $0.name == name } }
    }

    /// Everything that is checked beyond each column's own rule, for people to read.
    var ruleTexts: [String] {
        var texts: [String] = []
        switch people {
        case .none: break
        case .added:
            texts.append("pnc or crn must be given")
            texts.append(
                "of several values of sex, birth_month or ethnicity for one person, the row with the latest day counts, "
                    + "and of the same day the later line")
        case .known: texts.append("pnc or crn must be given, of a person who is in the warehouse")
        }
        texts += rules.compactMap(\.text)
        texts.append("one row for the same \(key.words); a later extract's row revises it")
        if let span { texts.append("days from \(span)_from to \(span)_to do not overlap those of another such row") }
        return texts
    }
}

// MARK: - Columns that several kinds have

extension [Column] {
    static let identifiers = [
        Column("pnc", .identifier(.pnc), "Police National Computer number", example: "2001/0012345H"),
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

extension Column {
    static let isPPO = Column(
        "is_ppo", .flag, absent: "no", "whether the person was then a prolific or other priority offender",
        example: "no")
    static let endedOn = Column(
        "ended_on", .day(mayBeFuture: false), "day on which it ended, completed or not; empty until then",
        example: "2011-03-14")
    static let outcome = Column(
        "outcome", .code(["completed", "not completed"]), "how it ended; empty until then", example: "completed")
}
