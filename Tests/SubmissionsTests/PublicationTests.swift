import Foundation
import Platform
import Publications
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Submissions

@Suite("Publishing")
struct PublicationTests {
    private func position(_ desk: Desk) throws -> Int {
        let connection = try desk.connection()
        defer { connection.close() }
        return try PublicationRegister(connection).position()
    }

    private func returned(_ desk: Desk, _ quarter: String, into folder: String, _ more: String...) throws -> String {
        let made = try desk.run(
            [
                "return", "--area", "Lancashire", "--quarter", quarter, "--history", "0", "--output",
                "\(desk.home)/\(folder)",
            ] + more)
        #expect(made.status == 0, "\(made.said)")
        return made.said
    }

    private func manifest(_ desk: Desk, _ folder: String) throws -> [String: Any] {
        let file = try desk.contents("\(folder)/manifest.json")
        return try #require(try JSONSerialization.jsonObject(with: file) as? [String: Any])
    }

    @Test("a return is added once, and the same made again is the same to the last byte")
    func once() throws {
        let desk = try Desk()
        _ = try returned(desk, "2010-11Q4", into: "first")
        _ = try returned(desk, "2010-11Q3", into: "before")
        #expect(try position(desk) == 2)
        _ = try returned(desk, "2010-11Q4", into: "second")
        #expect(try position(desk) == 2)
        for name in desk.names(in: "first") {
            #expect(try desk.contents("first/\(name)") == desk.contents("second/\(name)"), "\(name)")
        }
        #expect(try manifest(desk, "first")["register"] as? Int == 0)
        #expect(try manifest(desk, "before")["register"] as? Int == 1)
        let listed = try desk.run("publications")
        #expect(listed.said.contains("return  first   Lancashire  2011-01-01 to 2011-03-31"), "\(listed.said)")
        let shown = try desk.run("publications", "show", "2")
        #expect(shown.said.contains("Weighed against: publications 1 to 1"), "\(shown.said)")
        #expect(try desk.run("publications", "show", "3").status == 66)
        #expect(try desk.run("warehouse", "status").said.contains("2 publications in the register"))
    }

    @Test("looking adds nothing, and says so; the internal form is neither added nor weighed")
    func looking() throws {
        let desk = try Desk()
        let report = ["report", "SETTLED", "--quarter", "2010-11Q4", "--level", "trust"]
        for _ in 1...2 {
            let looked = try desk.run(report)
            #expect(looked.status == 0 && looked.said.contains("and not added to it"), "\(looked.said)")
        }
        let unseen = try desk.run(report + ["--internal", "--output", "\(desk.home)/internal.csv"])
        #expect(unseen.status == 0 && !unseen.said.contains("added"), "\(unseen.said)")
        _ = try returned(desk, "2010-11Q4", into: "internal", "--internal")
        #expect(try manifest(desk, "internal")["register"] == nil)
        #expect(try position(desk) == 0)
        let written = try desk.run(report + ["--output", "\(desk.home)/report.csv"])
        #expect(written.status == 0 && !written.said.contains("added"), "\(written.said)")
        #expect(try desk.run("plot", "SETTLED", "--quarter", "2010-11Q4", "--level", "trust").status == 0)
        #expect(try position(desk) == 1)
        let plot = try desk.run(
            "plot", "SETTLED", "--quarter", "2010-11Q4", "--level", "trust", "--output", "\(desk.home)/plot.svg")
        #expect(plot.status == 0, "\(plot.said)")
        let connection = try desk.connection()
        #expect(try PublicationRegister(connection).entries().map(\.kind) == [.file, .plot])
    }

    @Test("rolling years made one after the other, each weighed against all before, are those made with --earlier")
    func rollingYears() throws {
        let desk = try Desk()
        try FileManager.default.removeItem(atPath: "\(desk.home)/modules/EMPLOYED.sql")
        let module = String(decoding: try desk.contents("modules/SETTLED.sql"), as: UTF8.self)
        // So few that some are suppressed, and differ from year to year.
        try desk.write(
            module.replacing("frequency: quarterly", with: "frequency: quarterly\ncounts: rolling-year").replacing(
                "accommodation = 'settled and suitable'",
                with: "accommodation = 'settled and suitable' and offender_id % 100 >= 12"),
            to: "modules/SETTLED.sql")
        try desk.trustModules()
        let quarters = ["2010-11Q1", "2010-11Q2", "2010-11Q3", "2010-11Q4"]
        try desk.write("published: []\n", to: "alone.yaml")
        for (number, quarter) in quarters.enumerated() {
            _ = try returned(desk, quarter, into: "register-\(quarter)")
            #expect(try manifest(desk, "register-\(quarter)")["register"] as? Int == number)
        }
        var earlier: [String] = ["--policy", "\(desk.home)/alone.yaml"]
        var suppressed = 0
        for quarter in quarters {
            let made = try desk.run(
                [
                    "return", "--area", "Lancashire", "--quarter", quarter, "--history", "0", "--output",
                    "\(desk.home)/earlier-\(quarter)",
                ] + earlier)
            #expect(made.status == 0, "\(made.said)")
            earlier += ["--earlier", "\(desk.home)/earlier-\(quarter)"]
            let found = try desk.contents("earlier-\(quarter)/return.json")
            suppressed += String(decoding: found, as: UTF8.self).components(separatedBy: "\"suppressed\"").count - 1
            #expect(try desk.contents("register-\(quarter)/return.json") == found, "\(quarter)")
        }
        #expect(suppressed > 0, "nothing was suppressed: nothing is tested")
    }

    @Test("what a file suppressed stays suppressed where late data make it large, unless nothing counts as published")
    func lateData() throws {
        let desk = try Desk()
        let connection = try desk.connection()
        try connection.execute(
            """
            update warehouse.termination set accommodation = 'not settled'
            where trust_id = (select area_id from warehouse.area where level = 'trust' and name = 'Dorset'
                and valid @> date '2010-12-31')
                and terminated_on >= date '2011-01-01' and terminated_on < date '2011-04-01'
                and offender_id % 100 > 2
            """)
        let report = [
            "report", "SETTLED", "--quarter", "2010-11Q4", "--level", "trust", "--area", "Dorset", "--format", "json",
        ]
        let written = try desk.run(report + ["--output", "\(desk.home)/report.json"])
        #expect(written.status == 0, "\(written.said)")
        #expect(String(decoding: try desk.contents("report.json"), as: UTF8.self).contains("\"suppressed\""))
        try connection.execute(
            "update warehouse.termination set accommodation = 'settled and suitable' where offender_id % 100 < 9")
        #expect(try desk.run(report).said.contains("\"suppressed\""))
        try desk.write("published: [returns, plots]\n", to: "others.yaml")
        #expect(!(try desk.run(report + ["--policy", "\(desk.home)/others.yaml"])).said.contains("\"suppressed\""))
    }

    @Test("a file that cannot be written is in the register all the same, which is said, unless it is seen beforehand")
    func notWritten() throws {
        let desk = try Desk()
        for command in [
            ["report", "SETTLED"], ["return", "--area", "Lancashire"], ["table", "--indicator", "SETTLED"],
        ] {
            let mistaken = try desk.run(
                command + ["--quarter", "2010-11Q4", "--output", "\(desk.home)/none/report.csv"])
            #expect(mistaken.status == 73 && mistaken.said.contains("there is no folder"), "\(mistaken.said)")
        }
        let folder = try desk.run("report", "SETTLED", "--quarter", "2010-11Q4", "--output", desk.home)
        #expect(folder.status == 73 && folder.said.contains("it is a folder"), "\(folder.said)")
        let file = try desk.run(
            "return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--output", "\(desk.home)/modules/SETTLED.sql")
        #expect(file.status == 73 && file.said.contains("it is not a folder"), "\(file.said)")
        #expect(try position(desk) == 0)
        let written = try desk.run("report", "SETTLED", "--quarter", "2010-11Q4", "--output", "/dev/full")
        #expect(written.status == 73, "\(written.said)")
        #expect(written.said.contains("The register has it all the same, as publication 1"), "\(written.said)")
        #expect(try position(desk) == 1)
    }

    @Test("two publications are weighed one after the other, and the second says that it waits")
    func oneAtATime() throws {
        let desk = try Desk()
        let connection = try desk.connection()
        let register = PublicationRegister(connection)
        try register.lock {}
        let second = try desk.start(
            ["report", "SETTLED", "--quarter", "2010-11Q4", "--output", "\(desk.home)/report.json"])
        try eventually("the second publication to wait", of: second) {
            second.output.contains("something else is being published")
        }
        #expect(try register.position() == 0)
        register.unlock()
        #expect(try second.waitForEnd() == 0, "\(second.output)")
        #expect(try register.position() == 1)
    }

    @Test("a submission is added before it is stored, and recomputed against the register as it was")
    func submissions() throws {
        let desk = try Desk(settings: "from: 2010-11Q3\npartnerships: [Lancashire, Cumbria]\n")
        for (number, quarter) in ["2010-11Q3", "2010-11Q4"].enumerated() {
            let submitted = try desk.run(
                "submit", "--area", "Lancashire", "--quarter", quarter, "--as-of", "2011-07-28")
            #expect(submitted.status == 0, "\(submitted.said)")
            let bundle = "submissions/Lancashire-\(quarter)-edition-1"
            #expect(try manifest(desk, bundle)["register"] as? Int == number)
        }
        let entries = try PublicationRegister(try desk.connection()).entries()
        #expect(entries.map(\.kind) == [.submission, .submission])
        #expect(entries.map(\.name) == ["Lancashire-2010-11Q3-edition-1", "Lancashire-2010-11Q4-edition-1"])
        #expect(entries.allSatisfy { $0.asOf != nil })
        // What is published later changes nothing about what was weighed then.
        _ = try returned(desk, "2011-12Q1", into: "later")
        let verified = try desk.run("submissions", "verify", "--recompute")
        #expect(verified.status == 0 && verified.said.contains("identical to the last byte"), "\(verified.said)")
    }
}
