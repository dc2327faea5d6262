import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Loading

@Suite("Dates in another form than the one to be read")
struct DateFormTests {
    private func lines(_ days: [String]) -> [String] {
        [Desk.heading]
            + days.enumerated().map { "\($0.element),\(PNC.number($0.offset + 1)),male,,PT-LANCASHIRE,E10000017,2,yes" }
    }

    private func finding(_ desk: Desk, _ days: [String], _ change: (inout LoadOptions) -> Void = { _ in })
        -> DateFinding?
    {
        let error = #expect(throws: LoadError.self) {
            try desk.load(lines(days)) { options in
                options.rejectionLimit = .standard
                change(&options)
            }
        }
        guard case .otherDates(_, _, _, let finding) = error else {
            Issue.record("\(String(describing: error))")
            return nil
        }
        #expect(error?.exitCode == .badData)
        return finding
    }

    @Test("are refused at once with the option that reads them, and nothing of the file is kept")
    func dayFirst() throws {
        let desk = try Desk()
        let days = Array(repeating: "31/12/2010", count: 3)
        #expect(finding(desk, days) == .dayFirst)
        #expect(finding(desk, days) { $0.rejectionLimit = .percent(100) } == .dayFirst)
        #expect(finding(desk, days + ["2010-09-30"]) == .dayFirstAndISO)
        #expect(finding(desk, ["31/12/2010"] + Array(repeating: "2010-12-31", count: 3)) == .dayFirstAndISO)
        #expect(try desk.count("select count(*) from warehouse.load") == 0)
        #expect(!FileManager.default.fileExists(atPath: desk.folder + "/extract.csv.rejected.csv"))
        #expect(try desk.load(lines(days + ["2010-09-30"])) { $0.ukDates = true }.counts == [4, 4, 0, 0])
        let error = LoadError.otherDates(file: "x.csv", rows: 3, of: 4, finding: .dayFirstAndISO)
        #expect(
            error.description
                == "x.csv: 3 of the first 4 rows with dates have them as day, month and year, and others have them as "
                + "YYYY-MM-DD. Nothing was loaded; give --uk-dates: it reads both.")
    }

    @Test("with the month first are never read, since most would pass for others")
    func monthFirst() throws {
        let desk = try Desk()
        for uk in [true, false] {
            #expect(finding(desk, ["12/31/2010", "09/30/2010"]) { $0.ukDates = uk } == .monthFirst)
            #expect(finding(desk, ["12/31/2010", "31/12/2010"]) { $0.ukDates = uk } == .eitherFirst)
        }
        let days = ["12/31/2010"] + Array(repeating: "31/12/2010", count: 30)
        #expect(try desk.load(lines(days)) { $0.ukDates = true }.counts == [31, 30, 0, 1])
    }

    @Test("are looked for in the first 1,000 rows, in dates that are neither mapped nor empty")
    func rowsLookedAt() throws {
        let desk = try Desk()
        let mapping = try desk.write(
            "codes: {snapshot_date: {31/12/2010: 2010-12-31}}\nempty: ['1/1/1900']".utf8, as: "m.yaml")
        let mapped = try desk.load(lines(["31/12/2010", "31/12/2010"])) { options in
            options.rejectionLimit = .standard
            options.mapping = try Mapping(file: mapping, for: ExtractDescription(.caseload))
        }
        #expect(mapped.counts == [2, 2, 0, 0])
        let late = Array(repeating: "2010-12-31", count: 1_000) + ["30/09/2010"]
        #expect(try desk.load(lines(late)) { $0.rejectionLimit = .standard }.quarantined == 1)
        let named = try desk.load(lines(["30-Sep-2010", "2010-09-30"])) { $0.rejectionLimit = .standard }
        #expect(named.counts == [2, 2, 0, 0])
    }

    @Test("of a file that is separated otherwise too are both told at once")
    func both() throws {
        let desk = try Desk()
        let text = lines(["31/12/2010", "30/09/2010"]).map { $0.replacing(",", with: "\t") }
        let error = #expect(throws: LoadError.self) { try desk.load(text) }
        #expect(error?.description.hasSuffix("Nothing was loaded; give --sniff-delimiter and --uk-dates.") == true)
        #expect(
            try desk.load(text) {
                $0.sniffsDelimiter = true
                $0.ukDates = true
            }.counts == [2, 2, 0, 0])
    }
}
