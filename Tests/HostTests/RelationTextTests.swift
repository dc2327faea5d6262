import Foundation
import ReportKit
import Testing

@testable import Host

@Suite("How a header says that counts add up")
struct RelationTextTests {
    private func relation(_ text: String, of id: String = "OM38") throws -> CountRelation {
        try RelationText(id: id, line: 7, field: "adds-up").relation(text)
    }

    private func refusal(_ text: String) -> String {
        do {
            return "read as \(try relation(text))"
        } catch {
            return (error as? DeclaredProblem)?.text(file: "OM38.sql") ?? "\(error)"
        }
    }

    @Test(
        "an indicator alone is its numerator, a count alone the module's own",
        arguments: [
            ("OM38 = M5 + M5a", "OM38 = M5 + M5a"), ("observed = M5+M5a", "OM38 = M5 + M5a"),
            ("n = M5.observed", "M5 = OM38.n"), ("n + prediction = M4.n", "M4.n = OM38.n + OM38.prediction"),
            ("observed=INT01.observed in a first quarter", "INT01 = OM38 in a first quarter"),
            ("observed = INT13 + INT14 in whole quarters", "OM38 = INT13 + INT14 in whole quarters"),
            ("OM38 >= OM11 + OM12", "OM38 >= OM11 + OM12"), ("M5<=n", "OM38.n >= M5"),
            ("2 OM01 - n = 0", "2 OM01 = OM38.n"), ("- n + answered-of = not-recorded", nil),
            ("pnc-match-of - n = pnc-match", nil),
        ])
    func grammar(_ text: String, _ meaning: String?) throws {
        let relation = try relation(text)
        if let meaning { #expect(relation.description == meaning) }
        #expect(try self.relation(relation.description) == relation)
    }

    @Test(
        "what is wrong is named, with its line and what to write instead",
        arguments: [
            ("OM38", "OM38.sql:7: error: adds-up: 'OM38' has no =; write one, as in OM38 = M5 + M5a."),
            ("OM38 = M5 = M5a", "has more than one ="), ("OM38 = ", "a side of the relation is empty; write 0"),
            ("OM38 = M5 +", "there is no count after '+'"), ("OM38 = M5 M5a", "there is neither + nor - before 'M5a'"),
            ("OM38 = + M5", "there is no count before '+'"), ("OM38 = M5 - - M5a", "there is no count before '-'"),
            ("OM38 = M5-M5a", "a minus has a space on either side"), ("OM38 = pnc-mach", "is pnc-match meant?"),
            ("OM38 = M5.peple", "'peple' is not a count; is people meant?"),
            ("OM38 = 1.5 M5", "'1.5' is not a whole number from 1 to 1000"), ("OM38 = 0 M5", "'0' is not a whole"),
            ("OM38 = 2", "there is no count after '2'"), ("OM38 = M5.n.n", "write them as M5, n or M5.n"),
            ("OM38 = observed", "is true of any counts; remove it"), ("M5 = M6.n", "has no count of OM38 itself"),
            ("n >= 0", "is about one count alone"),
            ("OM38 = M5 in a last quarter", "'in a last quarter' is no time"),
            ("OM38 = M5 in a last quarter", "ends with 'in whole quarters' or 'in a first quarter'."),
        ])
    func mistakes(_ text: String, _ message: String) {
        #expect(refusal(text).contains(message), "\(refusal(text))")
    }

    private func file(_ field: String, family: String = "count-target") -> DeclaredFile {
        let text = """
            /*
            id: OM38
            title: Reports
            definition: Reports
            family: \(family)
            unit: count
            polarity: higher
            decimals: 0
            frequency: quarterly
            levels: [trust]
            source-system: Delius
            supplier: trusts
            extracts: [court-reports]
            version: "1"
            \(field)
            */
            select trust_id, authority_id, null::text as breakdown, 1 as observed from reporting.court_report
            """
        return DeclaredFile(file: "OM38.sql", content: Data(text.utf8))
    }

    @Test("a header has one relation, or a list of them, each with its line")
    func header() throws {
        let one = file("adds-up: OM38 = M5 + M5a")
        #expect(one.problems.isEmpty)
        #expect(one.header?.indicator.relations.map(\.description) == ["OM38 = M5 + M5a"])
        let two = file("adds-up:\n  - OM38 = M5 + M5a\n  - OM38 = M6 in a first quarter")
        #expect(two.problems.isEmpty)
        #expect(
            two.header?.indicator.relations.map(\.description)
                == ["OM38 = M5 + M5a", "M6 = OM38 in a first quarter"])
        let wrong = file("adds-up:\n  - OM38 = M5 + M5a\n  - OM38 = M5 +")
        #expect(wrong.problems.map { $0.text(file: "f") } == ["f:17: error: adds-up: there is no count after '+'."])
        let twice = file("adds-up:\n  - OM38 = M5 + M5a\n  - M5a + M5 = observed")
        #expect(
            twice.problems.map { $0.text(file: "f") }
                == ["f:17: warning: adds-up: 'M5a + M5 = observed' is listed twice; remove one."])
    }

    @Test("a module has no counts that its family does not have, and one that repeats another has none")
    func counts() {
        #expect(
            file("adds-up: people = M5").problems.map { $0.text(file: "f") }
                == [
                    "f:15: error: adds-up: OM38 is of family count-target, which has no 'people'; its counts are: "
                        + "observed, authority, authority-of."
                ])
        let repeated = DeclaredFile(
            file: "f", content: Data("/*\nid: OM99\nsame-as: OM38\ntitle: A\nadds-up: OM99 = M5\n*/\n".utf8))
        #expect(
            repeated.problems.map { $0.text(file: "f") }
                == [
                    "f:5: error: adds-up: such a module has no counts of its own; say it in the header of the other indicator."
                ])
    }
}
