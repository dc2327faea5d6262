import Foundation
import TestSupport
import Testing

@Suite("laa load of a folder, and before a load")
struct LoadFolderTests {
    private func write(_ files: [String: String], in folder: Folder) throws {
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
        }
    }

    private func laa(_ words: String..., in folder: Folder, database: String? = nil) throws -> Command {
        try Command(words, database: database, environment: ["LAA_HOME": "\(folder.path)/home"])
    }

    private let caseload = "snapshot_date,crn,trust,pnc_matched\n2010-12-31,X100001,PT-LANCASHIRE,yes\n"

    @Test("--all ends with one table, says what is loaded before when it is begun again, and exits with the worst code")
    func all() throws {
        let folder = try Folder()
        let database = try SampleWarehouse.empty()
        try write(
            [
                "caseload.csv": caseload, "terminations.csv": "terminated_on,crn\n",
                "re-offences.csv": "crn,offence_date,proven_date,offence_code\nX100001,2011-01-15,2011-02-01,801\n",
            ], in: folder)
        let first = try laa("load", "--all", folder.path, in: folder, database: database)
        #expect(first.status == 65)
        #expect(first.errors.contains("laa: terminations.csv:1: ") && first.errors.contains("it lacks trust"))
        #expect(first.errors.contains("laa: re-offences.csv was not tried: terminations.csv, whose people"))
        let lines = first.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 5, "\(first.output)")
        #expect(lines[0].hasPrefix("File") && lines[0].hasSuffix("Result"))
        #expect(lines[2].hasSuffix("  2010-12-31..2010-12-31  loaded") && lines[2].hasPrefix("caseload.csv"))
        #expect(lines[3].hasSuffix("failed") && lines[4].hasSuffix("not tried"))

        try FileManager.default.removeItem(atPath: folder.path + "/terminations.csv")
        let second = try laa("load", "--all", folder.path, "--quiet", in: folder, database: database)
        let restored = "Offence codes restored, which had lost their leading zeros: 1"
        #expect(second.status == 0 && second.errors == "laa: re-offences.csv: \(restored)\n", "\(second.errors)")
        #expect(second.output.contains("  loaded before\n") && second.output.hasSuffix("  loaded\n"))
    }

    @Test("--all says of each file what a load of that file alone says: what was passed over, and what is not judged")
    func remarks() throws {
        let folder = try Folder()
        let database = try SampleWarehouse.empty()
        try write(
            [
                "caseload.csv": "Caseload of Lancashire\nsnapshot_date,crn,trust,pnc_matched,predicted,model\n"
                    + "2010-12-31,X100001,PT-LANCASHIRE,yes,0.2,OGRS 3\nTotal,1,,,,\n",
                "m.yaml": "ignore-rows: {snapshot_date: Total}\n",
                "load.yaml": "mapping: m.yaml\nfiles: [{file: caseload.csv, covers: 2010-10-01..2010-11-30}]\n",
            ], in: folder)
        let loaded = try laa("load", "--all", folder.path, in: folder, database: database)
        #expect(loaded.status == 0, "\(loaded.errors)")
        for remark in [
            "Headings found in line 2; what stands above them was passed over.",
            "Rows passed over: 1 named by the mapping", "New prediction model: OGRS 3 (horizon not stated: its figures",
            "Rows of days outside --covers: 1. They are loaded.",
        ] {
            #expect(loaded.errors.contains("laa: caseload.csv: \(remark)"), "\(remark) is not in\n\(loaded.errors)")
        }
    }

    @Test("options that are for one file, and plans that are wrong, are refused before anything is loaded")
    func refused() throws {
        let folder = try Folder()
        try write(["load.yaml": "files: [{file: a.csv, kind: caselode}]\n", "a.csv": caseload], in: folder)
        for option in [["--complete"], ["--rejected", "x.csv"], ["--dry-run"], ["--accept-rejected", "why"]] {
            let command = try Command(["load", "--all", folder.path] + option, database: nil)
            #expect(command.status == 64 && command.errors.contains(option[0]), "\(command.errors)")
        }
        #expect(try laa("load", "caseload", "a.csv", "--all", folder.path, in: folder).status == 64)
        let wrong = try laa("load", "--all", folder.path, in: folder)
        #expect(
            wrong.status == 78 && wrong.errors.contains("load.yaml:1:") && wrong.errors.contains("'caseload' meant"))
        #expect(try laa("load", "--all", folder.path + "/nowhere", in: folder).status == 66)
        #expect(try !folder.names().contains("home"))
    }

    @Test("--dry-run says what a load would do, with the first rejects, and leaves nothing behind")
    func dryRun() throws {
        let folder = try Folder()
        let database = try SampleWarehouse.empty()
        try write(["caseload.csv": caseload + "2010-12-31,X100002,Lancashier,yes\n"], in: folder)
        let path = folder.path + "/caseload.csv"
        let dry = try laa(
            "load", "caseload", path, "--dry-run", "--max-rejected", "50%", in: folder, database: database)
        #expect(dry.status == 0, "\(dry.errors)")
        for line in [
            "Nothing was written. A load would say:", "rows loaded       1", "vintage           a new one",
            "  line 3, trust: is neither the code nor the name of an area; is Lancashire (PT-LANCASHIRE) meant?",
        ] {
            #expect(dry.output.components(separatedBy: "\n").contains(line), "\(line) is not in\n\(dry.output)")
        }
        #expect(try folder.names() == ["caseload.csv"])
        let stopped = try laa("load", "caseload", path, "--dry-run", in: folder, database: database)
        #expect(stopped.status == 65 && stopped.errors.contains("line 3, trust: is neither"), "\(stopped.errors)")
        #expect(try folder.names() == ["caseload.csv"])
        let loaded = try laa("load", "caseload", path, "--max-rejected", "50%", in: folder, database: database)
        #expect(loaded.output.contains("vintage           1\n"), "\(loaded.output)")
    }

    @Test("--learn writes a mapping without a warehouse, to standard output or a file, and is refused with a load")
    func learn() throws {
        let folder = try Folder()
        try write(["export.csv": caseload.replacing("crn", with: "Case Ref")], in: folder)
        let path = folder.path + "/export.csv"
        let shown = try laa("load", "--learn", path, in: folder)
        #expect(shown.status == 0 && shown.output.contains("  \"Case Ref\": crn\n"), "\(shown.errors)")
        let written = try laa("load", "--learn", path, "--output", folder.path + "/m.yaml", in: folder)
        #expect(written.status == 0 && written.output.isEmpty)
        #expect(try String(decoding: folder.contents("m.yaml"), as: UTF8.self) == shown.output)
        #expect(try folder.names() == ["export.csv", "m.yaml"])
        #expect(try laa("load", "--learn", path, "--mapping", "m.yaml", in: folder).status == 64)
        #expect(try laa("load", "caseload", path, "--output", "m.yaml", in: folder).status == 64)
        #expect(try laa("load", "--learn", folder.path + "/none.csv", in: folder).status == 66)
    }
}
