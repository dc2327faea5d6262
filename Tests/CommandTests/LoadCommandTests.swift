import Foundation
import TestSupport
import Testing
import Warehouse

@Suite("laa load")
struct LoadCommandTests {
    private static let heading = "snapshot_date,pnc,sex,trust,pnc_matched"

    private func row(_ person: Int, matched: String = "yes") -> String {
        "2010-12-31,\(PNC.number(person)),male,PT-LANCASHIRE,\(matched)"
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

    @Test("the account names the most frequent reasons for rejecting rows, and the numbers that were not taken")
    func account() throws {
        let folder = try Folder()
        let path = "\(folder.path)/extract.csv"
        /// A row with a number or two that is good otherwise, except for what is given.
        func row(
            _ pnc: String, _ crn: String = "", on day: String = "2010-12-31", sex: String = "male", end: String = "2"
        )
            -> String
        {
            "\(day),\(pnc),\(crn),\(sex),PT-LANCASHIRE,yes,\(end)"
        }
        let rows = [
            row("0000"), row("TBC"), row("2001/0000001A", "X000001"), row("2001/0000001", "none"),
            row("2001/0000002R", sex: "man"), row("2001/0000002R", end: "9"), row("2001/0000002R", on: "2010-12-30"),
            row("2001/0000002R", end: "1,"), row("85 5000 C"), row(""),
        ]
        let lines = ["snapshot_date,pnc,crn,sex,trust,pnc_matched,tier"] + rows
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        let loaded = try Command(
            ["load", "caseload", path, "--max-rejected", "100%"], database: SampleWarehouse.empty(),
            environment: ["LAA_HOME": "\(folder.path)/home"])
        #expect(loaded.status == 0, "\(loaded.errors)")
        let account = """
            Rejected rows, with reasons: \(path).rejected.csv
              2  pnc: neither a PNC number nor a CRN is given: pnc is a placeholder
              1  the row has ... cells, but the heading 7
              1  pnc: neither a PNC number nor a CRN is given
              1  pnc: neither a PNC number nor a CRN is given: pnc lacks its check letter, crn is a placeholder
              1  sex: is not one of: female; male
              and 2 more reasons
            PNC numbers not taken: 2 placeholders, 1 with a wrong check letter, 1 without a check letter
            CRNs not taken: 1 placeholder

            """
        #expect(loaded.output.hasSuffix(account), "\(loaded.output)")
    }

    @Test("a load that is stopped says why rows were rejected, and which numbers were not taken")
    func stoppedAccount() throws {
        let folder = try Folder()
        let rows = ["2010-12-31,0000,male,PT-LANCASHIRE,yes", "2010-12-31,0000,female,PT-LANCASHIRE,yes", row(1)]
        let stopped = try load(rows, "--max-rejected", "10%", in: folder, database: SampleWarehouse.empty())
        #expect(stopped.status == 65 && stopped.output.isEmpty)
        let account = """
            Rows rejected, by reason:
              2  pnc: neither a PNC number nor a CRN is given: pnc is a placeholder
            PNC numbers not taken: 2 placeholders

            """
        #expect(stopped.errors.hasPrefix(account) && stopped.errors.contains("2 of 3 rows"), "\(stopped.errors)")
    }

    @Test("re-offences find their people however the number is written")
    func everyForm() throws {
        let folder = try Folder()
        let database = try SampleWarehouse.empty()
        func load(_ kind: String, _ lines: [String], _ words: String...) throws -> Command {
            let path = "\(folder.path)/\(kind).csv"
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
            return try Command(
                ["load", kind, path] + words, database: database, environment: ["LAA_HOME": "\(folder.path)/home"])
        }
        let rows = (1...10).flatMap { person in
            let number = PNC.number(5_000 + person, year: 1985)
            let joined = number.replacing("/", with: "")
            return zip(["2010-06-30", "2010-09-30", "2010-12-31", "2011-03-31"], [number, joined, number, joined]).map {
                "\($0),\($1),male,1970-01,PT-LANCASHIRE,E10000017,yes,0.1,supplied 1"
            }
        }
        let caseload = try load(
            "caseload", ["snapshot_date,pnc,sex,birth_month,trust,authority,pnc_matched,predicted,model"] + rows)
        #expect(
            caseload.output.contains("rows loaded       40\n") && caseload.output.contains("people added      10\n"))
        let offences = try load(
            "re-offences",
            [
                "pnc,offence_date,proven_date,offence_code",
                "85/5001\(PNC.number(5_001, year: 1985).suffix(1)),2010-10-15,2011-01-12,00801",
            ],
            "--covers", "2010-01-01..2011-12-31")
        #expect(offences.output.contains("rows loaded       1\n"), "\(offences.output)\(offences.errors)")
        let report = try Command(
            ["report", "NI18", "--quarter", "2011-12Q1", "--level", "local-authority", "--area", "Lancashire"]
                + ["--internal", "--format", "json"], database: database)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(report.output.utf8)) as? [String: Any])
        let finding = try #require((json["findings"] as? [[String: Any]])?.first)
        #expect(finding["observed"] as? Int == 1 && finding["n"] as? Int == 40, "\(report.errors)")
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

    /// Loads a file that a shell gives to the program, from within a folder.
    private func load(_ shell: String, _ words: String..., in folder: Folder, database: String) throws -> Command {
        try Command(
            ["load", "caseload", "--max-rejected", "50%"] + words, database: database,
            environment: ["LAA_HOME": "\(folder.path)/home"],
            through: "cd '\(folder.path)' && \(shell)")
    }

    private static let bad = "2010-12-30,,X100002,male,PT-LANCASHIRE,yes"
    private static let lines =
        "snapshot_date,pnc,crn,sex,trust,pnc_matched\n2010-12-31,,X100001,male,PT-LANCASHIRE,yes\n\(bad)\n"

    @Test("standard input and pipes are read, and their rejects listed in the working folder, over no other file")
    func standardInput() throws {
        let folder = try Folder()
        let database = try SampleWarehouse.empty()
        try Data(Self.lines.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/extract.csv"))
        let piped = try load("cat extract.csv | \"$@\"", "-", in: folder, database: database)
        #expect(piped.status == 0 && piped.output.contains("rows loaded       1\n"), "\(piped.errors)")
        #expect(piped.output.contains("with reasons: ./laa-rejected-caseload.csv\n"), "\(piped.output)")
        #expect(
            String(decoding: try folder.contents("laa-rejected-caseload.csv"), as: UTF8.self).contains("2010-12-30"))

        try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/laa-rejected-caseload.csv"))
        let redirected = try load("\"$@\" <extract.csv", "/dev/stdin", in: folder, database: database)
        #expect(redirected.status == 0, "\(redirected.errors)")
        #expect(redirected.output.contains("./laa-rejected-caseload-2.csv\n"), "\(redirected.output)")
        #expect(try folder.contents("laa-rejected-caseload.csv") == Data("mine".utf8))

        let chosen = try load(
            "sed s/,/\\;/g extract.csv | \"$@\"", "-", "--sniff-delimiter", "--rejected", "list.csv", in: folder,
            database: database)
        #expect(chosen.status == 0 && chosen.output.contains("with reasons: list.csv\n"), "\(chosen.errors)")
        #expect(
            try folder.names() == [
                "extract.csv", "home", "laa-rejected-caseload-2.csv", "laa-rejected-caseload.csv", "list.csv",
            ])
    }

    @Test(
        "rejects of an extract in a folder that cannot be written are listed in the working folder",
        .enabled(if: geteuid() == 0, "only root can make a disk that cannot be written"))
    func readOnlyFolder() throws {
        let folder = try Folder()
        let database = try SampleWarehouse.empty()
        let disk = "\(folder.path)/disk"
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        func run(_ words: String...) throws -> Int32 { try Started("/usr/bin/env", words).waitForEnd() }
        try #require(try run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk) == 0)
        defer { _ = try? run("umount", disk) }
        try Data(Self.lines.utf8).write(to: URL(fileURLWithPath: "\(disk)/extract.csv"))
        try #require(try run("mount", "-o", "remount,ro", disk) == 0)
        let command = try load("exec \"$@\"", "disk/extract.csv", in: folder, database: database)
        #expect(command.status == 0 && command.output.contains("./laa-rejected-caseload.csv\n"), "\(command.errors)")
    }

    @Test("a target of an unknown indicator is rejected, and options that contradict each other are refused")
    func options() throws {
        let folder = try Folder()
        let database = try SampleWarehouse.empty()
        let targets =
            "indicator,applies_from,applies_to,area,kind,measure,value,source\n"
            + "NI999,2010-04-01,2011-03-31,PT-LANCASHIRE,target,rate,0.75,plan\n"
            + "ni 143,2010-04-01,2011-03-31,PT-LANCASHIRE,target,rate,75%,plan\n"
        let path = "\(folder.path)/targets.csv"
        try Data(targets.utf8).write(to: URL(fileURLWithPath: path))
        let environment = ["LAA_HOME": "\(folder.path)/home"]
        let command = try Command(
            ["load", "targets", path, "--max-rejected", "50%"], database: database, environment: environment)
        #expect(command.status == 0 && command.output.contains("rows loaded       1\n"), "\(command.errors)")
        let list = String(decoding: try folder.contents("targets.csv.rejected.csv"), as: UTF8.self)
        #expect(list.contains("NI999") && list.contains("meant?"), "\(list)")
        for words in [
            ["--older-extract", "it is right"], ["--older-extract", " ", "--extracted", "2010-01-01"],
            ["--rejected", "-"], ["--rejected", ""], ["--covers", "0001-01-01..9999-12-31"],
        ] {
            let refused = try Command(["load", "targets", path] + words, database: database, environment: environment)
            #expect(refused.status == 64, "\(words): \(refused.errors)")
        }
    }

    @Test("people about whom rows contradict each other are counted, and so is what an older extract replaces")
    func contradictions() throws {
        let folder = try Folder()
        let database = try SampleWarehouse.empty()
        func load(_ rows: [String], _ words: String...) throws -> Command {
            let text = (["snapshot_date,crn,sex,trust,pnc_matched,"] + rows).joined(separator: "\n") + "\n"
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/extract.csv"))
            return try Command(
                ["load", "caseload", "\(folder.path)/extract.csv"] + words, database: database,
                environment: ["LAA_HOME": "\(folder.path)/home"])
        }
        let later = try load(
            ["2010-12-31,X100001,male,PT-LANCASHIRE,yes,", "2010-09-30,X100001,female,PT-LANCASHIRE,yes,"],
            "--extracted", "2011-06-01")
        #expect(
            later.output.contains(
                """
                Columns at the end without heading and values, passed over: 1
                People about whom rows contradict each other: 1 (sex of 1, month of birth of 0, ethnicity of 0). The row with \
                the latest day counts, and of the same day the later line.

                """), "\(later.output) \(later.errors)")
        let row = "2010-12-31,X100001,female,PT-LANCASHIRE,no,"
        let refused = try load([row], "--extracted", "2011-01-05")
        #expect(
            refused.errors.hasPrefix(
                "laa: the extract was made on 2011-01-05, and would replace 1 row and what is recorded of 1 person, which "
                    + "one made on 2011-06-01 has brought. Nothing was loaded; "), "\(refused.errors)")
        #expect(refused.status == 65)
        let loaded = try load([row], "--extracted", "2011-01-05", "--older-extract", "as agreed")
        #expect(
            loaded.output.contains(
                "This is an older extract: it was made on 2011-01-05, and one made on 2011-06-01 covers days of it: as agreed"
            ),
            "\(loaded.output) \(loaded.errors)")
    }
}
