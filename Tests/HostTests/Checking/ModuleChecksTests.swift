import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Host

/// What analysts typically get wrong, and what `laa modules check` says about each.
@Suite("Checking a declared module", .ownThreads)
struct ModuleChecksTests {
    @Test("finds nothing wrong with sound modules")
    func sound() throws {
        for text in [CheckedText.share(), CheckedText.predicted(), CheckedText.rate()] {
            #expect(try CheckedText.messages(text) == [])
        }
    }

    private static let join = "join reporting.offender p on p.offender_id = t.offender_id"
    private static let whereDays = "where t.terminated_on between :period_start and :period_end"

    /// Mistakes in a sound module: what is replaced by what, and how the message begins, with its line and its name.
    private static let mistakes: [(String, String, String)] = [
        // Rows counted twice.
        (
            "group by 1, 2, 3", "group by 1, 2, 3, t.kind",
            "X.sql:30: error: *places have more than one row, such as * rows of *: they are added up. Return one row for "
                + "each trust_id, authority_id and breakdown*[repeated-rows]"
        ),
        (
            "group by 1, 2, 3",
            "group by 1, 2, 3 union all select t.trust_id, t.authority_id, null, 0, count(*), 0 from reporting.termination t "
                + whereDays + " group by 1, 2, 3",
            "X.sql:30: error: *places have more than one row*[repeated-rows]"
        ),
        (
            join,
            join + " join reporting.court_report c on c.trust_id = t.trust_id"
                + " and c.delivered_on between t.terminated_on - 3 and t.terminated_on",
            "X.sql:30: warning: a join multiplies the rows of reporting.termination: tried with one row of it for each "
                + "place,*where one row counts * times. Join a table that has several rows for one with 'exists (...)'*"
                + "[multiplied-rows]"
        ),
        // Days.
        (
            whereDays, "where true",
            "X.sql:18: error: the query does not use :period_start and :period_end, so that it counts the same for every "
                + "quarter: compare the day of what is counted with them: between :period_start and :period_end. [period]"
        ),
        (
            ":period_start and :period_end", ":period_end and :period_start",
            "X.sql:29: error: nothing is between :period_end and :period_start: the last day counted is behind the first. "
                + "Write: between :period_start and :period_end. [period]"
        ),
        (
            "between :period_start and :period_end", ">= :period_end and t.terminated_on <= :period_start",
            "X.sql:29: warning: only days before :period_start and behind :period_end are asked for, none of those "
                + "counted.*[period]"
        ),
        (
            "between :period_start and :period_end", ">= :period_start",
            "X.sql:29: warning: the query uses :period_start and not :period_end, so that it counts what lies behind the "
                + "days of the quarter too.*[period]"
        ),
        (
            "and :period_end", "and current_date",
            "X.sql:29: error: 'current_date' is the day on which the report is made: the figures of a quarter would change "
                + "from day to day. Write :period_end, the last day counted. [period]"
        ),
        (
            "and :period_end", "and 'today'::date",
            "X.sql:29: error: 'today' is the day on which the report is made*[period]"
        ),
        (
            "t.reason = 'completed'", "reporting.months_after(t.terminated_on, 12) > t.terminated_on",
            "X.sql:24: warning: complete-after is missing: the query counts what becomes known up to 12 months after a day "
                + "counted (line 24)*Write: complete-after: 12 [complete-after]"
        ),
        (
            whereDays, "where :period_start <= :period_end",
            "X.sql:29: warning: the query counts the same * in 2010-11Q4 and in 2009-10Q4, in every place: :period_start and "
                + ":period_end change nothing. Compare the day of what is counted with them. [period]"
        ),
        // Groups.
        (
            "when 'sex'", "when 'Sex'",
            "X.sql:21: error: :breakdown is never 'Sex'; is 'sex' meant? [groups]"
        ),
        (
            "by: [sex, age-band, ethnicity]", "by: [sex, tier]",
            "X.sql:11: error: with --by tier everybody is in the group 'not recorded': the query has no groups for it. Add "
                + "a branch, when 'tier' then ..., or take tier out of 'by'. [groups]"
        ),
        (
            "by: [sex, age-band, ethnicity]", "by: [sex, age-band]",
            "X.sql:23: warning: the query has groups for 'ethnicity', which nobody can ask for*[groups]"
        ),
        (
            "when 'ethnicity' then p.ethnicity", "when 'ethnicity' then p.sex",
            "X.sql:23: error: with --by ethnicity there is a group 'female', which the warehouse does not know; it is one "
                + "of sex; it knows: asian, black, mixed, not recorded, other, white. [groups]"
        ),
        (
            "when 'ethnicity' then p.ethnicity", "when 'ethnicity' then nullif(p.ethnicity, 'white') || '?'",
            "X.sql:23: warning: with --by ethnicity there is a group 'asian?', which the warehouse does not know; is 'asian' "
                + "meant? [groups]"
        ),
        (
            "when 'ethnicity' then p.ethnicity", "when 'ethnicity' then (1 / (t.trust_id - t.trust_id))::text",
            "X.sql:23: error: with --by ethnicity: division by zero: write x / nullif(y, 0), which is null where y is 0. "
                + "[run]"
        ),
        (
            "when 'ethnicity' then p.ethnicity", "when 'ethnicity' then t.offender_id::text",
            "X.sql:23: error: with --by ethnicity there are * groups, and a report has at most 100.*[groups]"
        ),
        (
            whereDays, whereDays + " and (:breakdown is distinct from 'sex' or p.sex = 'male')",
            "X.sql:21: error: with --by sex the groups add up to *, but without it * are counted: people whose group is "
                + "not recorded are lost.*[groups]"
        ),
        // Extracts.
        (
            "extracts: [terminations]", "extracts: []",
            "X.sql:14: error: extracts: the query reads terminations, which is not named: a figure would be given before it "
                + "is loaded. Write: extracts: [terminations] [extracts]"
        ),
        (
            "extracts: [terminations]", "extracts: [court-reports]",
            "X.sql:14: error: extracts: the query reads terminations, which is not named*Write: extracts: [terminations]*"
                + "[extracts]"
        ),
        (
            "extracts: [terminations]", "extracts: [terminations, court-reports]",
            "X.sql:14: warning: extracts: the query reads nothing of court-reports, for which a figure would wait. Take it "
                + "out. [extracts]"
        ),
        // Values.
        (
            "t.reason = 'completed'", "t.reason = 'complete'",
            "X.sql:24: error: reason is never 'complete'; is 'completed' meant? [codes]"
        ),
        (
            "t.reason = 'completed'", "t.kind in ('order', 'parole')",
            "X.sql:24: error: kind is never 'parole'; it is one of: licence, order. [codes]"
        ),
        (
            "t.reason = 'completed'", "'complete' = t.reason",
            "X.sql:24: error: reason is never 'complete'; is 'completed' meant? [codes]"
        ),
        (
            "t.reason = 'completed'", "case t.kind when 'Order' then true end",
            "X.sql:24: error: kind is never 'Order'; is 'order' meant? [codes]"
        ),
        (
            "t.reason = 'completed'", "t.reason is not null",
            "X.sql:24: warning: every one of * is counted in 2010-11Q4: does the condition of the numerator say what is "
                + "meant*[all-alike]"
        ),
        (
            "t.reason = 'completed'", "t.reason is null",
            "X.sql:24: warning: none of * is counted in 2010-11Q4*[all-alike]"
        ),
        (
            "count(*) as n", "(count(*) * 1.5)::bigint as n",
            "X.sql:25: error: column 'n' is not whole in * rows, and the cast (line 25) rounds it without a word. Count "
                + "whole cases, or say that it is rounded: round(...)::bigint. [fractions]"
        ),
        // Areas.
        (
            "group by 1, 2, 3", "group by 1, 2, 3 limit 20",
            "X.sql:30: error: 'limit' leaves out the rows of some areas, and the larger areas would be without them. "
                + "Remove it. [areas]"
        ),
        (
            "t.authority_id,",
            "(select min(area_id) from reporting.area where level = 'local-authority') as authority_id,",
            "X.sql:30: error: * rows put an authority under a trust that it does not lie in*Take trust_id and authority_id "
                + "from the same row. [areas]"
        ),
        (
            join, join + " join reporting.area a on a.area_id = t.authority_id",
            "X.sql:* rows of reporting.termination have no authority, and none of them is counted*[not-assigned]"
        ),
        (
            whereDays, whereDays + " and t.kind = 'order' and t.kind = 'licence'",
            "X.sql:30: error: the query returns no row for 2010-11Q4, although reporting.termination has * of these days: "
                + "its conditions let none through. [areas]"
        ),
        // Messages of the server, each with its own remedy.
        (
            "reporting.termination t", "termination t",
            "X.sql:27: error: relation \"termination\" does not exist. Is reporting.termination meant?"
        ),
        (
            "reporting.termination t", "reporting.terminations t",
            "X.sql:27: error: relation \"reporting.terminations\" does not exist. Is reporting.termination meant?"
        ),
        (
            "count(*) as n", "(count(*) / (count(*) - count(*))) as n",
            "X.sql:25: error: division by zero: write x / nullif(y, 0), which is null where y is 0. [run]"
        ),
        // The header.
        (
            "title: Orders", "\ttitle: Orders",
            "X.sql:3: error: the header is not YAML: a line begins with a tab. Indent it with spaces."
        ),
        ("unit:", "decimals: 2\nunit:", "X.sql:9: error: decimals: is there twice. Remove one of the two."),
        (
            "title: Orders and licences that", "title: Orders # and licences that",
            "X.sql:3: warning: title: ends before the hash, where a comment begins: it reads 'Orders'.*[cut-text]"
        ),
        (
            "\n*/\n", "\n",
            "X.sql:1: error: the header is never closed: write */ behind its last field, on a line of its own."
        ),
    ]

    @Test("finds typical mistakes, each with its line, why it matters, and what to do", arguments: mistakes)
    func mistake(_ from: String, _ to: String, _ expected: String) throws {
        let found = try CheckedText.messages(CheckedText.share((from, to)))
        #expect(found.contains { Self.matches($0, expected) }, "\(found)")
    }

    /// Whether a message is a pattern, in which `*` stands for anything.
    private static func matches(_ message: String, _ pattern: String) -> Bool {
        var rest = Substring(message)
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() where !part.isEmpty {
            guard let found = index == parts.count - 1 ? rest.ranges(of: part).last : rest.firstRange(of: part),
                index > 0 || found.lowerBound == rest.startIndex
            else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.isEmpty || pattern.hasSuffix("*")
    }

    @Test("finds areas without a row where nothing is counted, and says how to count 0 there")
    func withoutRow() throws {
        let count = CheckedText.share(
            ("family: proportion-target", "family: count-target"), ("unit: \"%\"", "unit: count"),
            ("where t.term", "where t.reason = 'deported' and t.trust_id % 3 = 0 and t.term"),
            ("count(*) filter (where t.reason = 'completed') as observed", "count(*) as observed"),
            ("    count(*) as n,\n    0 as not_recorded\n", ""), ("as observed,", "as observed"))
        let found = try CheckedText.messages(count)
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.contains("trusts have rows in reporting.termination for 2010-11Q4 and none here") == true)
        #expect(found.first?.hasSuffix("'count(*) filter (where ...)'. [areas]") == true, "\(found)")
    }

    @Test("finds a person who is counted twice in one snapshot")
    func repeatedPeople() throws {
        let found = try CheckedText.messages(CheckedText.predicted(("select distinct day", "select day")))
        #expect(found.count == 1 && found[0].hasPrefix("X.sql:36: error: "), "\(found)")
        #expect(found.first?.contains("people have more than one row in the snapshot of 2010-0") == true, "\(found)")
        #expect(found.first?.hasSuffix("with 'exists (...)'. [repeated-rows]") == true, "\(found)")
    }

    @Test("finds an outcome for other months than the header says, and one that is not known yet")
    func horizon() throws {
        let sixMonths = CheckedText.predicted(("(day, 6)", "(day, 12)"), ("(day, 3)", "(day, 6)"))
        let found = try CheckedText.messages(sixMonths)
        #expect(
            found == [
                "X.sql:15: error: horizon: is 3 months, but the query counts outcomes within 6 months (line 25): they would "
                    + "be judged against predictions for another time. Write: horizon: 6 [horizon]",
                "X.sql:16: error: complete-after: 3 is too early: the query counts what becomes known up to 12 months after "
                    + "a day counted (line 26), so that the figure would be given before all of it is there. Write: "
                    + "complete-after: 9 [complete-after]",
            ])
        // Said rightly, it is compared with predictions for six months alone.
        let said = sixMonths.replacing("horizon: 3", with: "horizon: 6")
            .replacing("complete-after: 3", with: "complete-after: 9")
        #expect(try CheckedText.messages(said) == [])
    }

    @Test("finds an authority whose residents are counted under several trusts")
    func authorityTwice() throws {
        let found = try CheckedText.messages(CheckedText.rate((" and t.valid @> :period_end", "")))
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.contains("authorities are under several trusts, such as") == true, "\(found)")
        #expect(found.first?.hasSuffix("add: and valid @> :period_end [repeated-rows]") == true, "\(found)")
    }

    @Test("finds values that rest on a handful of people, or on nobody knows how many")
    func smallCounts() throws {
        let header = """
            /*
            id: MEDW
            title: Median days from offence to proof
            definition: Median days.
            family: supplied
            unit: days
            polarity: lower
            decimals: 1
            frequency: quarterly
            levels: [local-authority]
            source-system: PNC
            supplier: nobody
            extracts: [terminations]
            caveats: [Median.]
            version: "1"
            */
            """
        func text(_ denominator: String, having: String = "") -> String {
            header + """

                select t.authority_id as area_id,
                    percentile_cont(0.5) within group (order by t.offender_id) as value,
                    null::text as text, null::float8 as lower, null::float8 as upper, null::bigint as numerator,
                    \(denominator) as denominator, null::text as source
                from reporting.termination t
                where t.terminated_on between greatest(:period_start, :period_end - 2) and :period_end
                    and t.authority_id is not null
                group by 1 \(having)
                """
        }
        let small = try CheckedText.messages(text("count(*)"))
        #expect(
            small.contains {
                $0.hasPrefix("X.sql:20: error: ") && $0.contains("values rest on 1 to 4 people, such as that of ")
                    && $0.hasSuffix("Return no value there: having count(*) >= 5. [small-counts]")
            }, "\(small)")
        let unknown = try CheckedText.messages(text("null::bigint"))
        #expect(
            unknown.contains {
                $0.contains("do not say on how many people they rest") && $0.hasSuffix("[small-counts]")
            },
            "\(unknown)")
        let enough = try CheckedText.messages(text("count(*)", having: "having count(*) >= 5"))
        #expect(!enough.contains { $0.contains("small-counts") }, "\(enough)")
    }

    @Test("a warning that the header accepts is printed with the reason; an error cannot be accepted")
    func accepted() throws {
        let every = CheckedText.share(("t.reason = 'completed'", "t.reason is not null"))
        func accepting(_ what: String) throws -> [String] {
            try CheckedText.messages(every.replacing("version:", with: "accepted: {\(what)}\nversion:"))
        }
        let found = try accepting("all-alike: All are recorded here.")
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.contains(": accepted: every one of ") == true, "\(found)")
        #expect(found.first?.hasSuffix("Accepted: All are recorded here. [all-alike]") == true, "\(found)")
        let unknown = try accepting("all-alik: So it is.")
        #expect(
            unknown.contains("X.sql:16: error: accepted: there is no check 'all-alik'; is all-alike meant?"),
            "\(unknown)")
        let silent = try accepting("all-alike: \"\"")
        #expect(silent.contains("X.sql:16: error: accepted: say why 'all-alike' is accepted."), "\(silent)")
        let error = try CheckedText.messages(
            CheckedText.share(
                ("t.reason = 'completed'", "t.reason = 'complete'"), ("version:", "accepted: {codes: No.}\nversion:")))
        #expect(error.contains { $0.contains(": error: reason is never 'complete'") }, "\(error)")
    }
}
