import Foundation
import Glibc
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Submissions

@Suite("Submitting")
struct SubmitTests {
    private static let lancashire = "from: 2010-11Q4\npartnerships: [Lancashire]\n"
    private static let bundle = "Lancashire-2010-11Q4-edition-1"
    private static let words = ["submit", "--area", "Lancashire", "--quarter", "2010-11Q4", "--as-of", "2011-07-28"]

    private func submit(_ desk: Desk, _ more: String..., with environment: [String: String] = [:]) throws -> (
        status: Int32, said: String
    ) {
        try desk.run(Self.words + more, with: environment)
    }

    @Test("a return is prepared, delivered whole, and never again, by whatever name it is asked for")
    func once() throws {
        let desk = try Desk(settings: Self.lancashire)
        let first = try submit(desk)
        #expect(first.status == 0, "\(first.said)")
        #expect(try desk.entries().map(\.state) == [.prepared, .delivered])
        #expect(desk.names(in: "outbox") == [Self.bundle])
        #expect(
            desk.names(in: "outbox/\(Self.bundle)")
                == [
                    "cover.txt", "manifest.json", "return.csv", "return.csv-metadata.json", "return.html",
                    "return.json",
                    "return.ods", "submission.json", "submission.sig", "summary.html", "summary.txt",
                    "suppressions.csv",
                ])
        let cover = String(decoding: try desk.contents("outbox/\(Self.bundle)/cover.txt"), as: UTF8.self)
        #expect(
            cover.contains("Partnership: Lancashire\n") && cover.contains("Indicators: EMPLOYED, SETTLED\n"), "\(cover)"
        )

        // E10000017 is the county of that name.
        for area in ["Lancashire", "lancashire", "E10000017"] {
            let again = try desk.run("submit", "--area", area, "--quarter", "2010-11Q4")
            #expect(again.status == 0 && again.said.contains("delivered before"), "\(again.said)")
        }
        #expect(try desk.entries().count == 2)
        let verified = try desk.run("submissions", "verify", "--recompute")
        #expect(verified.status == 0 && verified.said.contains("identical to the last byte"), "\(verified.said)")
        // On any machine, without a warehouse.
        let offline = try desk.run("submissions", "verify", "\(desk.home)/outbox/\(Self.bundle)")
        #expect(offline.status == 0, "\(offline.said)")
    }

    @Test("a return that is submitted is, to the last byte, the one that laa return writes from the same vintage")
    func sameReturn() throws {
        let desk = try Desk(settings: Self.lancashire)
        #expect(try submit(desk).status == 0)
        let vintage = try #require(try desk.entries().first?.content?.lastVintage)
        let returned = try desk.run(
            "return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--as-of", "\(vintage)", "--output",
            "\(desk.home)/return")
        #expect(returned.status == 0, "\(returned.said)")
        let names = desk.names(in: "return")
        #expect(names.count == 9, "\(names)")
        for name in names {
            #expect(
                try desk.contents("return/\(name)") == desk.contents("outbox/\(Self.bundle)/\(name)"), "\(name)")
        }
    }

    @Test("nothing is submitted before its data can be complete, nor from a day that has not come")
    func early() throws {
        let desk = try Desk(settings: Self.lancashire)
        let early = try desk.run(
            "submit", "--area", "Lancashire", "--quarter", "2010-11Q4", "--as-of", "2011-06-29", "--override", "now")
        #expect(early.status == 75 && early.said.contains("2011-06-30"), "\(early.said)")
        let day = try desk.run("submit", "--due", "--as-of", "2900-01-01")
        #expect(day.status == 64 && day.said.contains("has not come yet"), "\(day.said)")
        #expect(try desk.entries().isEmpty)
        #expect(desk.names(in: "outbox").isEmpty)
    }

    @Test("what is due is submitted on its day and not before, and what was missed is caught up")
    func due() throws {
        let desk = try Desk(settings: Self.lancashire + "due: 20\n")
        let before = try desk.run("submit", "--due", "--as-of", "2011-07-27")
        #expect(before.status == 0 && before.said.contains("nothing is due"), "\(before.said)")
        #expect(try desk.entries().isEmpty)
        #expect(try desk.run("submit", "--due", "--as-of", "2011-07-28").status == 0)
        #expect(desk.names(in: "outbox") == [Self.bundle])

        // Nothing had run for two quarters since the first of these.
        try desk.write(Self.lancashire.replacing("from: 2010-11Q4", with: "from: 2010-11Q2"), to: "submissions.yaml")
        let outage = try desk.run("submit", "--due", "--events", "--as-of", "2011-07-28")
        #expect(outage.status == 0, "\(outage.said)")
        #expect(
            desk.names(in: "outbox") == [
                "Lancashire-2010-11Q2-edition-1", "Lancashire-2010-11Q3-edition-1", Self.bundle,
            ])
        let events = outage.said.split(separator: "\n").filter { $0.hasPrefix("{") }
        #expect(events.count == 2 && events.allSatisfy { $0.contains(#""event":"delivered""#) }, "\(outage.said)")
        let count = try desk.entries().count
        #expect(try desk.run("submit", "--due", "--as-of", "2011-07-28").status == 0)
        #expect(try desk.entries().count == count)
    }

    @Test("the calendar shows what is waiting, complete, late and submitted on any day")
    func calendar() throws {
        let desk = try Desk(settings: Self.lancashire.replacing("from: 2010-11Q4", with: "from: 2010-11Q3"))
        #expect(try submit(desk).status == 0)
        func standings(_ day: String) throws -> [String] {
            let shown = try desk.run("calendar", "--as-of", day, "--format", "json")
            let list = try JSONSerialization.jsonObject(with: Data(shown.said.utf8)) as? [[String: Any]]
            return try #require(list).map { "\($0["quarter"] ?? "") \($0["standing"] ?? "")" }
        }
        // Complete on 31 March 2011; with Easter, the royal wedding and early May, the twentieth working day is 4 May.
        #expect(try standings("2011-03-30") == ["2010-11Q3 waiting", "2010-11Q4 waiting"])
        #expect(try standings("2011-03-31") == ["2010-11Q3 complete", "2010-11Q4 waiting"])
        #expect(try standings("2011-05-04").first == "2010-11Q3 due")
        #expect(try standings("2011-05-05").first == "2010-11Q3 late")
        #expect(try standings("2011-07-27").prefix(2) == ["2010-11Q3 late", "2010-11Q4 complete"])
        #expect(try standings("2011-07-28").prefix(2) == ["2010-11Q3 late", "2010-11Q4 submitted"])
        let diary = try desk.run("calendar", "--as-of", "2011-07-28", "--format", "ical").said
        #expect(diary.hasPrefix("BEGIN:VCALENDAR\r\n") && diary.hasSuffix("END:VCALENDAR\r\n"))
        #expect(diary.contains("DTSTART;VALUE=DATE:20110504\r\n"))
        #expect(diary.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 75 })
        let table = try desk.run("calendar", "--as-of", "2011-07-28").said
        #expect(table.contains("not an official one"), "\(table)")
    }

    @Test("the status says what is late and why, in words and as numbers, until it is submitted")
    func status() throws {
        let desk = try Desk(settings: Self.lancashire + "outbox: /proc/no/such/place\n")
        #expect(try desk.run("submit", "--due", "--as-of", "2011-07-29").status == 75)
        let metrics = "\(desk.home)/laa.prom"
        let late = try desk.run("status", "--as-of", "2011-07-29", "--metrics", metrics)
        #expect(late.status == 75, "\(late.said)")
        #expect(
            late.said.contains("LATE: Lancashire, 2010-11Q4, due on 2011-07-28: cannot write /proc"), "\(late.said)")
        let numbers = String(decoding: try desk.contents("laa.prom"), as: UTF8.self)
        #expect(
            numbers.contains("\nlaa_returns{standing=\"late\"} 1\n") && numbers.contains("\nlaa_returns_failing 1\n"))
        #expect(numbers.contains("\nlaa_returns_overdue_seconds 86400\n") && numbers.hasSuffix("\n"))
        // Prometheus's text format: for each metric one line of help, one with its type, and then its samples.
        var described: [String] = []
        for line in numbers.split(separator: "\n") {
            if let help = line.wholeMatch(of: /# HELP ([a-z_]+) \S.*/) { described.append(String(help.1)) }
            let name = try #require(
                line.wholeMatch(of: /# (?:HELP|TYPE) ([a-z_]+) .*|([a-z_]+)(?:\{[a-z]+="[a-z]+"\})? [0-9]+/), "\(line)")
            #expect(String(name.1 ?? name.2 ?? "") == described.last, "\(line)")
        }
        #expect(described.count == Set(described).count && described.count == 6)
        if Checker.promtool.isThere {
            let checked = try Started("/bin/sh", ["-c", "promtool check metrics <\(metrics)"])
            #expect(try checked.waitForEnd() == 0 && checked.output.isEmpty, "\(checked.output)")
        }
        try desk.write(Self.lancashire, to: "submissions.yaml")
        #expect(try desk.run("submit", "--due", "--as-of", "2011-07-29").status == 0)
        let doctor = try desk.run("doctor", "--format", "json")
        #expect(
            doctor.said.contains("slowest module") && doctor.said.contains(" for all, in the return made last"),
            "\(doctor.said)")
        let good = try desk.run("status", "--as-of", "2011-07-29")
        #expect(good.status == 0 && good.said.contains("1 submitted"), "\(good.said)")
        #expect(good.said.contains("The ledger is whole: 3 entries, 1 editions"), "\(good.said)")
    }

    @Test("killed between delivery by a command and its record, the command is run again with the same key")
    func killedAfterCommand() throws {
        let desk = try Desk()
        let script = try desk.script(
            "send", "echo \"$LAA_IDEMPOTENCY_KEY $LAA_CONTENT_HASH $(basename \"$1\")\" >>\(desk.home)/received")
        try desk.write(Self.lancashire + "deliver: {command: [\(script)]}\n", to: "submissions.yaml")
        #expect(try submit(desk, with: ["LAA_CRASH_AT": CrashPoint.commandDone.rawValue]).status == 128 + SIGKILL)
        #expect(try submit(desk).status == 0)
        #expect(try submit(desk).status == 0)
        let received = String(decoding: try desk.contents("received"), as: UTF8.self).split(separator: "\n")
        #expect(received.count == 2 && Set(received).count == 1 && received[0].hasPrefix(Self.bundle), "\(received)")
        #expect(try desk.entries().map(\.state) == [.prepared, .delivered])
        #expect(try desk.entries().last?.exitStatus == 0)
    }

    @Test("twenty at once deliver each return once, and all of them say that it is done")
    func atOnce() throws {
        let desk = try Desk()
        let script = try desk.script("send", "echo \"$LAA_IDEMPOTENCY_KEY\" >>\(desk.home)/received")
        try desk.write(
            "from: 2010-11Q4\npartnerships: [Lancashire, Cumbria]\n"
                + "deliver: {command: [\(script)]}\n",
            to: "submissions.yaml")
        let processes = try (0..<20).map { _ in try desk.start(["submit", "--due", "--as-of", "2011-07-28"]) }
        #expect(try processes.map { try $0.waitForEnd() } == Array(repeating: 0, count: 20))
        let entries = try desk.entries()
        #expect(entries.filter { $0.state == .delivered }.map(\.partnership).sorted() == ["Cumbria", "Lancashire"])
        #expect(entries.count == 4, "\(entries.map(\.state))")
        let received = String(decoding: try desk.contents("received"), as: UTF8.self).split(separator: "\n").sorted()
        #expect(received == ["Cumbria-2010-11Q4-edition-1", "Lancashire-2010-11Q4-edition-1"])
        #expect(try desk.run("submissions", "verify").status == 0)
    }

    @Test("a delivery command that fails is tried again, each try is recorded, and the next run goes on")
    func retries() throws {
        let desk = try Desk()
        let script = try desk.script(
            "send", "echo try >>\(desk.home)/tries", "echo no connection >&2",
            "[ $(wc -l <\(desk.home)/tries) -ge 5 ] || exit 7")
        try desk.write(
            Self.lancashire + "deliver: {command: [\(script)], tries: 3, wait: 0}\n", to: "submissions.yaml")
        let failed = try submit(desk)
        #expect(failed.status == 75 && failed.said.contains("exit status 7"), "\(failed.said)")
        var entries = try desk.entries()
        #expect(entries.map(\.state) == [.prepared, .failed, .failed, .failed])
        #expect(entries.dropFirst().allSatisfy { $0.exitStatus == 7 && $0.output == "no connection" })
        #expect(entries[3].reason?.contains("try 3 of 3") == true)
        // --due resumes it too.
        let due = try desk.run("submit", "--due", "--as-of", "2011-07-28")
        #expect(due.status == 0, "\(due.said)")
        entries = try desk.entries()
        #expect(entries.map(\.state) == [.prepared, .failed, .failed, .failed, .failed, .delivered])
    }

    @Test("a closed gate is named with its remedy and recorded once; an override is on the cover")
    func gates() throws {
        let desk = try Desk(settings: Self.lancashire)
        let connection = try desk.connection()
        try connection.execute("update warehouse.termination set accommodation = null where offender_id % 2 = 0")
        try connection.execute("update warehouse.quality_threshold set largest_share = 0.1 where measure = 'answered'")
        for _ in 1...2 {
            let closed = try submit(desk)
            #expect(closed.status == 65, "\(closed.said)")
            #expect(closed.said.contains("Lancashire, 2010-11Q4") && closed.said.contains("gate 'quality'"))
            #expect(closed.said.contains("laa warehouse check"))
        }
        #expect(try desk.entries().map(\.state) == [.failed])
        #expect(desk.names(in: "outbox").isEmpty)
        let overridden = try submit(desk, "--override", "agreed with the trust")
        #expect(overridden.status == 0, "\(overridden.said)")
        let prepared = try #require(try desk.entries().first { $0.state == .prepared })
        #expect(prepared.overrideReason == "agreed with the trust")
        let cover = String(decoding: try desk.contents("outbox/\(Self.bundle)/cover.txt"), as: UTF8.self)
        #expect(cover.contains("DID NOT PASS EVERY GATE. Why: agreed with the trust\n- quality: SETTLED"), "\(cover)")
    }

    @Test("a module that fails closes a gate, and nothing is half sent")
    func moduleFails() throws {
        let desk = try Desk(settings: Self.lancashire)
        let failed = try submit(desk, "--time-limit", "0.001")
        #expect(failed.status == 70 && failed.said.contains("gate 'modules'"), "\(failed.said)")
        #expect(try desk.entries().map(\.state) == [.failed])
        #expect(desk.names(in: "outbox").isEmpty)
        #expect(try submit(desk).status == 0)
    }

    @Test("changed data make a new edition with its reason and what changed; the old one stays; unchanged ones do not")
    func revision() throws {
        let desk = try Desk(settings: Self.lancashire)
        #expect(try submit(desk, "--revise", "late data").status == 66)
        #expect(try submit(desk).status == 0)
        let same = try submit(desk, "--revise", "late data")
        #expect(same.status == 0 && same.said.contains("no figure has changed"), "\(same.said)")
        #expect(try desk.entries().count == 2)
        try desk.connection().execute(
            "update warehouse.termination set accommodation = 'settled and suitable' where accommodation is not null")
        let revised = try submit(desk, "--revise", "late data")
        #expect(revised.status == 0, "\(revised.said)")
        #expect(try desk.entries().map(\.state) == [.prepared, .delivered, .prepared, .delivered, .superseded])
        #expect(desk.names(in: "outbox") == [Self.bundle, "Lancashire-2010-11Q4-edition-2"])
        let changes = String(
            decoding: try desk.contents("outbox/Lancashire-2010-11Q4-edition-2/changes.csv"), as: UTF8.self)
        #expect(
            changes.hasPrefix("indicator,area_code,area_level,by,group,column,before,after\r\nSETTLED,"), "\(changes)")
        #expect(!changes.contains("EMPLOYED,"))
        let cover = String(
            decoding: try desk.contents("outbox/Lancashire-2010-11Q4-edition-2/cover.txt"), as: UTF8.self)
        #expect(cover.contains("Replaces edition 1, which stays readable. Why: late data"))
        // Rows that were changed without a new vintage are detected.
        let verified = try desk.run("submissions", "verify", "--recompute")
        #expect(
            verified.status == 65 && verified.said.contains("edition 1): return.csv, recomputed"), "\(verified.said)")
        #expect(!verified.said.contains("edition 2)"))
    }

    @Test("a stored bundle that was changed is found, and is not delivered")
    func changedBundle() throws {
        let desk = try Desk(settings: Self.lancashire)
        #expect(try submit(desk, with: ["LAA_CRASH_AT": CrashPoint.prepared.rawValue]).status == 128 + SIGKILL)
        try desk.write("indicator\r\n", to: "submissions/\(Self.bundle)/return.csv")
        let refused = try submit(desk)
        #expect(refused.status == 75 && refused.said.contains("return.csv was changed"), "\(refused.said)")
        #expect(desk.names(in: "outbox").isEmpty)
        #expect(try desk.run("submissions", "verify").status == 65)
    }

    @Test("another bundle of the same name in the outbox is neither taken for this one nor replaced")
    func taken() throws {
        let desk = try Desk(settings: Self.lancashire)
        try FileManager.default.createDirectory(
            atPath: "\(desk.home)/outbox/\(Self.bundle)", withIntermediateDirectories: true)
        try desk.write("not ours", to: "outbox/\(Self.bundle)/file")
        let refused = try submit(desk)
        #expect(refused.status == 75 && refused.said.contains("is not this bundle"), "\(refused.said)")
        #expect(try desk.contents("outbox/\(Self.bundle)/file") == Data("not ours".utf8))
        #expect(try desk.entries().map(\.state) == [.prepared, .failed])
    }

    @Test("an outbox that cannot be written to is said, recorded, and taken up again")
    func outboxFails() throws {
        let desk = try Desk(settings: Self.lancashire + "outbox: /proc/no/such/place\n")
        let refused = try submit(desk)
        #expect(refused.status == 75 && refused.said.contains("/proc/no/such/place"), "\(refused.said)")
        #expect(try desk.entries().map(\.state) == [.prepared, .failed])
        try desk.write(Self.lancashire, to: "submissions.yaml")
        #expect(try submit(desk).status == 0)
        #expect(try desk.entries().map(\.state) == [.prepared, .failed, .delivered])
    }

    @Test(
        "settings that cannot be used are refused with their line, and nothing is submitted",
        arguments: [
            ("", "no partnership is scheduled"), ("partnerships: [Lancashire]", ":1: no first quarter is given"),
            (
                "from: 2010-11Q1\npartnership: [Lancashire]",
                ":2: 'partnership' is not a key of the settings; is 'partnerships' meant?"
            ),
            ("from: 2010Q1", ":1: '2010Q1' is not a quarter"), ("due: -3", ":1: '-3' is not a number from 0 to 250"),
            ("from: 2010-11Q4\npartnerships: [Lancashire, Lancashire]", "is there twice"),
            ("outbox: here", "is not a path from the root"),
            ("prediction-uncertainty: true", "Name one as model: NAME@VERSION"),
            ("model: own@1\nprediction-uncertainty: certainly", "is neither true nor false"),
            ("deliver: {command: [sftp]}", "program's path from the root"),
            ("from: 2010-11Q1\ndue: [", ":3: it is not YAML"),
            (
                "from: 2010-11Q1\npartnerships:\n- {area: Lancashire, dew: 3}",
                ":3: 'dew' is not a key of a partnership; is 'due'"
            ),
            ("deliver:\n  command: [/bin/true]\n  tires: 3", ":3: 'tires' is not a key of deliver; is 'tries' meant?"),
        ])
    func settings(text: String, expected: String) throws {
        let desk = try Desk(settings: text)
        let refused = try desk.run("submit", "--due", "--as-of", "2011-07-28")
        #expect(refused.status == 78 && refused.said.contains(expected), "\(refused.said)")
        #expect(try desk.entries().isEmpty)
    }

    @Test("a signing key that others can read is refused, and so is a lost one once bundles were signed")
    func key() throws {
        let desk = try Desk(settings: Self.lancashire)
        #expect(try submit(desk).status == 0)
        chmod("\(desk.home)/submission.key", 0o644)
        let other = ["submit", "--area", "Cumbria", "--quarter", "2010-11Q4", "--as-of", "2011-07-28"]
        let open = try desk.run(other)
        #expect(open.status == 77 && open.said.contains("chmod 600"), "\(open.said)")
        unlink("\(desk.home)/submission.key")
        let lost = try desk.run(other)
        #expect(lost.status == 78 && lost.said.contains("Restore it"), "\(lost.said)")
        #expect(try desk.entries().count == 2)
    }
}
