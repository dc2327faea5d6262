import Foundation
import Platform
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("A folder of extracts")
struct BatchTests {
    private static let heading = "snapshot_date,crn,trust,pnc_matched"
    private static let offences = "crn,offence_date,proven_date,offence_code"

    private func person(_ number: Int, on day: String = "2010-12-31") -> String {
        "\(day),X\(100_000 + number),PT-LANCASHIRE,yes"
    }

    private func offence(_ number: Int) -> String { "X\(100_000 + number),2011-01-15,2011-02-01,00801" }

    /// Writes files into a folder of their own.
    @discardableResult
    private func write(_ files: [String: [String]], _ desk: Desk) throws -> String {
        let folder = desk.folder + "/quarter"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, lines) in files {
            try desk.write(lines.map { $0 + "\n" }.joined().utf8, as: "quarter/" + name)
        }
        return folder
    }

    private func plan(_ path: String, _ change: (inout FileSettings) -> Void = { _ in }) throws -> BatchPlan {
        var settings = FileSettings()
        settings.rejectionLimit = .percent(50)
        change(&settings)
        return try BatchPlan(at: path, defaults: settings, today: Desk.today, interrupt: Interrupt())
    }

    private func load(
        _ path: String, _ desk: Desk, interrupt: Interrupt = Interrupt(),
        _ change: (inout FileSettings) -> Void = { _ in }
    ) throws -> [BatchLoader.Result] {
        BatchLoader(try plan(path, change), today: Desk.today, key: desk.key, interrupt: interrupt)
            .load(into: desk.connection)
    }

    /// Each file with what became of it, in a word.
    private func words(_ results: [BatchLoader.Result]) -> [String] {
        results.map { result in
            switch result.outcome {
            case .loaded(let summary): "\(result.name) loaded \(summary.counts)"
            case .loadedBefore(let load):
                "\(result.name) before \([load.read, load.loaded, load.unchanged, load.rejected])"
            case .failed(let error): "\(result.name) failed: \(error)"
            case .notTried(let reason): "\(result.name) not tried: \(reason)"
            }
        }
    }

    @Test(
        "is loaded people first, each file as the kind that its name or its headings say; lists of rejects are no extracts"
    )
    func kinds() throws {
        let desk = try Desk()
        let folder = try write(
            [
                "a-list-of-proven-offences.csv": [Self.offences, offence(1)],
                "caseload_2010q4.csv": [Self.heading, person(1), person(2)],
                "z.csv": ["terminated_on,crn,trust,kind,reason", "2010-11-05,X100003,PT-LANCASHIRE,order,completed"],
                "caseload_2010q3.csv.rejected.csv": ["line,column,value,reason"], "notes.md": ["nothing"],
                "re-offences.csv": [Self.offences, offence(2)],
            ], desk)
        let results = try load(folder, desk)
        #expect(
            words(results) == [
                "caseload_2010q4.csv loaded [2, 2, 0, 0]", "z.csv loaded [1, 1, 0, 0]",
                "a-list-of-proven-offences.csv loaded [1, 1, 0, 0]", "re-offences.csv loaded [1, 1, 0, 0]",
            ])
        #expect(results.exitCode == nil)
        #expect(results.map(\.kind) == [.caseload, .terminations, .reoffences, .reoffences])
    }

    @Test("goes on with what does not need a file that fails, and begun again passes over what is loaded")
    func resumed() throws {
        let desk = try Desk()
        let files = [
            "caseload-1.csv": [Self.heading, person(1)],
            "caseload-2.csv": [Self.heading, "2010-12-30,X100002,PT-X,no"],
            "re-offences.csv": [Self.offences, offence(1)],
            "targets.csv": [
                "indicator,applies_from,applies_to,area,kind,measure,value,source",
                "NI143,2010-04-01,2011-03-31,PT-LANCASHIRE,target,rate,0.75,plan",
            ],
        ]
        let folder = try write(files, desk)
        let first = try load(folder, desk)
        #expect(
            first.map(\.name)
                == ["caseload-1.csv", "caseload-2.csv", "targets.csv", "re-offences.csv"].sorted { a, b in
                    first.firstIndex { $0.name == a }! < first.firstIndex { $0.name == b }!
                })
        let ends = Dictionary(uniqueKeysWithValues: zip(first.map(\.name), words(first)))
        #expect(ends["caseload-1.csv"] == "caseload-1.csv loaded [1, 1, 0, 0]")
        #expect(ends["caseload-2.csv"]?.contains("failed: none of the 1 rows is good") == true)
        #expect(ends["targets.csv"] == "targets.csv loaded [1, 1, 0, 0]")
        #expect(
            ends["re-offences.csv"]
                == "re-offences.csv not tried: caseload-2.csv, whose people it may be about, is not loaded")
        #expect(first.exitCode == .badData)
        #expect(try desk.count("select count(*) from warehouse.loaded_file") == 2)

        _ = try write(["caseload-2.csv": [Self.heading, person(2)]], desk)
        let loads = try desk.count("select count(*) from warehouse.load")
        let second = Set(words(try load(folder, desk)))
        #expect(
            second == [
                "caseload-1.csv before [1, 1, 0, 0]", "caseload-2.csv loaded [1, 1, 0, 0]",
                "targets.csv before [1, 1, 0, 0]", "re-offences.csv loaded [1, 1, 0, 0]",
            ])
        #expect(try desk.count("select count(*) from warehouse.load") == loads + 2)
        #expect(try load(folder, desk).allSatisfy { if case .loadedBefore = $0.outcome { true } else { false } })
        #expect(try desk.count("select count(*) from warehouse.load") == loads + 2)
    }

    @Test("is read again by other settings or another mapping, and where rows were rejected")
    func again() throws {
        let desk = try Desk()
        let folder = try write(
            [
                "caseload.csv": [Self.heading, person(1)],
                "re-offences.csv": [Self.offences, offence(1), offence(2)],
            ], desk)
        #expect(words(try load(folder, desk)).last == "re-offences.csv loaded [2, 1, 0, 1]")
        #expect(words(try load(folder, desk)).last == "re-offences.csv loaded [2, 0, 1, 1]")
        let covers = Period("2010-10-01..2011-03-31")
        #expect(words(try load(folder, desk) { $0.covers = covers }).first == "caseload.csv loaded [1, 0, 1, 0]")
        let mapping = try desk.write("source: A\n".utf8, as: "a.yaml")
        #expect(words(try load(folder, desk) { $0.mapping = mapping }).first == "caseload.csv loaded [1, 0, 1, 0]")
        #expect(words(try load(folder, desk) { $0.mapping = mapping }).first == "caseload.csv before [1, 0, 1, 0]")
        try desk.write("source: B\n".utf8, as: "a.yaml")
        #expect(words(try load(folder, desk) { $0.mapping = mapping }).first == "caseload.csv loaded [1, 0, 1, 0]")

        _ = try write(["caseload-more.csv": [Self.heading, person(2)]], desk)
        #expect(words(try load(folder, desk)).last == "re-offences.csv loaded [2, 1, 1, 0]")
        #expect(words(try load(folder, desk)).last == "re-offences.csv before [2, 1, 1, 0]")
    }

    @Test("is read again where a later extract brought the same areas and days, with all that follow it of its kind")
    func replaced() throws {
        let desk = try Desk()
        func tiers() throws -> [Int] {
            try desk.connection.query(
                "select tier from warehouse.caseload_snapshot where superseded_by is null order by tier"
            ).map { try $0.get("tier") }
        }
        func file(_ tier: Int) -> [String] { [Self.heading + ",tier", person(1) + ",\(tier)"] }
        let other = [Self.heading + ",tier", person(2, on: "2010-09-30") + ",1"]
        let folder = try write(["caseload-1.csv": file(2), "caseload-2.csv": other], desk)
        #expect(words(try load(folder, desk)).allSatisfy { $0.contains(" loaded ") })
        try desk.load(file(4))
        #expect(try tiers() == [1, 4])
        #expect(
            words(try load(folder, desk)) == [
                "caseload-1.csv loaded [1, 1, 0, 0]", "caseload-2.csv loaded [1, 0, 1, 0]",
            ])
        #expect(try tiers() == [1, 2])
        // A later extract of other days changes nothing for it.
        try desk.load([Self.heading + ",tier", person(3, on: "2010-06-30") + ",1"])
        #expect(words(try load(folder, desk)).first == "caseload-1.csv before [1, 1, 0, 0]")

        let both = try write(["caseload-1.csv": file(2), "caseload-2.csv": file(3)], desk)
        #expect(words(try load(both, desk)).last == "caseload-2.csv loaded [1, 1, 0, 0]")
        #expect(words(try load(both, desk)).allSatisfy { $0.contains(" before ") })
        try write(
            [
                "load.yaml": [
                    "files:", "  - {file: caseload-1.csv, covers: 2010-12-01..2010-12-31}", "  - file: caseload-2.csv",
                ]
            ], desk)
        #expect(words(try load(both, desk)).allSatisfy { $0.contains(" loaded ") })
        #expect(try tiers().last == 3)
    }

    @Test(
        "whose plan says kinds, mappings, days and more is loaded by it, each file with what is said of all and of itself"
    )
    func planned() throws {
        let desk = try Desk()
        let folder = try write(
            [
                "load.yaml": [
                    "source: Delius", "mapping: delius.yaml", "files:", "  - file: november.txt", "    kind: caseload",
                    "    uk-dates: yes", "    sniff-delimiter: yes", "    covers: 2010-10-01..2010-12-31",
                    "    for: [Lancashire, Devon & Cornwall]", "    horizon: 3", "    extracted: 2011-01-10",
                    "  - {file: offences.csv, kind: re-offences, source: PNC, mapping: pnc.yaml}",
                ],
                "delius.yaml": ["columns: {Case: crn, Snapshot: snapshot_date}"], "pnc.yaml": ["ignore: [Officer]"],
                "november.txt": ["Snapshot;Case;trust;pnc_matched", "31/12/2010;X100001;PT-LANCASHIRE;yes"],
                "offences.csv": [Self.offences + ",Officer", offence(1) + ",Nobody"],
                "caseload-not-named.csv": ["rubbish"],
            ], desk)
        let results = try load(folder, desk)
        #expect(words(results) == ["november.txt loaded [1, 1, 0, 0]", "offences.csv loaded [1, 1, 0, 0]"])
        guard case .loaded(let summary) = results[0].outcome else { return }
        #expect(Set(summary.covered.map(\.name)) == ["Devon and Cornwall", "Lancashire"])
        #expect(summary.covered.allSatisfy { "\($0.from) \($0.through)" == "2010-10-01 2010-12-31" })
        let sources = try desk.connection.query("select source_system as source from warehouse.load order by load_id")
        #expect(try sources.map { try $0.get("source", as: String.self) } == ["Delius", "PNC"])
        #expect(try words(load(folder + "/load.yaml", desk)).allSatisfy { $0.contains(" before ") })
    }

    @Test(
        "with a plan that cannot be followed is refused with the plan's line, before anything is loaded",
        arguments: [
            (
                "files:\n  - {file: a.csv, kind: caselod}",
                "load.yaml:2: 'caselod' is not a kind of extract; is 'caseload' meant?"
            ),
            ("files:\n  - {kind: caseload}", "load.yaml:2: it names no file"),
            (
                "uk-dates: perhaps\nfiles: [{file: a.csv, kind: caseload}]",
                "load.yaml:1: uk-dates is neither yes nor no"
            ),
            (
                "files:\n  - {file: a.csv, kind: caseload, cover: x}",
                "'cover' is not a key of each of files; is 'covers' meant?"
            ),
            ("files:\n  - file: a.csv\n    kind: caseload\n    covers: 2010", "load.yaml:4: covers is '2010'"),
            ("horizon: 0\nfiles: []", "load.yaml:1: horizon is '0'"), ("source: x", "it has no 'files'"),
            ("", "it is empty"),
            (
                "rejected: r.csv\nfiles: [{file: a.csv, kind: caseload}]",
                "load.yaml:1: rejected stands above 'files', but each file has a list of its own"
            ),
            (
                "files:\n  - {file: a.csv, kind: caseload, rejected: r.csv}\n"
                    + "  - {file: b.csv, kind: targets, rejected: ./r.csv}",
                "load.yaml:3: the list of 'a.csv' has this name already"
            ),
            ("files: []", "it names no file"),
        ])
    func badPlan(text: String, message: String) throws {
        let desk = try Desk()
        try desk.write(text.utf8, as: "load.yaml")
        let error = #expect(throws: BatchError.self) { try plan(desk.folder) }
        #expect(error.map { "\($0)" }?.contains(message) == true, "\(error.map { "\($0)" } ?? "")")
        #expect(error?.exitCode == .badConfiguration)
    }

    @Test("with a file of which nobody says what it is, is refused with the file's name and what to do")
    func unclear() throws {
        let desk = try Desk()
        let folder = try write(["caseload.csv": [Self.heading, person(1)], "people.csv": ["a,b", "1,2"]], desk)
        let error = #expect(throws: BatchError.self) { try plan(folder) }
        #expect(error == .unclearKind(file: folder + "/people.csv", kinds: []))
        #expect(error.map { "\($0)" }?.contains("load.yaml") == true)
        #expect(throws: BatchError.noFiles(folder: desk.folder)) { try plan(desk.folder) }
        #expect(throws: BatchError.self) { try plan(desk.folder + "/nowhere") }
        _ = try write(
            ["people.csv": [Self.heading.replacing(",", with: ";"), "2010-12-31;X100001;PT-LANCASHIRE;yes"]], desk)
        #expect(throws: LoadError.otherDelimiter(file: folder + "/people.csv", delimiter: "semicolons")) {
            try plan(folder)
        }
    }

    @Test("takes every workbook for an extract, also of a form that is not read: its load says so")
    func workbooks() throws {
        let desk = try Desk()
        let folder = try write(
            ["caseload.csv": [Self.heading, person(1)], "targets.xlsm": [], "notes.docx": []], desk)
        let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 1_024)
        try desk.write(old, as: "quarter/area-counts.XLS")
        try desk.write([0x50, 0x4B, 3, 4] + Array(repeating: 0, count: 60), as: "quarter/programmes.xlsb")
        let results = try load(folder, desk)
        #expect(
            Set(results.map(\.name)) == ["caseload.csv", "targets.xlsm", "area-counts.XLS", "programmes.xlsb"])
        for result in results {
            guard case .failed(let error) = result.outcome else {
                #expect(result.name == "caseload.csv")
                continue
            }
            #expect("\(error)".contains(result.name) && (error as? any ExitCoded)?.exitCode == .badData, "\(error)")
        }
        let refusal = words(results).first { $0.hasPrefix("area-counts.XLS") }
        #expect(refusal?.contains("xlsx") == true, "\(refusal ?? "")")
    }

    @Test("with a mapping that is missing or wrong is refused with what is wrong with the mapping")
    func wrongMapping() throws {
        let desk = try Desk()
        let folder = try write(["people.csv": [Self.heading, person(1)]], desk)
        let mapping = desk.folder + "/nowhere.yaml"
        #expect(
            throws: LoadError.notFound(path: mapping, reason: "there is no such file, or no right to read it")
        ) { try plan(folder) { $0.mapping = mapping } }
        try desk.write("column: {a: crn}\n".utf8, as: "nowhere.yaml")
        let error = #expect(throws: LoadError.self) { try plan(folder) { $0.mapping = mapping } }
        #expect(error.map { "\($0)" }?.contains("nowhere.yaml:1:") == true, "\(error.map { "\($0)" } ?? "")")
        try desk.write("kinds: {caseload: {columns: {Officer: managed_by}}}\n".utf8, as: "nowhere.yaml")
        #expect(try plan(folder) { $0.mapping = mapping }.files.map(\.kind) == [.caseload])
    }

    @Test(
        "ends with the worst of its files' exit codes, tries nothing once a stop is requested, and names files that are gone"
    )
    func exitCodes() throws {
        let desk = try Desk()
        let folder = try write(
            [
                "load.yaml": [
                    "files:", "  - {file: gone.csv, kind: caseload}", "  - {file: bad.csv, kind: targets}",
                    "  - {file: worse.csv, kind: area-counts, mapping: none.toml}",
                ],
                "bad.csv": ["a,b"], "worse.csv": ["a,b"], "none.toml": ["x = 1"],
            ], desk)
        let results = try load(folder, desk)
        #expect(results.exitCode == .badConfiguration, "\(words(results))")
        #expect(words(results).contains { $0.hasPrefix("gone.csv failed:") && $0.contains("No such file") })
        let interrupt = Interrupt()
        interrupt.request()
        let stopped = try load(folder, desk, interrupt: interrupt)
        #expect(stopped.count == 3 && words(stopped).allSatisfy { $0.hasSuffix("not tried: a stop was requested") })
    }

    @Test("is known again by keyed hashes: with another key nobody can find out what is in a file")
    func keyed() throws {
        let (desk, other) = (try Desk(), try Desk())
        var digests: [[String]] = []
        for desk in [desk, other] {
            let folder = try write(["caseload.csv": [Self.heading, person(1)]], desk)
            #expect(words(try load(folder, desk)) == ["caseload.csv loaded [1, 1, 0, 0]"])
            let row = try desk.connection.query(
                "select encode(content, 'hex') as content, encode(settings, 'hex') as settings from warehouse.loaded_file"
            )[0]
            digests.append([try row.get("content"), try row.get("settings")])
        }
        #expect(digests[0][0] != digests[1][0] && digests[0][1] != digests[1][1])
        try FileManager.default.removeItem(atPath: desk.key.path)
        let without = words(try load(desk.folder + "/quarter", desk))
        #expect(
            without.count == 1 && without[0].contains("failed: ") && without[0].contains("pseudonym.key is not there"))
    }

    @Test("a file that is another one than that which was looked at is not loaded")
    func changed() throws {
        let desk = try Desk()
        let path = try desk.write((Self.heading + "\n" + person(1) + "\n").utf8)
        let content = try FileContent(of: path, hashedBy: FileHash(nil), interrupt: Interrupt())
        try desk.write((Self.heading + "\n" + person(2) + "\n").utf8)
        #expect(throws: LoadError.changed(file: path)) {
            try desk.load(path: path) { $0.record = FileRecord(content: content, settings: content.digest) }
        }
        #expect(try desk.count("select count(*) from warehouse.load") == 0)
    }
}
