import Foundation
import TestSupport
import Testing

@testable import Submissions

@Suite("The returns of one run")
struct TogetherTests {
    private static let partnerships = ["Lancashire", "Cumbria", "Kent"]

    /// - Parameters:
    ///   - names: the partnerships in the order of the settings.
    ///   - more: further lines of the settings.
    private func desk(_ names: [String], _ more: String = "") throws -> Desk {
        let desk = try Desk(
            settings: "from: 2010-11Q4\nrevise: 400\npartnerships: [\(names.joined(separator: ", "))]\n\(more)")
        let module = String(decoding: try desk.contents("modules/SETTLED.sql"), as: UTF8.self)
        // So few that some are suppressed, and differ from year to year.
        try desk.write(
            module.replacing("frequency: quarterly", with: "frequency: quarterly\ncounts: rolling-year").replacing(
                "accommodation = 'settled and suitable'",
                with: "accommodation = 'settled and suitable' and offender_id % 100 >= 12"),
            to: "modules/SETTLED.sql")
        try desk.trustModules()
        return desk
    }

    private func bundle(_ name: String, _ edition: Int = 1) -> String { "outbox/\(name)-2010-11Q4-edition-\(edition)" }

    private func manifest(_ desk: Desk, _ folder: String) throws -> [String: Any] {
        let file = try desk.contents("\(folder)/manifest.json")
        return try #require(try JSONSerialization.jsonObject(with: file) as? [String: Any])
    }

    @Test("are weighed together: the same whatever their order, and again when they are recomputed one by one")
    func order() throws {
        let desks = try [Self.partnerships, Self.partnerships.reversed()].map { names in
            let desk = try desk(names)
            // Adjoining years that were published before.
            for quarter in ["2010-11Q2", "2010-11Q3"] {
                let before = try desk.run(
                    "return", "--area", "Kent", "--quarter", quarter, "--output", "\(desk.home)/\(quarter)")
                #expect(before.status == 0, "\(before.said)")
            }
            let run = try desk.run("submit", "--due", "--as-of", "2011-07-29")
            #expect(run.status == 0, "\(run.said)")
            return desk
        }
        var suppressed = 0
        for name in Self.partnerships {
            let files = desks[0].names(in: bundle(name))
            // The statement names the state of its own ledger, in which the others come before or after.
            let own = files.filter { !$0.hasPrefix("submission.") }
            #expect(own.contains("return.json") && own.contains("manifest.json"), "\(files)")
            for file in own {
                let path = "\(bundle(name))/\(file)"
                #expect(try desks[0].contents(path) == desks[1].contents(path), "\(path)")
            }
            let found = try manifest(desks[0], bundle(name))
            #expect((found["weighedWith"] as? [[String]])?.count == 2 && found["register"] as? Int == 2)
            let figures = String(decoding: try desks[0].contents("\(bundle(name))/return.json"), as: UTF8.self)
            suppressed += figures.components(separatedBy: "\"suppressed\"").count - 1
        }
        #expect(suppressed > 0, "nothing was suppressed: nothing is tested")
        let verified = try desks[0].run("submissions", "verify", "--recompute")
        #expect(verified.status == 0 && verified.said.contains("identical to the last byte"), "\(verified.said)")
    }

    @Test("are compared with the partnerships' own groups, which are kept for when they are recomputed")
    func comparators() throws {
        let desk = try desk(["Lancashire", "Kent"])
        let codes = ["PT-CUMBRIA", "PT-MERSEYSIDE", "PT-GREATER-MANCHESTER"]
        try desk.write("PT-LANCASHIRE: [\(codes.joined(separator: ", "))]\n", to: "comparators.yaml")
        let run = try desk.run("submit", "--due", "--as-of", "2011-07-29")
        #expect(run.status == 0, "\(run.said)")
        for name in ["Lancashire", "Kent"] {
            let kept = try #require(try manifest(desk, bundle(name))["comparators"] as? [[String: Any]])
            #expect(kept.map { $0["area"] as? String } == ["PT-LANCASHIRE"], "\(name)")
            #expect(kept.first?["members"] as? [String] == codes)
        }
        let summary = String(decoding: try desk.contents("\(bundle("Lancashire"))/summary.txt"), as: UTF8.self)
        #expect(summary.contains("chosen by the partnership"), "\(summary)")
        try desk.write("PT-LANCASHIRE: [PT-KENT, PT-ESSEX, PT-CUMBRIA]\n", to: "comparators.yaml")
        let verified = try desk.run("submissions", "verify", "--recompute")
        #expect(verified.status == 0 && verified.said.contains("identical to the last byte"), "\(verified.said)")
        try desk.write("PT-LANCASHIRE:\n  - PT-KENT\n  - PT-ESSX\n  - PT-CUMBRIA\n", to: "comparators.yaml")
        let wrong = try desk.run("submit", "--due", "--as-of", "2011-10-31")
        #expect(wrong.status == 78 && wrong.said.contains("comparators.yaml, line 3"), "\(wrong.said)")
    }

    @Test("are weighed anew where somebody else publishes meanwhile")
    func meanwhile() throws {
        let desk = try desk(Self.partnerships)
        // The first delivery publishes the quarter before.
        let script = try desk.script(
            "send",
            "test -e \(desk.home)/before || LAA_HOME=\(desk.home) LAA_MODULES=\(desk.home)/modules "
                + "\(Built.program) return --area Kent --quarter 2010-11Q3 --output \(desk.home)/before "
                + "--database '\(desk.database)' >\(desk.home)/said 2>&1")
        try desk.write(
            "from: 2010-11Q4\npartnerships: [Lancashire, Cumbria, Kent]\ndeliver: {command: [\(script)]}\n",
            to: "submissions.yaml")
        let run = try desk.run("submit", "--due", "--as-of", "2011-07-29")
        #expect(run.status == 0, "\(run.said)")
        let said = (try? desk.contents("said")).map { String(decoding: $0, as: UTF8.self) }
        #expect(desk.names(in: "before").contains("return.json"), "\(said ?? "")")
        let positions = try Self.partnerships.map { try manifest(desk, bundle($0))["register"] as? Int }
        #expect(Set(positions) == [0, 2], "\(positions)")
        let verified = try desk.run("submissions", "verify", "--recompute")
        #expect(verified.status == 0 && verified.said.contains("identical to the last byte"), "\(verified.said)")
    }

    @Test("of a quarter are revised together too")
    func revised() throws {
        let desk = try desk(Self.partnerships)
        #expect(try desk.run("submit", "--due", "--as-of", "2011-07-29").status == 0)
        let connection = try desk.connection()
        try connection.execute(
            """
            insert into warehouse.vintage (kind, source_system, covers_from, covers_through, extracted_on, loaded_at)
            values ('terminations', 'made up', '2011-01-01', '2011-03-31', '2011-08-01', '2011-08-01 12:00');
            insert into warehouse.coverage (vintage_id, area_id, covers_from, covers_through)
            select max(vintage_id), null, '2011-01-01', '2011-03-31' from warehouse.vintage;
            """)
        try Fixture.coverEveryArea(connection)
        let late = try desk.run("submit", "--due", "--as-of", "2011-08-02")
        #expect(late.status == 0, "\(late.said)")
        let verified = try desk.run("submissions", "verify", "--recompute")
        #expect(verified.status == 0, "\(verified.said)")
    }
}
