import Foundation
import TestSupport
import Testing

@Suite("laa predict")
struct PredictTests {
    static let people = """
        gender,date_of_birth,date_of_current_conviction,date_at_start_of_followup,total_sanctions,\
        age_at_first_sanction,offence_code
        MALE,1984-03-10,2010-06-01,2010-07-01,3,18,03900
        MALE,1984-03-10,2010-06-01,2010-07-01,3,18,08800

        """

    @Test("a file is scored without a warehouse, and the output appears whole or not at all")
    func file() throws {
        let folder = try Folder()
        try Data(Self.people.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/in.csv"))
        let words = ["predict", "ogrs3", "--file", "\(folder.path)/in.csv", "--output"]
        let scored = try Command(words + ["\(folder.path)/out.csv"], database: nil)
        #expect(scored.status == 0 && scored.output.isEmpty, "\(scored.errors)")
        #expect(scored.errors.contains("2 read = 1 scored + 1 refused"))
        let text = String(decoding: try folder.contents("out.csv"), as: UTF8.self)
        #expect(text.contains(",29,46,LOW,\r\n") && text.contains(",,,,,NEED_DETAILS_OF_EXACT_OFFENCE\r\n"))
        let full = try Command(
            words + ["\(folder.path)/full.csv"], database: nil, through: "ulimit -f 0; exec \"$@\"")
        #expect(full.status == 73, "\(full.errors)")
        #expect(try folder.names() == ["in.csv", "out.csv"])
    }

    @Test(
        "each mistake has its exit code, and a message that says what to do",
        arguments: [
            (["predict", "ogrs3", "--file", "/nowhere.csv"], 66, "No such file"),
            (["predict", "ogrs3", "--file", "/dev/null"], 65, "the file is empty"),
            (["predict", "ogrs3", "--output", "x.csv"], 64, "--output needs --file"),
            (["predict", "ogrs3", "--coefficients", "ten"], 64, "nine_decimal"),
            (["predict", "ogrs3", "--cap-sanctions", "0"], 64, "1 to 1000"),
            (["predict", "ogrs3", "--cap-sanctions", "9223372036854775807"], 64, "1 to 1000"),
            (["predict", "apply", "/nowhere.json"], 66, "No such file"),
            (["predict", "apply", "/dev/null"], 65, "this is not JSON"),
            (["predict", "calibration", "--quarter", "2030-31Q1"], 66, "laa predict ogrs3"),
            (["predict", "calibration", "--quarter", "2011-12Q4"], 75, "re-offences are loaded through"),
            (["predict", "calibration"], 64, "--history"),
            (
                ["predict", "fit", "/nowhere.yaml", "--baseline", "2008-04-01..2009-03-31", "--output", "/tmp/x"], 66,
                "No such"
            ),
            (["predict", "fit", "x.yaml", "--baseline", "2008", "--output", "x.json"], 64, "is not a period"),
            (["predict", "fit", "x.yaml", "--baseline", "2008-04-01..2009-03-31"], 64, "--output"),
            (
                ["predict", "fit", "x.yaml", "--baseline", "2008-04-01..2009-03-31", "--output", "x", "--ridge", "0"],
                64,
                "a number above 0"
            ),
            (["predict", "check", "nothing"], 66, "no file and no stored model 'nothing'"),
            (["predict", "check", "nothing", "--folds", "1"], 64, "2 to 100"),
            (["predict", "compare", "nothing", "else"], 66, "no stored model 'nothing'"),
            (["predict", "calibration", "--history", "--model", "none"], 66, "no calibration is recorded"),
        ])
    func refused(words: [String], status: Int, message: String) throws {
        let command = try Command(words)
        #expect(command.status == status, "\(command.errors)")
        #expect(command.errors.contains(message), "\(command.errors)")
        #expect(command.output.isEmpty)
    }

    @Test("a model that is no JSON is refused with the place of the mistake, in the program's own words")
    func notJSON() throws {
        let folder = try Folder()
        for (text, place) in [
            ("{\"name\":\n  oops}", "this is not JSON: see line 2, column "),
            (String(repeating: "[", count: 100_000), "this is not JSON: see line 1, column "),
        ] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/model.json"))
            let command = try Command("predict", "apply", "\(folder.path)/model.json")
            #expect(command.status == 65 && command.errors.contains("model.json: \(place)"), "\(command.errors)")
            let words = try #require(command.errors.split(separator: "column ").last)
            #expect(words.wholeMatch(of: /[0-9]+\. Correct it\.\n/) != nil, "\(command.errors)")
        }
    }

    @Test("a sample's predictions are calibrated, as a table and as JSON")
    func calibration() throws {
        let table = try Command("predict", "calibration", "--quarter", "2009-10Q4")
        #expect(table.status == 0 && table.output.contains("SYNTHETIC DATA"), "\(table.errors)")
        #expect(table.output.contains("synthetic 3-month model, version 1: 3 months"))
        let json = try Command("predict", "calibration", "--quarter", "2009-10Q4", "--format", "json").json()
        let model = try #require((json["models"] as? [[String: Any]])?.first)
        let slope = try #require(model["slope"] as? Double)
        #expect((0.8...1.2).contains(slope) && (model["deciles"] as? [Any])?.count == 10)
        let history = try Command("predict", "calibration", "--history", "--quarter", "2009-10Q4")
        #expect(
            history.status == 0 && history.output.contains("  2009-10Q4  synthetic 3-month model, v"),
            "\(history.errors)")
        // Other tests may record calibrations of other quarters in the same warehouse.
        let kept = try Command("predict", "calibration", "--history", "--quarter", "2009-10Q4", "--format", "json")
            .json()["calibrations"]
        let slopes = try #require(kept as? [[String: Any]]).filter { $0["name"] as? String == model["name"] as? String }
        #expect(!slopes.isEmpty && slopes.allSatisfy { $0["slope"] as? Double == slope })
    }

    @Test("a sample's baseline year is fitted and checked; the model's file appears whole or not at all")
    func fit() throws {
        let folder = try Folder()
        let specification = """
            name: own
            version: 1
            terms:
              - factor: sex
              - factor: tier
                missing: level
            """
        try Data(specification.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/own.yaml"))
        let words = ["predict", "fit", "\(folder.path)/own.yaml", "--baseline", "2008-04-01..2009-03-31", "--output"]
        let fitted = try Command(words + ["\(folder.path)/own.json"])
        #expect(fitted.status == 0 && fitted.output.contains("SYNTHETIC DATA"), "\(fitted.errors)")
        #expect(fitted.output.contains("tier: missing") && fitted.output.contains("Deviance"))
        let full = try Command(words + ["\(folder.path)/full.json"], through: "ulimit -f 0; exec \"$@\"")
        #expect(full.status == 73, "\(full.errors)")
        #expect(try folder.names() == ["own.json", "own.yaml"])
        let check = try Command(
            "predict", "check", "\(folder.path)/own.json", "--folds", "2", "--plot", "\(folder.path)/own.svg")
        #expect(check.status == 0 && check.output.contains("Cross-validated"), "\(check.errors)")
        #expect(String(decoding: try folder.contents("own.svg"), as: UTF8.self).contains("<svg"))
        let compare = try Command("predict", "compare", "\(folder.path)/own.json", "\(folder.path)/own.json")
        #expect(compare.status == 0 && compare.output.contains("own@1"), "\(compare.errors)")
        let typing = specification.replacing("factor: tier", with: "factor: tire")
        try Data(typing.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/own.yaml"))
        let refused = try Command(words + ["\(folder.path)/other.json"])
        #expect(refused.status == 65 && refused.errors.contains("line 5: 'tire' is not a factor; is 'tier' meant?"))
    }
}
