import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@Suite("NI 18 against predictions made here")
struct ModelChoiceTests {
    /// A sample scored by OGRS3, by a three-month model in two versions, the second of which refuses people whose
    /// tier is not known, and by one that was fitted on its baseline year; for reading only.
    static let scored = Result {
        let database = try SampleWarehouse.fresh()
        _ = try require(Command("predict", "ogrs3", database: database))
        let folder = try Folder()
        for (version, missing) in [("1", "0"), ("2", "\"refuse\"")] {
            let model = """
                {"name": "mine", "version": "\(version)", "horizonMonths": 3, "fittedOn": "nothing", "intercept": -2,
                "terms": [{"name": "tier", "input": "tier", "levels": {"1": 0, "2": 0.1, "3": 0.2, "4": 0.3},
                "missing": \(missing)}]}
                """
            try Data(model.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/model.json"))
            _ = try require(Command("predict", "apply", "\(folder.path)/model.json", database: database))
        }
        try fitOwn(in: database)
        return database
    }

    /// Fits a model, own@1, on the sample's baseline year, and applies it.
    private static func fitOwn(in database: String) throws {
        let folder = try Folder()
        let specification = """
            name: own
            version: 1
            terms:
              - factor: tier
              - number: log-sanctions
            """
        let path = "\(folder.path)/own"
        try Data(specification.utf8).write(to: URL(fileURLWithPath: "\(path).yaml"))
        _ = try require(
            Command(
                "predict", "fit", "\(path).yaml", "--baseline", "2008-04-01..2009-03-31", "--output", "\(path).json",
                "--store", database: database))
        _ = try require(Command("predict", "apply", "\(path).json", database: database))
    }

    private struct Failed: Error {
        let message: String
    }

    private static func require(_ command: Command) throws -> Command {
        if command.status != 0 { throw Failed(message: command.errors) }
        return command
    }

    private func report(_ words: String...) throws -> Command {
        try Command(["report", "NI18", "--quarter", "2010-11Q4"] + words, database: Self.scored.get())
    }

    private func sum(_ model: String, _ sql: String) throws -> Double {
        try Fixture.connection(to: Self.scored.get()).query(
            """
            select (\(sql))::double precision
            from reporting.caseload c
            left join (reporting.prediction p join reporting.prediction_model m using (model_id))
                on p.snapshot_date = c.snapshot_date and p.offender_id = c.offender_id
                and m.name || '@' || m.version = $1
            where c.pnc_matched and c.snapshot_date in ('2010-03-31', '2010-06-30', '2010-09-30', '2010-12-31')
            """, [.text(model)])[0].get(0)
    }

    @Test("a fresh sample can be scored by OGRS3, nearly all of it")
    func scored() throws {
        let connection = try Fixture.connection(to: Self.scored.get())
        let row = try connection.query(
            """
            select sum(predicted_rows)::float8 / sum(caseload_rows) as share
            from reporting.prediction_run join reporting.prediction_model using (model_id) where name like 'OGRS3%'
            """)[0]
        #expect(try (0.93...0.99).contains(row.get("share", as: Double.self)))
        let mean = try sum("OGRS3 one-year@nine_decimal", "avg(p.predicted)")
        #expect((0.2...0.5).contains(mean), "\(mean)")
    }

    @Test("the model's predictions take the place of those loaded; a row without one is left out, and counted")
    func replaced() throws {
        let json = try report("--model", "mine@2", "--format", "json").json()
        let finding = try #require((json["findings"] as? [[String: Any]])?.first)
        #expect(try finding["n"] as? Double == sum("mine@2", "count(p.predicted)"))
        let expected = try #require(finding["expected"] as? Double)
        #expect(abs(try expected / sum("mine@2", "sum(p.predicted)") - 1) < 1e-12)
        let measures = try #require(
            (json["dataQuality"] as? [String: Any])?["measures"] as? [[String: Any]])
        let missing = measures.first { $0["measure"] as? String == "prediction" }?["count"] as? Double
        // Rounded down to a multiple of ten.
        #expect(try missing == (sum("mine@2", "count(*) filter (where p.predicted is null)") / 10).rounded(.down) * 10)
        let caveats = try #require(json["caveats"] as? [String])
        #expect(caveats.contains("Predicted by: mine, version 2."))
        #expect(caveats.contains { $0.contains("predictions were made in this warehouse") })
        #expect(!caveats.contains { $0.contains("NOT COMPARABLE") })
    }

    @Test("without --model, the predictions that came with the caseload are used as ever")
    func loaded() throws {
        let mine = try report("--format", "json")
        let json = try mine.json()
        let finding = try #require((json["findings"] as? [[String: Any]])?.first)
        let expected = try #require(finding["expected"] as? Double)
        #expect(abs(try expected / sum("", "sum(c.predicted)") - 1) < 1e-12)
        #expect((json["caveats"] as? [String])?.contains { $0.contains("synthetic 3-month model") } == true)
    }

    @Test("a model for another time than the figure's is named as not comparable, and nothing is judged by it")
    func horizon() throws {
        let table = try report("--model", "OGRS3 one-year")
        #expect(table.status == 0 && table.output.contains("OGRS3 one-year, version nine_decimal"), "\(table.errors)")
        #expect(table.output.contains("NOT COMPARABLE") && table.output.contains("not judged"))
        #expect(!table.output.contains("significantly better"))
    }

    @Test("what cannot be is refused, with the names at hand")
    func refused() throws {
        let unknown = try report("--model", "OGRS")
        #expect(unknown.status == 66 && unknown.errors.contains("OGRS3 one-year@nine_decimal"), "\(unknown.errors)")
        let version = try report("--model", "mine@3")
        #expect(version.status == 66 && version.errors.contains("mine@1; mine@2"))
        let several = try report("--model", "mine")
        #expect(several.status == 64 && several.errors.contains("mine@1; mine@2"))
        for indicator in ["NI143", "NI30"] {
            let none = try Command(
                "report", indicator, "--quarter", "2009-10Q4", "--model", "mine@1", database: Self.scored.get(),
                environment: ["LAA_MODULES": Built.folder])
            #expect(none.status == 64 && none.errors.contains("leave out --model"), "\(none.errors)")
        }
        let nowhere = try Command("report", "NI18", "--quarter", "2010-11Q4", "--model", "mine")
        #expect(nowhere.status == 66 && nowhere.errors.contains("laa predict"))
    }

    @Test("a model that predicted nobody of the cohort is refused, with what to do")
    func nobody() throws {
        let database = try SampleWarehouse.fresh()
        try Fixture.connection(to: database).execute(
            """
            insert into warehouse.prediction_model (model_id, name, version, horizon_months, fitted_on)
            values (9, 'bare', '1', 3, 'nothing');
            insert into warehouse.prediction_run (model_id, caseload_rows, predicted_rows) values (9, 1, 0);
            """)
        let command = try Command("report", "NI18", "--quarter", "2010-11Q4", "--model", "bare", database: database)
        #expect(command.status == 66 && command.errors.contains("Run 'laa predict' again"), "\(command.errors)")
    }

    // Of a quarter whose people no other test publishes by another model: disclosure control would not let both out.
    @Test("verdicts allow for how uncertain a fitted model's predictions are where that is asked for")
    func uncertain() throws {
        func figures(_ words: String...) throws -> (finding: [String: Any], uncertainty: [String: Any], p: Double) {
            let command = try Command(
                ["report", "NI18", "--quarter", "2009-10Q4", "--level", "region", "--by", "sex", "--format", "json"]
                    + words, database: Self.scored.get())
            let findings = try #require(try command.json()["findings"] as? [[String: Any]])
            let finding = try #require(
                findings.first { ($0["predictionUncertainty"] as? [String: Any])?["standardError"] != nil })
            let tests = try #require(finding["tests"] as? [String: Any])
            let judging = try #require(tests["judging"] as? [String: Any])
            return (
                finding, try #require(finding["predictionUncertainty"] as? [String: Any]),
                try #require(judging["p"] as? Double)
            )
        }
        let without = try figures("--model", "own")
        let error = try #require(without.uncertainty["standardError"] as? Double)
        let variance = try #require(without.finding["variance"] as? Double)
        #expect(error > 0 && error * error < variance)
        #expect(try #require(without.uncertainty["widening"] as? Double) > 1)
        #expect((without.uncertainty["without"] as? [String: Any])?["p"] as? Double == without.p)
        #expect(without.uncertainty["judged"] as? Bool == false)
        let with = try figures("--model", "own", "--prediction-uncertainty")
        #expect((with.uncertainty["with"] as? [String: Any])?["p"] as? Double == with.p && with.p > without.p)
        #expect(with.uncertainty["judged"] as? Bool == true)
        let given = try report("--model", "mine@1", "--format", "json").json()
        let finding = try #require((given["findings"] as? [[String: Any]])?.first)
        #expect(finding["predictionUncertainty"] is NSNull)
    }

    @Test("where it is not known how uncertain predictions are, allowing for it is refused, with what to do")
    func notKnown() throws {
        let loaded = try report("--prediction-uncertainty")
        #expect(loaded.status == 64 && loaded.errors.contains("needs --model"), "\(loaded.errors)")
        let given = try report("--model", "mine@1", "--prediction-uncertainty")
        #expect(given.status == 66 && given.errors.contains("not fitted by 'laa predict fit'"), "\(given.errors)")
        let own = try Command(
            "report", "NI18", "--quarter", "2008-09Q4", "--model", "own", "--prediction-uncertainty",
            database: Self.scored.get())
        #expect(own.status == 66 && own.errors.contains("fitted on these very snapshots"), "\(own.errors)")
    }

    @Test(
        "submissions are judged by the model of their settings, and are made again by it whatever the settings say then"
    )
    func submitted() throws {
        let database = try SampleWarehouse.fresh()
        try Self.fitOwn(in: database)
        let home = try Folder()
        func laa(_ settings: String, _ words: String...) throws -> Command {
            let text = "from: 2010-11Q4\npartnerships: [Lancashire]\nindicators: [NI18, NI143]\n\(settings)"
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(home.path)/submissions.yaml"))
            return try Command(words, database: database, environment: ["LAA_HOME": home.path])
        }
        let unknown = try laa("model: own@2\n", "submit", "--due", "--as-of", "2011-12-30")
        #expect(unknown.status != 0 && unknown.errors.contains("own@1"), "\(unknown.errors)")
        let due = try laa("model: own@1\nprediction-uncertainty: true\n", "submit", "--due", "--as-of", "2011-12-30")
        #expect(due.status == 0, "\(due.errors)")
        let bundle = "submissions/Lancashire-2010-11Q4-edition-1"
        let manifest = try #require(
            JSONSerialization.jsonObject(with: home.contents("\(bundle)/manifest.json")) as? [String: Any])
        #expect(manifest["model"] as? String == "own@1" && manifest["predictionUncertainty"] as? Bool == true)
        let made = String(decoding: try home.contents("\(bundle)/return.json"), as: UTF8.self)
        #expect(made.contains("\"judged\" : true") && made.contains("Predicted by: own, version 1"))
        let verified = try laa("", "submissions", "verify", "--recompute")
        #expect(verified.status == 0 && verified.output.contains("identical to the last byte"), "\(verified.errors)")
    }

    @Test("a model's check by group is what NI 18's report by it shows, and every chart is drawn")
    func groups() throws {
        let folder = try Folder()
        let check = try Command(
            "predict", "check", "own@1", "--folds", "2", "--quarter", "2009-10Q4", "--format", "json", "--plots",
            "\(folder.path)/plots", database: Self.scored.get())
        #expect(check.status == 0, "\(check.errors)")
        let json = try check.json()
        let quarter = try #require(json["quarter"] as? [String: Any])
        let groups = try #require(quarter["groups"] as? [String: [[String: Any]]])
        #expect(quarter["quarter"] as? String == "2009-10Q4" && json["groups"] == nil)
        #expect(groups.keys.sorted() == ["age-band", "ethnicity", "sex", "trust"])
        let report = try Command(
            "report", "NI18", "--quarter", "2009-10Q4", "--model", "own@1", "--by", "ethnicity", "--format", "json",
            database: Self.scored.get()
        ).json()
        let findings = try #require(report["findings"] as? [[String: Any]])
        #expect(groups["ethnicity"]?.count == findings.count)
        for (row, finding) in zip(groups["ethnicity"] ?? [], findings) {
            #expect(row["level"] as? String == (finding["breakdown"] as? [String: Any])?["value"] as? String)
            #expect(row["observed"] as? Int == finding["observed"] as? Int)
            #expect(row["expected"] as? Double == finding["expected"] as? Double)
        }
        let names = [
            "area-under-curve", "brier-score", "calibration", "groups", "in-the-large", "roc", "slope",
        ]
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/plots").sorted()
                == names.map { "\($0).svg" })
        for name in names {
            let svg = String(decoding: try folder.contents("plots/\(name).svg"), as: UTF8.self)
            #expect(svg.contains("</svg>") && svg.contains("SYNTHETIC DATA"))
        }
        let note = try Command(
            "report", "NI18", "--quarter", "2009-10Q4", "--model", "own@1", database: Self.scored.get())
        #expect(note.output.contains("calibration in the large"), "\(note.output)")
    }

    @Test("a return takes the model where it can be taken, and other indicators as they are")
    func inReturn() throws {
        let folder = try Folder()
        let command = try Command(
            "return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--output", "\(folder.path)/return", "--model",
            "mine@1", database: Self.scored.get(), environment: ["LAA_MODULES": Built.folder])
        let text = String(decoding: try folder.contents("return/return.json"), as: UTF8.self)
        #expect(text.contains("Predicted by: mine, version 1."), "\(command.errors)")
        #expect(text.contains("NI143"))
        let unknown = try Command(
            "return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--output", "\(folder.path)/other", "--model",
            "none", database: Self.scored.get(), environment: ["LAA_MODULES": Built.folder])
        #expect(unknown.status == 66)
        #expect(try folder.names() == ["return"])
    }
}
