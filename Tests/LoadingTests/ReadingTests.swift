import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Loading

@Suite("An extract is read")
struct ReadingTests {
    @Test("with its columns in any order, CR LF, a byte order mark, quoted line ends and spaces around cells")
    func forms() throws {
        let desk = try Desk()
        let text =
            "\u{FEFF}Trust,PNC Matched,\"snapshot date\",pnc\r\n"
            + "PT-LANCASHIRE, yes ,2010-12-31,2001/0000001Q\r\n\r\n"
            + "\"Lancashire\",no,2010-12-31,\"2001/0000002R\"\r\n"
        #expect(try desk.load(bytes: text.utf8).counts == [2, 2, 0, 0])
        let targets =
            "indicator,applies_from,applies_to,area,kind,measure,value,source\n"
            + "NI143,2010-04-01,2011-03-31,PT-LANCASHIRE,target,rate,0.75,\"Plan,\n\"\"2010\"\" é\"\n"
        #expect(try desk.load(.targets, bytes: targets.utf8).counts == [1, 1, 0, 0])
        let source: String = try desk.connection.query("select source from warehouse.indicator_target")[0].get(0)
        #expect(source == "Plan,\n\"2010\" é")
    }

    @Test("from gzip, by what it is and not by its name")
    func gzip() throws {
        let desk = try Desk()
        let path = try desk.write(Array("\(Desk.heading)\n\(Desk.row)\n".utf8))
        #expect(try Desk.run("gzip", path) == 0)
        try FileManager.default.moveItem(atPath: path + ".gz", toPath: path)
        #expect(try desk.load(path: path).counts == [1, 1, 0, 0])
    }

    @Test("in Windows-1252 where told, byte for byte")
    func windows1252() throws {
        let desk = try Desk()
        let heading = "indicator,applies_from,applies_to,area,kind,measure,value,source\n"
        let row =
            Array("NI143,2010-04-01,2011-03-31,PT-LANCASHIRE,target,rate,0.75,caf".utf8) + [0xE9, 0x20, 0x80, 0x0A]
        let bad = Array("NI144,2010-04-01,2011-03-31,PT-LANCASHIRE,target,rate,0.75,caf".utf8) + [0x81, 0x0A]
        let summary = try desk.load(.targets, bytes: Array(heading.utf8) + row + bad) { $0.encoding = .windows1252 }
        #expect(summary.counts == [2, 1, 0, 1])
        let source: String = try desk.connection.query("select source from warehouse.indicator_target")[0].get(0)
        #expect(source == "café €")
    }

    @Test("with UK dates only where told, and impossible ones turned away")
    func ukDates() throws {
        let desk = try Desk()
        let rows = ["31/12/2010", "31/12/2010 00:00:00", "31/02/2010", "2010-09-30"].enumerated().map {
            "\($0.element),\(PNC.number($0.offset + 1)),male,1985-03,PT-LANCASHIRE,,2,yes"
        }
        #expect(try desk.load([Desk.heading] + rows).counts == [4, 1, 0, 3])
        #expect(try desk.rejects()[0].contains("for day/month/year give --uk-dates"))
        #expect(try desk.load([Desk.heading] + rows) { $0.ukDates = true }.counts == [4, 2, 1, 1])
        #expect(
            try desk.rejects() == ["4,snapshot_date,31/02/2010,is not a calendar date as YYYY-MM-DD or DD/MM/YYYY"])
    }

    @Test("with another delimiter only where told to find it out", arguments: [";", "\t", "|"])
    func delimiters(delimiter: String) throws {
        let desk = try Desk()
        let lines = [Desk.heading, Desk.row].map { $0.replacing(",", with: delimiter) }
        #expect(throws: LoadError.self) { try desk.load(lines) }
        #expect(try desk.load(lines) { $0.sniffsDelimiter = true }.counts == [1, 1, 0, 0])
    }

    @Test("through a mapping that renames a system's headings and codes and passes columns over")
    func mapping() throws {
        let desk = try Desk()
        let mapping = """
            source: Delius
            columns: {Case Ref: crn, Snapshot: snapshot_date, Provider: trust, Matched: pnc_matched, Gender: sex}
            codes:
              sex: {M: male, F: female}
              trust: {C05: PT-LANCASHIRE}
            ignore: [Surname, Officer]
            """
        let file = try desk.write(mapping.utf8, as: "delius.yaml")
        let lines = ["Case Ref,Surname,Gender,Snapshot,Provider,Officer,Matched", "X123456,Doe,M,2010-12-31,C05,Ann,Y"]
        #expect(throws: LoadError.self) { try desk.load(lines) }
        let summary = try desk.load(lines) { $0.mapping = try Mapping(file: file, for: ExtractDescription(.caseload)) }
        #expect(summary.counts == [1, 1, 0, 0])
        #expect(try desk.count("select count(*) from warehouse.offender where sex = 'male'") == 1)
        #expect(try desk.count("select count(*) from warehouse.vintage where source_system = 'Delius'") == 1)
    }

    @Test("as its description says: the example and the template of each kind load", arguments: ExtractKind.allCases)
    func descriptions(kind: ExtractKind) throws {
        let desk = try Desk()
        let description = ExtractDescription(kind)
        for name in description.columnNames { #expect(description.text.contains("  \(name) ")) }
        #expect(try desk.load(kind, bytes: description.template.utf8).counts == [0, 0, 0, 0])
        if case .known = Extract.of(kind).people {
            let caseload = ExtractDescription(.caseload).text.split(separator: "\n").suffix(2).map(String.init)
            try desk.load(.caseload, caseload)
        }
        let example = description.text.split(separator: "\n").suffix(2).map(String.init)
        #expect(try desk.load(kind, example).counts == [1, 1, 0, 0])
        #expect(try desk.load(kind, example).counts == [1, 0, 1, 0])
    }
}
