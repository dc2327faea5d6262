import TestSupport
import Testing

@testable import Host

/// What is said about a module whose text or columns are wrong, word for word.
@Suite("Checking a module that the server refuses", .ownThreads)
struct MisspeltModuleTests {
    private static let groups = "group by 1, 2, 3\n"
    private static let columns = CheckedText.share().split(separator: "select\n", maxSplits: 1)[1]
        .split(separator: "from reporting.termination", maxSplits: 1)[0]

    /// What is replaced by what, and all that is said.
    private static let mistakes: [(String, String, [String])] = [
        // Columns.
        (
            "count(*) as n,\n    0 as not_recorded", "count(*) as n",
            [
                "X.sql: error: column 'not_recorded' (smallint, integer or bigint) is not returned by the query, which returns "
                    + "trust_id, authority_id, breakdown, observed, n."
            ]
        ),
        (
            "count(*) as n", "count(*)::text as n",
            ["X.sql: error: column 'n' must be smallint, integer or bigint, but is text; cast it, as in n::bigint."]
        ),
        (
            "count(*) as n", "0.5 * count(*) as n",
            [
                "X.sql: error: column 'n' must be smallint, integer or bigint, but is numeric; cast it, as in n::bigint, where "
                    + "it counts whole cases."
            ]
        ),
        (
            String(columns), "    *\n",
            [
                "X.sql:19: error: column \"t.authority_id\" must appear in the GROUP BY clause or be used in an aggregate "
                    + "function."
            ]
        ),
        // The query's text.
        (
            groups, "\n",
            [
                "X.sql:19: error: column \"t.trust_id\" must appear in the GROUP BY clause or be used in an aggregate function."
            ]
        ),
        (
            groups, "group by 1, 2\n",
            [
                "X.sql:21: error: column \"p.sex\" must appear in the GROUP BY clause or be used in an aggregate function."
            ]
        ),
        (
            groups, groups + "\\d\n",
            ["X.sql:31: error: syntax error at or near \"\\\". Commands of psql are no part of a query."]
        ),
        ("0 as not_recorded", "0 as not_recorded,", ["X.sql:27: error: syntax error at or near \"from\"."]),
        (
            "'completed'", "‘completed’",
            [
                "X.sql:24: error: column \"‘completed’\" does not exist. These quotes are a word processor's; SQL's are ' around "
                    + "a text and \" around a name."
            ]
        ),
        (
            "0 as not_recorded", "0 as not_recorded /* none",
            [
                "X.sql:18: error: the query does not use :period_start and :period_end, so that it counts the same for every "
                    + "quarter: compare the day of what is counted with them: between :period_start and :period_end. [period]",
                "X.sql:26: error: unterminated /* comment at or near \"/* none…\".",
            ]
        ),
        (
            ":period_start", ":period_begin",
            ["X.sql:29: error: there is no parameter :period_begin; is :period_end or :period_start meant?"]
        ),
        (":breakdown", ":breakdwn", ["X.sql:21: error: there is no parameter :breakdwn; is :breakdown meant?"]),
        // What a module may not do.
        (
            "reporting.termination t", "warehouse.termination t",
            ["X.sql:27: error: the query uses 'warehouse', which a module may not read."]
        ),
        (
            "select\n    t.trust_id", "delete from reporting.termination; select\n    t.trust_id",
            [
                "X.sql:18: error: 'delete' is not a query; a module is one select statement.",
                "X.sql:18: error: a second statement; a module is one select statement.",
            ]
        ),
        (
            "select\n    t.trust_id",
            "with x as (insert into warehouse.offender default values returning 1) select\n    t.trust_id",
            ["X.sql:18: error: the query uses 'warehouse', which a module may not read."]
        ),
        // The header.
        (
            "title: Orders and", "title: Orders: and",
            [
                "X.sql:3: error: the header is not YAML: mapping values are not allowed in this context. Put quotes around text "
                    + "that has a colon, a hash or a percent sign."
            ]
        ),
        // What is no mistake.
        (groups, "group by 1, 2, 3;\n", []), (groups, groups + "-- the end", []),
    ]

    @Test("says where, what and what to do, and nothing else", arguments: mistakes)
    func mistake(_ from: String, _ to: String, _ expected: [String]) throws {
        #expect(try CheckedText.messages(CheckedText.share((from, to))) == expected)
    }
}
