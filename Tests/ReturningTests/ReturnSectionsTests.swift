import Foundation
import Host
import Provenance
import ReportKit
import Returns
import Testing

@testable import Returning

@Suite("What a return is made of")
struct ReturnSectionsTests {
    @Test("reports on the quarter and on earlier ones are apart, whatever else the modules gave")
    func apart() throws {
        let before = Made.quarter.advanced(by: -1)
        let sections = ReturnSections(
            [
                Made.outcome(
                    of: "/m/A.sql", .success(try Made.report("A")), earlier: [try Made.report("A", before)]),
                Made.outcome(of: "/m/B.sql", .failure(Made.failure(.noData, "/m/B.sql"))),
                Made.outcome(of: "/m/C.sql", .success(try Made.report("C"))),
                // Another file with the same indicator: neither its report nor its past counts.
                Made.outcome(
                    of: "/m/D.sql", .success(try Made.report("A")), earlier: [try Made.report("A", before)]),
            ], problems: [])
        #expect(sections.reports.map(\.indicator.id) == ["A", "C"])
        #expect(sections.reports.allSatisfy { $0.requested == .quarter(Made.quarter) })
        #expect(sections.earlier.map(\.requested) == [.quarter(before)])
        #expect(sections.missing.map(\.module) == ["B.sql", "D.sql"])
        #expect(sections.missing[0].reason == "B.sql: no data", "folders are not named")
        #expect(sections.notes.count == 2)
    }

    @Test(
        "what a failed module said, or what contradicts itself, stays out of the return, and is in the run's messages")
    func ownMessage() throws {
        let said = "/m/A.sql: observed is 3 of 2 in PT-LANCASHIRE, offender 4711"
        for kind in [WorkerFailure.Kind.module, .badData] {
            let failure = WorkerFailure(kind: kind, module: "/m/A.sql", message: said)
            let sections = ReturnSections([Made.outcome(of: "/m/A.sql", .failure(failure))], problems: [])
            let edition = Return(
                areas: [Made.area], quarter: Made.quarter, reports: [], missing: sections.missing)
            let files = try edition.files(program: Provenance(version: "test", commit: nil))
            #expect(
                files.contains {
                    String(decoding: $0.contents, as: UTF8.self).contains("the messages of the run say how")
                })
            for file in files where !file.name.hasSuffix(".ods") {
                let text = String(decoding: file.contents, as: UTF8.self)
                #expect(!text.contains("4711") && !text.contains("3 of 2"), "\(kind), \(file.name)")
            }
            #expect(sections.notes == [said])
        }
    }

    @Test("the gravest reason decides, and an indicator that was never given data is none while there are others")
    func gravest() throws {
        let report = Made.outcome(of: "/m/R.sql", .success(try Made.report("R")))
        func gravest(_ kinds: WorkerFailure.Kind..., with others: [ModuleOutcome] = []) -> WorkerFailure.Kind? {
            let failed = kinds.map { Made.outcome(of: "/m/A.sql", .failure(Made.failure($0))) }
            return ReturnSections(failed + others, problems: []).gravest?.kind
        }
        #expect(gravest(with: [report]) == nil)
        #expect(gravest(.noData, .module, .notComplete) == .module)
        #expect(gravest(.noData, .notComplete) == .notComplete)
        #expect(gravest(.badData, .noData) == .noData)
        #expect(gravest(.notTrusted, .notOffered) == .notOffered)
        #expect(gravest(.notHeld, with: [report]) == nil)
        #expect(gravest(.notHeld) == .notHeld)
        let refused = ReturnSections([report], problems: [.untrusted(file: "/m/X.sql")])
        #expect(refused.gravest?.kind == .notTrusted)
    }

    @Test("an incomplete return is written where there is none, and does not replace one")
    func incomplete() throws {
        let folder = try Folder()
        let report = Made.outcome(of: "/m/R.sql", .success(try Made.report("R")))
        let failed = Made.outcome(of: "/m/A.sql", .failure(Made.failure(.module)))
        let edition = Return(areas: [Made.area], quarter: Made.quarter, reports: [], missing: [])
        func made(_ outcomes: [ModuleOutcome], _ text: String) -> MadeReturn {
            MadeReturn(
                areas: [Made.area], sections: ReturnSections(outcomes, problems: []),
                result: .success(
                    FinishedReturn(edition: edition, files: [ReturnFile(name: "manifest.json", contents: text)])))
        }
        func contents() throws -> String { try String(contentsOfFile: "\(folder.path)/manifest.json", encoding: .utf8) }
        _ = try made([report, failed], "incomplete").write(into: folder.path)
        #expect(try contents() == "incomplete")
        let error = #expect(throws: ReturningError.self) {
            try made([report, failed], "again").write(into: folder.path)
        }
        #expect(error?.description.contains("does not replace") == true)
        #expect(try contents() == "incomplete")
        _ = try made([report], "complete").write(into: folder.path)
        #expect(try contents() == "complete")
    }

    @Test("what is not a return is not written")
    func nothing() throws {
        let folder = try Folder()
        let sections = ReturnSections([Made.outcome(of: "/m/A.sql", .failure(Made.failure(.noData)))], problems: [])
        let made = MadeReturn(
            areas: [Made.area], sections: sections, result: .failure(.noReport(gravest: sections.gravest)))
        #expect(throws: ReturningError.self) { try made.write(into: "\(folder.path)/return") }
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/return"))
    }

    @Test("four quarters are drawn of what is worth following, or as many as are asked for of everything")
    func earlierQuarters() throws {
        let before = (1...4).reversed().map { ReportPeriod.quarter(Made.quarter.advanced(by: -$0)) }
        #expect(EarlierQuarters().periods(before: Made.quarter) == before)
        #expect(EarlierQuarters(1).periods(before: Made.quarter) == before.suffix(1))
        #expect(EarlierQuarters(0).periods(before: Made.quarter).isEmpty)
        #expect(!EarlierQuarters().areOfAll && EarlierQuarters(4).areOfAll)
        #expect(try !Made.report("A").isWorthFollowing(in: [Made.area]))
        #expect(try !Made.report("A", verdict: .notEnoughData).isWorthFollowing(in: [Made.area]))
        #expect(try Made.report("A", verdict: .significantlyWorse).isWorthFollowing(in: [Made.area]))
        #expect(try !Made.report("A", verdict: .significantlyWorse).isWorthFollowing(in: []))
    }
}
