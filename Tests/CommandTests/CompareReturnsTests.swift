import Foundation
import TestSupport
import Testing

/// `scripts/compare-returns`, which tells whether a change of the program has changed a figure.
@Suite("Comparing two returns", .enabled(if: Checker.python.isThere, "not checked: python3 is not installed"))
struct CompareReturnsTests {
    private static let script = URL(fileURLWithPath: #filePath)
        .appendingPathComponent("../../../scripts/compare-returns").standardizedFileURL.path

    /// A return with two findings, one of which is suppressed.
    private static let text = """
        {"area": "Lancashire", "quarter": "2010-11Q4", "missing": [], "reports": [{
            "indicator": "NI18", "by": null, "family": "proportion-predicted", "title": "Re-offending",
            "caveats": ["People recur."], "period": {"from": "2010-04-01", "to": "2011-03-31"},
            "dataQuality": {"measures": [{"measure": "pnc-match", "name": "not matched", "count": 7, "of": 90}],
                "sources": [{"kind": "caseload", "vintage": 1}]},
            "findings": [
                {"area": {"code": "K04000001", "level": "national", "name": "England and Wales"},
                    "observed": 12, "n": 90, "rate": 0.1333333333333333, "interval": [0.0780, 0.2183],
                    "tests": {"z": {"p": 0.625, "verdict": "no significant difference"}},
                    "sentence": "13.3% re-offended.", "verdict": "no significant difference", "unreliable": false},
                {"area": {"code": "PT-LANCASHIRE", "level": "trust", "name": "Lancashire"},
                    "observed": {"suppressed": true}, "n": {"suppressed": true},
                    "sentence": "Not shown.", "verdict": {"suppressed": true}}
            ]}]}
        """

    /// Compares the return with a changed one.
    private func compare(_ from: String, _ to: String) throws -> (status: Int32, output: String) {
        let folder = try Folder()
        #expect(Self.text.ranges(of: from).count == 1, "what is changed stands there once")
        for (name, text) in [("old", Self.text), ("new", Self.text.replacing(from, with: to))] {
            let place = "\(folder.path)/\(name)"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            try text.write(toFile: "\(place)/return.json", atomically: true, encoding: .utf8)
        }
        return try Checker.python.run([Self.script, "\(folder.path)/old", "\(folder.path)/new"])
    }

    @Test(
        "words, provenance and added fields may differ",
        arguments: [
            ("13.3% re-offended.", "13.3% were proven to have re-offended."), ("People recur.", "A person may recur."),
            (#""vintage": 1"#, #""vintage": 2"#), (#""title": "Re-offending""#, #""title": "Proven re-offending""#),
            (#""unreliable": false"#, #""unreliable": false, "coverage": {"members": 174}"#),
            (#""observed": 12,"#, #""observed": 12.0,"#), (#""name": "Lancashire"}"#, #""name": "Lancs"}"#),
            (#""indicator": "NI18", "by": null,"#, #""by": null, "formatVersion": 2, "indicator": "NI18","#),
        ])
    func same(from: String, to: String) throws {
        let compared = try compare(from, to)
        #expect(compared.status == 0 && compared.output == "The same: 1 reports with 2 findings.\n", "\(compared)")
    }

    @Test(
        "a number, verdict or suppression that is another, and whatever is gone, is named with indicator, area and field",
        arguments: [
            (#""observed": 12"#, #""observed": 13"#, "NI18, national/K04000001, observed: 12 is now 13"),
            ("0.1333333333333333", "0.1333333333333334", "NI18, national/K04000001, rate: "),
            ("0.2183", "0.2184", "NI18, national/K04000001, interval[1]: 0.2183 is now 0.2184"),
            ("[0.0780, 0.2183]", "[0.0780]", "NI18, national/K04000001, interval: "),
            (
                #"0.625, "verdict": "no significant difference""#, #"0.625, "verdict": "significantly better""#,
                "NI18, national/K04000001, tests.z.verdict: "
            ),
            (
                #""verdict": {"suppressed": true}"#, #""verdict": "not enough data""#,
                "NI18, trust/PT-LANCASHIRE, verdict: "
            ),
            (#""observed": {"suppressed": true}"#, #""observed": 3"#, "NI18, trust/PT-LANCASHIRE, observed: "),
            (#""n": 90, "#, #""n": {"suppressed": true}, "#, "NI18, national/K04000001, n: 90 is now"),
            (#""n": 90, "#, "", "NI18, national/K04000001, n: 90 was removed"),
            (#""observed": 12, "n": 90"#, #""observed": null, "n": 90"#, "observed: 12 is now null"),
            (#""unreliable": false"#, #""unreliable": 0"#, "NI18, national/K04000001, unreliable: false is now 0"),
            (#""count": 7"#, #""count": 8"#, "NI18, dataQuality.measures[0].count: 7 is now 8"),
            ("PT-LANCASHIRE", "PT-CUMBRIA", "NI18, trust/PT-CUMBRIA: the finding was not there before"),
            ("NI18", "NI19", "NI18: the report is not there any more"),
            (#""missing": []"#, #""missing": [{"module": "NI30"}]"#, "return, missing modules: [] is now"),
        ])
    func different(from: String, to: String, said: String) throws {
        let compared = try compare(from, to)
        #expect(compared.status == 1 && compared.output.contains(said), "\(compared)")
    }

    @Test("what is no return is refused", arguments: [#"{"reports": 1}"#, "[]", "no JSON"])
    func noReturn(text: String) throws {
        let folder = try Folder()
        try text.write(toFile: "\(folder.path)/return.json", atomically: true, encoding: .utf8)
        #expect(try Checker.python.run([Self.script, folder.path, folder.path]).status == 2)
    }
}
