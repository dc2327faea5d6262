import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("Each kind of extract")
struct KindTests {
    /// A row of a kind with some cells of its example changed, and what is then wrong with it: column and reason.
    struct BadRow: Sendable {
        let changes: [String: String]
        let column: String
        let reason: String

        init(_ changes: [String: String], _ column: String, _ reason: String) {
            (self.changes, self.column, self.reason) = (changes, column, reason)
        }
    }

    @Test(
        "turns away rows that could not be, each with its reason",
        arguments: ExtractKind.allCases.filter { badRows[$0] != nil })
    func rejects(kind: ExtractKind) throws {
        let desk = try Desk(knowing: kind)
        let rows = try #require(Self.badRows[kind])
        let lines = [Desk.heading(of: kind), Desk.example(of: kind)] + rows.map { Desk.example(of: kind, $0.changes) }
        let summary = try desk.load(kind, lines)
        #expect(summary.counts == [1 + rows.count, 1, 0, rows.count])
        let rejects = try desk.connection.query(
            "select file_line::integer as line, column_name, reason from warehouse.quarantine order by file_line")
        #expect(try rejects.map { try $0.get("line", as: Int.self) } == rows.indices.map { $0 + 3 })
        #expect(try rejects.map { try $0.get("column_name", as: String.self) } == rows.map(\.column))
        #expect(try rejects.map { try $0.get("reason", as: String.self) } == rows.map(\.reason))
    }

    @Test(
        "revises a row that is known by the same, and keeps the old one",
        arguments: ExtractKind.allCases.filter { revisions[$0] != nil })
    func revises(kind: ExtractKind) throws {
        let desk = try Desk(knowing: kind)
        try desk.load(kind, [Desk.heading(of: kind), Desk.example(of: kind)])
        let table = Extract.of(kind).table
        let view = table.replacing("warehouse.", with: "reporting.").replacing("_snapshot", with: "")
        func rows() throws -> [String] {
            try desk.connection.query("select r::text as row from \(view) r").map { try $0.get("row") }
        }
        let before = try rows()
        let revised = try [Desk.heading(of: kind), Desk.example(of: kind, #require(Self.revisions[kind]))]
        let summary = try desk.load(kind, revised)
        let vintage = try #require(summary.vintage)
        #expect(summary.counts == [1, 1, 0, 0])
        #expect(try desk.count("select count(*) from \(table) where superseded_by = \(vintage)") == 1)
        #expect(try rows().count == 1 && rows() != before)
        try desk.connection.transaction {
            try desk.connection.execute("select set_config('laa.as_of', '\(vintage - 1)', true)")
            #expect(try rows() == before)
        }
        #expect(try desk.load(kind, revised).counts == [1, 0, 1, 0])
    }

    @Test("has the code lists of its table", arguments: ExtractKind.allCases)
    func codes(kind: ExtractKind) throws {
        let extract = Extract.of(kind)
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        for column in extract.columns {
            guard case .code(let words) = column.type else { continue }
            let isTrait = !extract.keeps(column)
            let checks = try connection.query(
                String(decoding: Self.sql("column_checks"), as: UTF8.self),
                [.text(isTrait ? "warehouse.offender" : extract.table), .text(column.name)])
            // A measure or a category is checked together with other columns.
            if checks.isEmpty, kind == .areaCounts { continue }
            let definition: String = try #require(try checks.first?.get("definition"))
            let allowed = definition.matches(of: /'([^']*)'::text/).map { String($0.output.1) }
            #expect(Set(allowed) == Set(words), "\(kind.rawValue).\(column.name)")
        }
    }

    @Test("is withdrawn by a complete file, but where no file is ever the whole of it")
    func withdraws() throws {
        let desk = try Desk(knowing: .requirements)
        let rows = ["2010-07-05", "2010-07-06"].map { Desk.example(of: .requirements, ["made_on": $0]) }
        try desk.load(.requirements, [Desk.heading(of: .requirements)] + rows)
        let complete = try desk.load(.requirements, [Desk.heading(of: .requirements), rows[0]]) {
            $0.isComplete = true
            $0.covers = Period(from: Day("2010-07-01")!, to: Day("2010-07-31")!)
        }
        #expect(complete.counts == [1, 0, 1, 0] && complete.withdrawn == 1)
        #expect(try desk.count("select count(*) from reporting.requirement") == 1)
        for kind in [ExtractKind.areaCounts, .suppliedValues] {
            #expect(throws: LoadError.cannotWithdraw(kind: kind)) {
                try desk.load(kind, [Desk.heading(of: kind), Desk.example(of: kind)]) { $0.isComplete = true }
            }
        }
    }

    @Test("is one that the warehouse knows")
    func known() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        let kinds = try connection.query("select kind from warehouse.extract_kind order by kind collate \"C\"")
        #expect(try kinds.map { try $0.get("kind") } == ExtractKind.allCases.map(\.rawValue).sorted())
    }

    @Test("counts of every measure load for their own period, and for no other")
    func measures() throws {
        let desk = try Desk()
        let heading = "measure,counted_from,counted_through,area,category,sex,age_band,number,out_of"
        let year = ["2010-04-01", "2011-03-31"]
        let quarter = ["2010-04-01", "2010-06-30"]
        let day = ["2010-06-30", "2010-06-30"]
        let measures: [(name: String, period: [String], split: String, outOf: String)] = [
            ("resident population", day, "all,female,85 and over", ""),
            ("alcohol-related admissions", year, "all,male,0 to 4", ""),
            ("drug users in effective treatment", year, "all,,", ""), ("child protection plans", year, ",,", "9"),
            ("training needs", year, ",,", "9"), ("most serious violence", quarter, ",,", ""),
            ("serious acquisitive crime", quarter, ",,", ""), ("assault with less serious injury", quarter, ",,", ""),
            ("MARAC cases", quarter, ",,", "9"), ("MAPPA offenders", quarter, "level 1,,", ""),
            ("MAPPA meetings", quarter, "level 3,,", "9"), ("deaths in approved premises", quarter, "other,,", ""),
            ("safeguarding investigations", quarter, ",,", "9"),
            ("serious further offence investigations", quarter, ",,", "9"), ("qualifications", quarter, ",,", "9"),
            ("programme staff", quarter, ",,", ""),
        ]
        let good = measures.map {
            "\($0.name),\($0.period.joined(separator: ",")),E10000017,\($0.split),4,\($0.outOf)"
        }
        #expect(try desk.load(.areaCounts, [heading] + good).counts == [16, 16, 0, 0])
        for period in [year, quarter, day] {
            let lines = measures.filter { $0.period != period }.map {
                "\($0.name),\(period.joined(separator: ",")),E10000017,\($0.split),4,\($0.outOf)"
            }
            #expect(try desk.load(.areaCounts, [heading] + lines + [good[0]]).quarantined == lines.count)
        }
        guard case .code(let words) = Extract.areaCounts.columns[0].type else { return }
        #expect(Set(words) == Set(measures.map(\.name)))
    }

    private static func sql(_ name: String) throws -> Data {
        try Data(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
                "sql/\(name).sql"))
    }
}

extension Desk {
    /// A desk whose warehouse knows the person of the examples, where the kind needs that.
    convenience init(knowing kind: ExtractKind) throws {
        try self.init()
        guard case .known = Extract.of(kind).people else { return }
        try load(.caseload, [Desk.heading(of: .caseload), Desk.example(of: .caseload)])
    }

    static func heading(of kind: ExtractKind) -> String {
        ExtractDescription(kind).columnNames.joined(separator: ",")
    }

    /// The example of a kind's description, with some cells changed.
    static func example(of kind: ExtractKind, _ changes: [String: String] = [:]) -> String {
        Extract.of(kind).columns.map { changes[$0.name] ?? $0.example }
            .map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
    }
}

// MARK: - The rows

extension KindTests {
    static let badRows: [ExtractKind: [BadRow]] = [
        .commencements: [
            BadRow(["attended": "25"], "appointments", "is below attended 25"),
            BadRow(["attended": ""], "attended", "attended and appointments must both be given, or neither"),
            BadRow(["drug_testing": ""], "drug_testing", "is missing: it is required for kind licence"),
            BadRow(["kind": "community order", "drug_testing": ""], "trigger_offence", "is only for kind licence"),
            BadRow(["kind": "parole"], "kind", "is not one of: community order; suspended sentence order; licence"),
            BadRow(["birth_month": "2009-01"], "birth_month", "is not 10 to 110 years before commenced_on"),
            BadRow([:], "commenced_on", "the same person, day and kind as line 2"),
        ],
        .requirements: [
            BadRow(["kind": "curfew"], "hours_ordered", "is only for kind unpaid work"),
            BadRow(["hours_ordered": "0"], "hours_ordered", "is not within 1 to 600"),
            BadRow(["started_on": "2010-07-04"], "started_on", "is before made_on 2010-07-05"),
            BadRow(["ended_on": "2010-07-18"], "ended_on", "is before started_on 2010-07-19"),
            BadRow(["ended_on": ""], "outcome", "outcome and ended_on must both be given, or neither"),
            BadRow(["started_on": ""], "outcome", "a completed requirement needs started_on"),
            BadRow(
                ["pnc": "01/99X", "crn": ""], "pnc",
                "nobody in the warehouse has this number: first load an extract that adds people, such as the caseload"),
        ],
        .programmes: [
            BadRow(["started_on": "2010-07-11"], "started_on", "is before referred_on 2010-07-12"),
            BadRow(["started_on": ""], "ended_on", "is given without started_on"),
            BadRow(["outcome": ""], "outcome", "outcome and ended_on must both be given, or neither"),
            BadRow(["ogrs": "101"], "ogrs", "is not within 0 to 100"),
        ],
        .employmentReferrals: [
            BadRow(["kind": "employment"], "award_on", "is only for kind education"),
            BadRow(["award_on": "2010-08-01"], "award_on", "is before started_on 2010-08-02"),
            BadRow(["sustained_on": "2010-11-28"], "sustained_on", "is not 28 days after employed_on 2010-11-01"),
            BadRow(["employed_on": ""], "sustained_on", "is given without employed_on"),
        ],
        .workSessions: [
            BadRow(["stood_down": "3"], "instructed", "is less than attended and stood_down together"),
            BadRow(["hours": "170"], "hours", "is more than 24 for each who attended"),
            BadRow([:], "held_on", "the same day, trust and number as line 2"),
        ],
        .courtReports: [
            BadRow(["due_on": "2010-07-04"], "due_on", "is before requested_on 2010-07-05"),
            BadRow(["delivered_on": "2010-07-04"], "delivered_on", "is before requested_on 2010-07-05"),
            BadRow(["court": "county"], "court", "is not one of: magistrates; crown"),
        ],
        .enforcement: [
            BadRow(["begun_on": "2010-10-03"], "begun_on", "is before failed_on 2010-10-04"),
            BadRow(["begun_on": ""], "resolved_on", "is given without begun_on"),
            BadRow(["hours_to_casework": "20"], "hours_to_casework", "is only for kind recall"),
            BadRow(["kind": "recall", "resolved_on": ""], "begun_on", "is only for kind breach"),
        ],
        .victimContacts: [
            BadRow(["contacted_on": "2010-07-04"], "contacted_on", "is before sentenced_on 2010-07-05"),
            BadRow(["victim_number": "0"], "victim_number", "is not within 1 to 32767"),
        ],
        .assessments: [
            BadRow(["needs_met": "5"], "needs_identified", "is below needs_met 5"),
            BadRow(
                ["kind": "review", "ogp_at_start": "", "ovp_at_start": ""], "needs_identified", "is only for kind final"
            ),
            BadRow(["plan_due_on": ""], "plan_completed_on", "is given without plan_due_on"),
            BadRow(["custody_phase": "1"], "custody_phase", "is not within 2 to 3"),
        ],
        .paroleReports: [
            BadRow(
                ["review_began_on": ""], "review_began_on", "is missing: it is required for kind indeterminate review"),
            BadRow(["kind": "parole"], "review_began_on", "is only for kind indeterminate review"),
            BadRow(["delivered_on": "2010-08-04"], "delivered_on", "is before review_began_on 2010-08-05"),
        ],
        .youthCohorts: [
            BadRow(["joined_on": "2010-04-01"], "joined_on", "is not in January to March"),
            BadRow(["reoffences_9": "1", "reoffences_12": "1"], "reoffences_9", "is below reoffences_6 2"),
            BadRow(["reoffences_9": ""], "reoffences_12", "is given without reoffences_9"),
            BadRow(["authority": ""], "authority", "is missing"),
        ],
        .areaCounts: [
            BadRow(["number": "184"], "out_of", "is below number 184"),
            BadRow(
                ["out_of": ""], "out_of",
                "is missing: it is required for measure MARAC cases, MAPPA meetings, child protection plans, safeguarding investigations, serious further offence investigations, qualifications, training needs"
            ),
            BadRow(["number": "0.5"], "number", "is not whole"),
            BadRow(["sex": "male"], "sex", "MARAC cases is not split by sex or age"),
            BadRow(["category": "level 1"], "category", "is not a category of MARAC cases: all"),
            BadRow(["counted_through": "2010-07-31"], "counted_from", "MARAC cases is counted for a quarter"),
            BadRow(["category": ""], "measure", "the same measure, day, area, category, sex and age as line 2"),
        ],
        .suppliedValues: [
            BadRow(
                ["indicator": "OM30", "answer": "well"], "answer", "either value or answer must be given, not both"),
            BadRow(["indicator": "OM31", "lower_limit": "63"], "value", "is below lower_limit 63"),
            BadRow(
                ["indicator": "OM32", "upper_limit": ""], "upper_limit",
                "upper_limit and lower_limit must both be given, or neither"),
            BadRow(["indicator": "OM33", "denominator": ""], "numerator", "is given without denominator"),
            BadRow(
                ["applies_from": "2011-01-01", "applies_to": "2011-06-30"], "applies_from",
                "its days overlap those of line 2"),
        ],
    ]

    static let revisions: [ExtractKind: [String: String]] = [
        .caseload: ["managed_by": "PSO"], .terminations: ["employment": "unemployed"], .targets: ["value": "0.8"],
        .commencements: ["attended": "22"], .requirements: ["outcome": "not completed"], .programmes: ["ogrs": ""],
        .employmentReferrals: ["award_on": ""], .workSessions: ["hours": "40"], .courtReports: ["delivered_on": ""],
        .enforcement: ["resolved_on": ""], .victimContacts: ["contacted_on": "2010-08-10"],
        .assessments: ["above_standard": "no"], .paroleReports: ["delivered_on": "2010-09-28"],
        .youthCohorts: ["reoffences_12": "5"], .areaCounts: ["number": "26"], .suppliedValues: ["note": "provisional"],
    ]
}
