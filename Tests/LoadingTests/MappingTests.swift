import Foundation
import Platform
import ReportKit
import Testing

@testable import Loading

@Suite("A mapping file")
struct MappingTests {
    private static let yaml = """
        source: Delius
        columns:
          Case Ref: crn
          Snapshot: snapshot_date
        codes:
          sex: {M: male, F: female}
          tier: {one: "1"}
        ignore: [Surname, Officer]
        """

    private func read(_ text: String, as name: String, for kind: ExtractKind = .caseload) throws -> Mapping {
        let folder = "/tmp/laa-mapping-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/\(name)"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        do throws(LoadError) {
            return try Mapping(file: path, for: ExtractDescription(kind))
        } catch {
            guard case .mapping(_, let line, let problem) = error else { throw error }
            throw LoadError.mapping(file: name, line: line, problem: problem)
        }
    }

    @Test("that is binary is told from one that is not there")
    func binary() throws {
        let path = "/tmp/laa-mapping-\(UUID().uuidString.prefix(8)).yaml"
        try Data([0x63, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let binary = #expect(throws: LoadError.self) { try Mapping(file: path, for: ExtractDescription(.caseload)) }
        #expect(binary?.exitCode == .badConfiguration && binary?.description.contains("not UTF-8") == true)
        let missing = #expect(throws: LoadError.self) {
            try Mapping(file: path + ".none", for: ExtractDescription(.caseload))
        }
        #expect(missing?.exitCode == .noInput && missing?.description.contains("no such file") == true)
    }

    @Test("renames headings and codes, and names what is passed over")
    func renames() throws {
        let mapping = try read(Self.yaml, as: "delius.yaml")
        #expect(mapping.source == "Delius")
        #expect(mapping.columns == ["case_ref": "crn", "snapshot": "snapshot_date"])
        #expect(mapping.codes == ["sex": ["M": "male", "F": "female"], "tier": ["one": "1"]])
        #expect(mapping.ignored == ["surname", "officer"])
        for text in ["# nothing\n", "columns:\ncodes:\nignore:\nsource:\n"] {
            let nothing = try read(text, as: "empty.yaml")
            #expect(
                nothing.source == nil && nothing.columns.isEmpty && nothing.codes.isEmpty && nothing.ignored.isEmpty)
        }
        #expect(try read("codes:\n  sex: {U: ''}", as: "m.yaml").codes == ["sex": ["U": ""]])
    }

    @Test(
        "is refused with line, reason and the nearest name",
        arguments: [
            (
                "columns:\n  A: snapshot_dat", 2,
                "'snapshot_dat' is not a column of a caseload extract; is 'snapshot_date'"
            ),
            ("source: x\ncolums: {}", 2, "'colums' is not a key of a mapping file; is 'columns' meant?"),
            ("codes:\n  sex: M", 2, "codes.sex is not a list of keys and values"),
            ("codes:\n\n  sx: {M: male}", 3, "'sx' is not a column of a caseload extract; is 'sex' meant?"),
            ("codes:\n  sex:\n    M:", 3, "codes.sex.M is empty"),
            ("ignore: Surname", 1, "ignore is not a list"),
            ("columns:\n  A: sex\n  B: sex", 3, "columns.B and columns.A are both sex"),
            ("columns: {Case Ref: crn,\n  case-ref: pnc}", 2, "columns.case-ref is there twice"),
            ("codes:\n  sex:\n    M: mal", 3, "codes.sex.M is 'mal', which is not one of: female; male"),
            ("codes:\n  tier: {x: '9'}", 2, "codes.tier.x is '9', which is not a whole number from 1 to 4"),
            ("codes:\n  pnc_matched: {x: maybe}", 2, "codes.pnc_matched.x is 'maybe', which is neither yes nor no"),
            ("codes:\n  predicted: {x: '2'}", 2, "codes.predicted.x is '2', which is no such number"),
            ("codes:\n  snapshot_date: {x: now}", 2, "codes.snapshot_date.x is 'now', which is not a date"),
            ("ignore:\n- [a]", 2, "each of ignore is not text"),
            ("codes:\n  sex:\n    M: male\n    ' m ': female", 4, "codes.sex. m  and codes.sex.M are the same code"),
            (
                "columns:\n  A: terminated_onn", 2,
                "'terminated_onn' is not a column of any kind of extract; is 'terminated"
            ),
            ("constants:\n  modle: a 1", 2, "'modle' is not a column of a caseload extract; is 'model' meant?"),
            ("constants:\n  horizon: 0", 2, "constants.horizon is '0', which is not a whole number from 1 to 120"),
            ("constants:\n  snapshot_date:", 2, "constants.snapshot_date is empty"),
            ("constants:\n  pnc: 2001/0000001Q", 2, "constants.pnc would be the same for everybody"),
            ("empty: n/k", 1, "empty is not a list"),
            ("empty:\n- n/k\n- ' '", 3, "each of empty is a text, and this one has no character"),
            (
                "columns: {Case Ref: crn}\nignore-rows: {Case Raf: Total}", 2,
                "ignore-rows.Case Raf is neither a column nor"
            ),
            ("ignore-rows:\n  sex: ' '", 2, "ignore-rows.sex is empty"),
            ("kinds:\n  caselod: {}", 2, "'caselod' is not a kind of extract; is 'caseload' meant?"),
            ("kinds:\n  terminations:\n    columns: {A: tier}", 3, "'tier' is not a column of a terminations extract"),
            ("kinds:\n  caseload:\n    kinds: {}", 3, "'kinds' is not a key of kinds.caseload"),
        ])
    func refused(text: String, line: Int, problem: String) {
        let error = #expect(throws: LoadError.self) { try read(text, as: "m.yaml") }
        #expect(error?.message.hasPrefix("m.yaml:\(line): \(problem)") == true, "\(String(describing: error))")
        #expect(error?.exitCode == .badConfiguration)
    }

    @Test("serves several kinds: what is about another kind's columns says nothing about one that lacks them")
    func severalKinds() throws {
        let text = """
            columns: {Case Ref: crn, Ended: terminated_on, Band: tier}
            constants: {snapshot_date: 2010-12-31, tier: "2"}
            codes:
              kind: {CO: order, SDR: standard}
              sex: {M: male, All: all}
            empty: [n/k, "-"]
            ignore: [Officer, Ref]
            ignore-rows: {Case Ref: [Total, Sum]}
            kinds:
              caseload:
                source: Delius
                columns: {Ref: crn}
                constants: {tier: }
                codes: {sex: {m: female}}
                empty: [none]
                ignore: [Band]
              terminations:
                constants: {trust: PT-LANCASHIRE}
            """
        let caseload = try read(text, as: "m.yaml")
        #expect(caseload.source == "Delius" && caseload.columns == ["ref": "crn"])
        #expect(
            caseload.constants.map { [$0.column, $0.value, "\($0.line)"] } == [["snapshot_date", "2010-12-31", "2"]])
        #expect(caseload.codes == ["sex": ["m": "female"]] && caseload.empty == ["n/k", "-", "none"])
        #expect(caseload.ignored == ["officer", "band"] && caseload.ignoredRows == ["case_ref": ["Total", "Sum"]])
        let terminations = try read(text, as: "m.yaml", for: .terminations)
        #expect(terminations.source == nil && terminations.columns == ["case_ref": "crn", "ended": "terminated_on"])
        #expect(
            terminations.constants.map { [$0.column, $0.value, "\($0.line)"] } == [["trust", "PT-LANCASHIRE", "18"]])
        #expect(terminations.codes == ["kind": ["CO": "order"], "sex": ["M": "male"]])
        #expect(try read(text, as: "m.yaml", for: .courtReports).codes["kind"] == ["SDR": "standard"])
        #expect(try read(text, as: "m.yaml", for: .areaCounts).codes == ["sex": ["M": "male", "All": "all"]])
    }

    @Test("that is not YAML says on which line, and so does a key that is there twice")
    func notWellFormed() {
        for (text, line) in [("source: x\ncolumns: {A: crn", 3), ("source: x\nignore: []\nsource: y", 1)] {
            let error = #expect(throws: LoadError.self) { try read(text, as: "m.yaml") }
            #expect(error?.message.hasPrefix("m.yaml:\(line): it is not ") == true, "\(String(describing: error))")
        }
    }

    @Test("whose name says TOML is refused, with the same lines in YAML")
    func toml() {
        let error = #expect(throws: LoadError.self) { try read("source = \"x\"", as: "m.TOML") }
        #expect(error?.message.contains("  columns:\n    Case Ref: crn") == true, "\(String(describing: error))")
        #expect(error?.exitCode == .badConfiguration)
    }
}
