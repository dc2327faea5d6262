import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Loading

@Suite("A mapping's constants and words")
struct ConstantTests {
    private func load(
        _ yaml: String, of kind: ExtractKind = .caseload, _ lines: [String], in desk: Desk,
        _ change: (inout LoadOptions) -> Void = { _ in }
    ) throws -> LoadSummary {
        let file = try desk.write(yaml.utf8, as: "m.yaml")
        return try desk.load(kind, lines) { options in
            options.mapping = try Mapping(file: file, for: ExtractDescription(kind))
            change(&options)
        }
    }

    @Test("give every row the columns that the file lacks, also where another column decides what they mean")
    func constants() throws {
        let desk = try Desk()
        let yaml = """
            columns: {Case Ref: crn, Score: predicted}
            constants: {snapshot_date: 31-Dec-2010, trust: Lancashire, pnc_matched: y, model: supplied 1, horizon: 3}
            """
        let lines = ["Case Ref,Score", "X000001,9.15%", "X000002,20%"]
        let summary = try load(yaml, lines, in: desk)
        #expect(summary.counts == [2, 2, 0, 0] && summary.models.map(\.horizon) == [3])
        #expect(
            try desk.count(
                "select count(*) from warehouse.caseload_snapshot where snapshot_date = '2010-12-31' and pnc_matched")
                == 2)
        let partly = try load(
            yaml.replacing("horizon: 3", with: "horizon: 3, tier: 2"),
            ["Case Ref,Score", "X000003,0.5", "X000004,", "X000005,0.1", "X000006,"], in: desk)
        #expect(partly.counts == [4, 4, 0, 0], "a model says nothing of a row without a prediction")
        #expect(
            try desk.count(
                "select count(*) from warehouse.caseload_snapshot where model_id is null and tier = 2") == 2)
        // The same trust is another area on another day.
        let dated = try load(
            "constants: {trust: PT-LANCASHIRE, pnc_matched: 'yes'}",
            ["snapshot_date,crn", "2011-03-31,X000001", "2009-03-31,X000002"], in: desk)
        #expect(dated.counts == [2, 1, 0, 1])
        #expect(try desk.rejects()[0].contains("3,trust,PT-LANCASHIRE,"))
    }

    @Test("give a cohort its five days")
    func cohort() throws {
        let desk = try Desk()
        let yaml = """
            constants:
              cohort: 2009 cohort
              taken_on: 2009-02-01
              baseline_from: 2007-10-01
              baseline_to: 2008-09-30
              follow_up_from: 2009-04-01
              follow_up_to: 2010-03-31
              trust: PA-LANCASHIRE
            """
        #expect(try load(yaml, of: .ppoCohorts, ["crn", "X000001", "X000002"], in: desk).counts == [2, 2, 0, 0])
    }

    @Test(
        "are refused with the mapping's line where they cannot be read, or the file has the column",
        arguments: [
            ("trust: Nowhere", "snapshot_date,crn,pnc_matched", "is 'Nowhere', which is neither the code nor the name"),
            (
                "model: supplied", "snapshot_date,crn,trust,pnc_matched,predicted",
                "is 'supplied', which is not a name, a"
            ),
            ("snapshot_date: 2010-12-30", "crn,trust,pnc_matched", "is '2010-12-30', which is not the last day of a"),
            ("tier: 2", Desk.heading, "is a column of the file too"),
        ])
    func refused(constant: String, heading: String, problem: String) throws {
        let desk = try Desk()
        let error = #expect(throws: LoadError.self) {
            try load("# a mapping\nconstants:\n  \(constant)", [heading], in: desk)
        }
        guard case .mapping(_, 3, let text) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(text.hasPrefix("constants.\(constant.split(separator: ":")[0]) \(problem)"), "\(text)")
        #expect(error?.exitCode == .badConfiguration)
        #expect(try desk.count("select count(*) from warehouse.load") == 0)
    }

    @Test("for an empty cell, and codes, hold without regard to case and outer blanks")
    func words() throws {
        let desk = try Desk()
        let yaml = """
            codes: {sex: {" M ": male, n/k: female}}
            empty: [n/k, " N/A", "-"]
            """
        let rows = ["m,N/K,n/a,-", "\" M\",2, - ,N/A", "N/K,1,E10000017,\" n/k \""].enumerated().map {
            "2010-12-31,\(PNC.number($0.offset + 1)),PT-LANCASHIRE,yes,\($0.element)"
        }
        let summary = try load(
            yaml, ["snapshot_date,pnc,trust,pnc_matched,sex,tier,authority,predicted"] + rows, in: desk)
        #expect(summary.counts == [3, 3, 0, 0])
        #expect(try desk.count("select count(*) from warehouse.offender where sex = 'male'") == 2, "a code comes first")
        #expect(try desk.count("select count(*) from warehouse.caseload_snapshot where tier is null") == 1)
        let lines = [Desk.heading, Desk.row.replacing(",yes", with: ",None"), Desk.row]
        let missing = try load("empty: [none]", lines, in: desk)
        #expect(missing.counts == [2, 1, 0, 1])
        #expect(try desk.rejects() == ["2,pnc_matched,None,is missing"])
    }
}
