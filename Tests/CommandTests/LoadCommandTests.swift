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

    /// Loads a file that a shell gives to the program, from within a folder.
    private func load(_ shell: String, _ words: String..., in folder: Folder, database: String) throws -> Command {
        try Command(
            ["load", "caseload"] + words, database: database, environment: ["LAA_HOME": "\(folder.path)/home"],
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
        let command = try Command(["load", "targets", path], database: database, environment: environment)
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
    func account() throws {
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
