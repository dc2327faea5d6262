import Testing

@testable import Warehouse

@Suite("The lexer of named parameters")
struct NamedParametersTests {
    @Test(
        "finds names and nothing that only looks like one",
        arguments: [
            ("select :a, :b_2 from t where x=:a", ["a", "b_2", "a"]),
            ("select ':a', 'it''s :a', '\\', :b", ["b"]),
            ("select E'\\':a', e'\\\\', :b, E'x'':a'", ["b"]),
            ("select date':a', :b", ["b"]),
            ("select \":a\", \"x\"\":a\", :b", ["b"]),
            ("select E'x'\n'\\':a', :b", ["b"]),
            ("select E'x' -- c\n  '\\':a', :b", ["b"]),
            ("select E'x' '\\', :b", ["b"]),
            ("select $$ :a $$, $q$ :a $$ :a $q$, :b", ["b"]),
            ("select a$b$c, :b, x$y$", ["b"]),
            ("select 1 -- :a\n, :b -- :c", ["b"]),
            ("select /* :a /* :a */ :a */ :b /* :c", ["b"]),
            ("select x::date, :b::date[], x :: date", ["b"]),
            ("select a[1:2], a[lo:hi], a[f(x):g], a[:b], array[:c, :d]", ["b", "c", "d"]),
            ("select a[b[1]:c], (:d)", ["d"]),
            ("select array[case when :a then 1 end]", ["a"]),
            ("f(x := 1, y => :b)", ["b"]),
            ("select 1 -:a, 2/:b, 3*:c", ["a", "b", "c"]),
            ("select ':a", []),
            ("select $q$ :a", []),
            (":", []),
            ("", []),
        ])
    func names(sql: String, expected: [String]) {
        #expect(NamedParameters(sql).names == expected)
    }

    @Test("leaves out the last semicolon, and no other")
    func semicolons() {
        #expect(NamedParameters("select 1; -- done\n").text { _ in "" } == "select 1  -- done\n")
        #expect(NamedParameters("select ';', :a;").text { _ in "x" } == "select ';', x ")
        #expect(NamedParameters("select 1; select 2").text { _ in "" } == "select 1; select 2")
    }

    @Test("gives the text's pieces with their lines: words, strings, numbers, parameters and signs")
    func tokens() {
        let tokens = NamedParameters("select A.\"B\", 'it''s' -- :c\n, x::date /* 'y' */\n<= 1.5 - :d").tokens
        let texts = ["select", "a", ".", "B", ",", "it's", ",", "x", "::", "date", "<", "=", "1.5", "-", "d"]
        #expect(tokens.map(\.text) == texts)
        #expect(tokens.map(\.line) == [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3])
        #expect(tokens.filter { $0.kind == .string }.map(\.text) == ["it's"])
        #expect(tokens.last?.kind == .parameter && tokens[12].kind == .number && tokens[8].isSign("::"))
    }

    @Test("reports a positional parameter")
    func positional() {
        #expect(NamedParameters("select $12, $1").positional == "12")
        #expect(NamedParameters("select $$1$$, a$1").positional == nil)
    }

    @Test("pieces and names put together again are the text, however strange it is")
    func restoresTheText() {
        let alphabet = [
            "'", "\"", "$", "$q$", ":", "::", "a", "E", "[", "]", "-", "--", "/*", "*/", "\n", " ", "\\", "é", "1",
        ]
        var state: UInt64 = 2010
        for _ in 0..<20_000 {
            var text = ""
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += alphabet[Int(state >> 33) % alphabet.count]
            }
            let parameters = NamedParameters(text)
            let restored = parameters.text { ":" + $0 }
            guard restored != text || parameters.pieces.count != parameters.names.count + 1 else { continue }
            Issue.record("\(text) became \(restored)")
        }
    }

    @Test("a quoted text hides every name, whatever is in it")
    func quotingHides() {
        let pieces = [":a", "'", "\"", "--", "/*", "*/", "[", "]", "\\", " ", "$", ";"]
        var state: UInt64 = 18
        for _ in 0..<5_000 {
            var text = ""
            for _ in 0..<6 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            let quoted = [
                "'" + text.replacing("'", with: "''") + "'",
                "\"" + text.replacing("\"", with: "\"\"") + "\"",
                "E'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'",
                "$tag$" + text + "$tag$",
                "-- " + text + "\n",
            ]
            for hidden in quoted where NamedParameters("select \(hidden) :b").names != ["b"] {
                Issue.record("\(hidden)")
            }
        }
    }
}
