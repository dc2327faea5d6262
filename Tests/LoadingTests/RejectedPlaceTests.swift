import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Loading

@Suite("The list of rejected rows")
struct RejectedPlaceTests {
    @Test("goes where it is asked to, in place of an earlier list, and never of another file")
    func chosen() throws {
        let desk = try Desk()
        let lines = [Desk.heading, Desk.row, Desk.row.replacing("2010-12-31", with: "2010-12-30")]
        let list = desk.folder + "/list.csv"
        for _ in 1...2 {
            #expect(try desk.load(lines) { $0.rejectedList = list }.rejectedFile == list)
            #expect(try String(contentsOfFile: list, encoding: .utf8).contains("2010-12-30"))
        }
        #expect(try desk.load(Array(lines.prefix(2))) { $0.rejectedList = list }.rejectedFile == nil)
        #expect(access(list, F_OK) != 0, "an earlier run's list is removed")
        let extract = desk.folder + "/extract.csv"
        for path in [extract, desk.folder, "/dev/null"] {
            let error = #expect(throws: LoadError.notAList(path: path)) {
                try desk.load(lines) { $0.rejectedList = path }
            }
            #expect(error?.exitCode == .cannotWrite && error?.description.contains("--rejected") == true)
        }
        #expect(throws: LoadError.self) { try desk.load(lines) { $0.rejectedList = "\(desk.folder)/none/list.csv" } }
        #expect(try FileManager.default.contentsOfDirectory(atPath: desk.folder).sorted() == ["extract.csv", "home"])
    }
}
