import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Loading

@Suite("A mapping that is learned")
struct LearningTests {
    private func learn(
        _ lines: [String], kind: ExtractKind? = nil, _ desk: Desk, _ change: (inout LoadOptions) -> Void = { _ in }
    ) throws -> LearnedMapping {
        var options = LoadOptions(today: Desk.today)
        change(&options)
        let path = try desk.write(lines.map { $0 + "\n" }.joined().utf8, as: "export.csv")
        return try LearnedMapping(from: path, kind: kind, options: options, interrupt: .init())
    }

    /// A caseload as a system exports it, of forty people.
    private func export(_ separator: String = ",") -> [String] {
        let heading = [
            "Snapshot", "Case Ref", "Surname", "Gender", "DOB", "Provider", "Local Authority", "Tier", "PNC Matched",
        ]
        let rows = (0..<40).map { person in
            [
                "31/12/2010", "X\(100_000 + person)", person % 2 == 0 ? "Nobody" : "Somebody",
                person % 2 == 0 ? "M" : "F", "14/03/19\(60 + person % 30)", "C05",
                person % 3 == 0 ? "n/k" : "Blackpool UA",
                "Tier \(1 + person % 4)", person == 7 ? "Jane Smith" : "PM",
            ]
        }
        return ([["Caseload of Lancashire"], heading] + rows).map { $0.joined(separator: separator) }
    }

    @Test("names the kind, what headings mean and what codes may mean, and says which options are needed")
    func caseload() throws {
        let learned = try learn(export(";"), Desk())
        #expect(learned.kind == .caseload)
        for line in [
            "#   laa load caseload FILE --mapping THIS-FILE --sniff-delimiter --uk-dates --dry-run",
            "# Read as they are: birth_month, tier, pnc_matched", "  \"Snapshot\": snapshot_date",
            "  \"Case Ref\": crn",
            "  \"Gender\": sex", "  \"Provider\": trust", "  \"Local Authority\": authority", "    \"F\": female",
            "    \"M\": male", "    \"Tier 1\": 1", "    # \"C05\": ...  # 'laa areas' lists codes and names",
            "    # \"PM\": ...  # yes or no", "empty: [\"n/k\"]", "  - \"Surname\"",
        ] {
            #expect(learned.text.components(separatedBy: "\n").contains(line), "\(line) is not in\n\(learned.text)")
        }
    }

    @Test("is read without error, and loads the file once its guesses are settled")
    func isRead() throws {
        let desk = try Desk()
        let learned = try learn(export(), desk)
        try desk.write(learned.text.utf8, as: "learned.yaml")
        _ = try Mapping(file: desk.folder + "/learned.yaml", for: ExtractDescription(.caseload))
        let settled = learned.text.replacing("  # trust:", with: "  trust:")
            .replacing("    # \"C05\": ...", with: "    \"C05\": PT-LANCASHIRE")
            .replacing("  # pnc_matched:", with: "  pnc_matched:")
            .replacing("    # \"PM\": ...", with: "    \"PM\": yes")
        try desk.write(settled.utf8, as: "settled.yaml")
        let summary = try desk.load(.caseload, path: desk.folder + "/export.csv") { options in
            options.mapping = try Mapping(file: desk.folder + "/settled.yaml", for: ExtractDescription(.caseload))
            options.ukDates = true
        }
        #expect(summary.counts == [40, 39, 0, 1], "\(settled)")
    }

    @Test("holds nothing that identifies anybody, wherever it stands in the file")
    func identifiesNobody() throws {
        let desk = try Desk()
        var lines = export()
        // Names in a column of codes, one to a row, and one in a few; an identifier in every row of one.
        lines = lines.enumerated().map { index, line in
            index < 2 ? line : line.replacing(",C05,", with: index < 6 ? ",Jones," : ",Smith\(index),")
        }
        let learned = try learn(lines, desk).text
        for secret in ["Nobody", "Somebody", "Jane", "Smith", "Jones", "X1000", "1960", "14/03", "31/12"] {
            #expect(!learned.contains(secret), "\(secret) is in\n\(learned)")
        }
        #expect(learned.contains("more, not shown"))
        let identified = export().map { $0.replacing(",PM", with: ",X123456") }
        #expect(try !learn(identified, desk).text.contains("X123456"))
        let repeated = export().map { $0.replacing("Blackpool UA", with: "2001/0000001Q") }
        #expect(try !learn(repeated, desk).text.contains("0000001"))
    }

    @Test("shows no word of a column of codes that may be a name, however many rows have it")
    func namesOften() throws {
        let officers = ["Jane Smith", "Jones", "Othering", "PSO 1", "PO/X", "other officer"]
        let rows = (0..<60).map { "2010-12-31,X\(100_000 + $0),PT-LANCASHIRE,yes,\(officers[$0 % officers.count])" }
        let learned = try learn(["snapshot_date,crn,trust,pnc_matched,Managed By"] + rows, kind: .caseload, Desk())
        for name in ["Smith", "Jones", "Othering"] {
            #expect(!learned.text.contains(name), "\(name) is in\n\(learned.text)")
        }
        for line in ["\"PSO 1\": ", "\"PO/X\": ", "\"other officer\": other", "# and 3 more, not shown"] {
            #expect(learned.text.contains(line), "\(line) is not in\n\(learned.text)")
        }
    }

    @Test("shows no heading that may be somebody's row, and is refused where there are no headings")
    func noHeadings() throws {
        let desk = try Desk()
        let row = "X123456,John Smith,1985-03-07,male"
        let error = #expect(throws: LearningError.self) { try learn([row, row], desk) }
        #expect(error == .noHeadings(file: desk.folder + "/export.csv", kind: nil))
        #expect(error.map { "\($0)" }?.contains("Smith") == false)
        let mixed = try learn(
            ["crn,trust,John Smith,Peter Jones,Mary Brown,Tom White", "X123456,PT-LANCASHIRE,a,b,c,d"], kind: .caseload,
            desk)
        for secret in ["Smith", "Jones", "Brown", "White"] { #expect(!mixed.text.contains(secret), "\(mixed.text)") }
        #expect(mixed.text.contains("# column 3 means no column"))
        let numbered = try learn(["snapshot_date,crn,trust,pnc_matched,X123456,14 High Street"], kind: .caseload, desk)
        #expect(!numbered.text.contains("X123456") && !numbered.text.contains("High Street"))
    }

    @Test("names the headings that it knows, whatever the others are, and passes over a row of totals")
    func results() throws {
        let desk = try Desk()
        let rows = (0..<6).map { "2001/0012345H,2011-01-1\($0),2011-02-0\($0 + 1),801,Caution" }
        let lines = ["PNC Number,Committed,Proven,Offence,X123456,Mary Brown"] + rows + [" Total ,6,,,"]
        let learned = try learn(lines, desk)
        #expect(learned.kind == .reoffences, "\(learned.text)")
        for line in [
            "  \"PNC Number\": pnc", "  \"Committed\": offence_date", "  \"Proven\": proven_date",
            "ignore-rows: {\"PNC Number\": \"Total\"}",
        ] {
            #expect(learned.text.components(separatedBy: "\n").contains(line), "\(line) is not in\n\(learned.text)")
        }
        #expect(!learned.text.contains("X123456") && !learned.text.contains("Brown"))
        #expect(learned.text.contains("# column 4 may be offence_code: its heading may be somebody's data"))
        try desk.write(learned.text.utf8, as: "learned.yaml")
        _ = try Mapping(file: desk.folder + "/learned.yaml", for: ExtractDescription(.reoffences))
    }

    @Test("of a kind says what the file lacks, and takes the kind that is given")
    func missing() throws {
        let desk = try Desk()
        let lines = ["Case Ref,Trust,Sex"] + (0..<6).map { "X\(100_000 + $0),PT-LANCASHIRE,male" }
        let learned = try learn(lines, kind: .caseload, desk)
        #expect(learned.kind == .caseload)
        #expect(learned.text.contains("#   snapshot_date: ...") && learned.text.contains("#   pnc_matched: ..."))
        let offences = [
            "CRN,Date of Offence,Date Proven,Offence Code", "X100001,2011-01-15,2011-02-01,00801",
        ]
        let other = try learn(offences, desk)
        #expect(other.kind == .reoffences, "\(other.text)")
        #expect(other.text.contains("  \"Date of Offence\": offence_date"))
        #expect(other.text.contains("  \"Date Proven\": proven_date"))
    }

    @Test("of every kind's own template has nothing to rename, and is read", arguments: ExtractKind.allCases)
    func templates(kind: ExtractKind) throws {
        let desk = try Desk()
        let description = ExtractDescription(kind)
        let learned = try learn([description.columnNames.joined(separator: ",")], desk)
        #expect(learned.kind == kind, "\(learned.text)")
        #expect(!learned.text.contains("columns:") && !learned.text.contains("ignore:"))
        try desk.write(learned.text.utf8, as: "learned.yaml")
        _ = try Mapping(file: desk.folder + "/learned.yaml", for: description)
    }
}
