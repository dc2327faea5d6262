import Foundation
import TestSupport
import Testing
import Warehouse

@Suite("laa load")
struct LoadCommandTests {
    private static let heading = "snapshot_date,pnc,sex,trust,pnc_matched"

    private func row(_ person: Int, matched: String = "yes") -> String {
        "2010-12-31,2001/000000\(person)A,male,PT-LANCASHIRE,\(matched)"
    }

    private func load(
        _ lines: [String], _ words: String..., in folder: Folder, database: String
    ) throws -> Command {
        let path = "\(folder.path)/extract.csv"
        try Data((([Self.heading] + lines).joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        return try Command(
            ["load", "caseload", path] + words, database: database, environment: ["LAA_HOME": "\(folder.path)/home"])
    }

    @Test("real rows are kept out of a sample, with exit code 65 and what to do; no key is made for them")
    func besideSample() throws {
        let folder = try Folder()
        let refused = try load([row(1)], in: folder, database: SampleWarehouse.database)
        #expect(refused.status == 65 && refused.output.isEmpty)
        #expect(refused.errors.contains("--beside-sample") && refused.errors.contains("laa warehouse create"))
        #expect(try folder.names() == ["extract.csv"])

        let database = try SampleWarehouse.fresh()
        let loaded = try load([row(1)], "--beside-sample", in: folder, database: database)
        #expect(loaded.status == 0 && loaded.output.contains("rows loaded       1\n"), "\(loaded.errors)")
        #expect(loaded.output.contains("synthetic sample"))
    }

    @Test("rows that the file lacks are counted, and with --complete withdrawn; a row turned away stops that with 65")
    func complete() throws {
        let folder = try Folder()
        let database = try SampleWarehouse.empty()
        #expect(try load([row(1), row(2), row(3)], in: folder, database: database).output.contains("not in file  0\n"))
        let partial = try load([row(1)], in: folder, database: database)
        #expect(partial.output.contains("rows not in file  2 of the days covered: without --complete they stay"))

        let stopped = try load([row(1), row(2, matched: "perhaps")], "--complete", in: folder, database: database)
        #expect(stopped.status == 65 && stopped.output.isEmpty, "\(stopped.errors)")
        #expect(stopped.errors.contains("without --complete"))
        #expect(try folder.names().contains("extract.csv.rejected.csv"))

        let complete = try load([row(1)], "--complete", in: folder, database: database)
        #expect(complete.status == 0, "\(complete.errors)")
        #expect(complete.output.contains("rows not in file  2\nrows withdrawn    2\n"))
        #expect(try !folder.names().contains("extract.csv.rejected.csv"))
        let left = try Fixture.connection(to: database).query("select count(*) from reporting.caseload")
        #expect(try left[0].get(0, as: Int.self) == 1)
        #expect(try load([], "--complete", in: folder, database: database).status == 65)
    }
}
