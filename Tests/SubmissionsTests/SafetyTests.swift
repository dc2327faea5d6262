import Foundation
import Glibc
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Submissions

extension SubmitTests {
    /// What must not happen unattended: a return sent early, twice, half, from the wrong data, or changed without a
    /// trace.
    @Suite("Unattended")
    struct SafetyTests {
        private static let lancashire = "from: 2010-11Q4\npartnerships: [Lancashire]\n"
        private static let bundle = "Lancashire-2010-11Q4-edition-1"

        private func submit(
            _ desk: Desk, _ area: String = "Lancashire", _ quarter: String = "2010-11Q4", asOf: String = "2011-07-28",
            _ more: String..., with environment: [String: String] = [:]
        ) throws -> (status: Int32, said: String) {
            try desk.run(
                ["submit", "--area", area, "--quarter", quarter, "--as-of", asOf] + more, with: environment)
        }

        /// Loads, on a day, an extract that revises a quarter of Lancashire's rows.
        private func revise(_ desk: Desk, loadedOn day: String, from: String, through: String) throws {
            try desk.connection().execute(
                """
                begin;
                insert into warehouse.vintage (kind, source_system, covers_from, covers_through, loaded_at)
                values ('terminations', 'late', '\(from)', '\(through)', '\(day) 12:00Z');
                with late as (
                    update warehouse.termination t set superseded_by = (select max(vintage_id) from warehouse.vintage)
                    where superseded_by is null and accommodation = 'not settled'
                        and terminated_on between '\(from)' and '\(through)' and offender_id % 100 < 20
                        and authority_id in (
                            select area_id from warehouse.area where name = 'Lancashire' and level = 'local-authority')
                    returning t.*
                )
                insert into warehouse.termination
                    (offender_id, terminated_on, vintage_id, trust_id, authority_id, kind, reason, accommodation, employment)
                select offender_id, terminated_on, superseded_by, trust_id, authority_id, kind, reason,
                    'settled and suitable', employment
                from late;
                commit
                """)
            try Fixture.coverEveryArea(desk.connection())
        }

        @Test(
            "a return as of a day sees no extract that was loaded later, and late data make a new edition by themselves"
        )
        func asOf() throws {
            let desk = try Desk(settings: Self.lancashire)
            try revise(desk, loadedOn: "2011-08-05", from: "2011-01-01", through: "2011-03-31")
            let first = try desk.run("submit", "--due", "--as-of", "2011-07-28")
            #expect(first.status == 0, "\(first.said)")
            let content = try #require(try desk.entries().first?.content)
            // Twelve quarters to March 2011 and one to June; the late one is the 25th.
            #expect(content.lastVintage == 13)
            #expect(try desk.run("submit", "--due", "--as-of", "2011-08-04").said.contains("nothing is due"))
            #expect(try desk.entries().count == 2)

            let late = try desk.run("submit", "--due", "--as-of", "2014-07-28")
            // Not automatically after a year.
            #expect(!late.said.contains("2010-11Q4"), "\(late.said)")
            #expect(try desk.run("submissions", "verify", "--recompute").status == 0)
        }

        @Test("late data that change no figure change nothing, and are not looked at again")
        func lateData() throws {
            let desk = try Desk(settings: Self.lancashire)
            // Loaded in order, as happens in the warehouse.
            try desk.connection().execute("delete from warehouse.termination where vintage_id > 13")
            try desk.connection().execute("delete from warehouse.coverage where vintage_id > 13")
            try desk.connection().execute("delete from warehouse.vintage where vintage_id > 13")
            #expect(try desk.run("submit", "--due", "--as-of", "2011-07-28").status == 0)
            try desk.connection().execute(
                "insert into warehouse.vintage (kind, source_system, covers_from, covers_through, loaded_at) "
                    + "values ('terminations', 'late', '2011-07-01', '2011-07-31', '2011-08-02 12:00Z')")
            let same = try desk.run("submit", "--due", "--as-of", "2011-08-03")
            #expect(same.status == 0 && same.said.contains("nothing is due"), "\(same.said)")
            #expect(try desk.entries().count == 2)
            #expect(desk.names(in: "submissions.state").contains("\(Self.bundle).checked"))

            try revise(desk, loadedOn: "2011-08-05", from: "2011-01-01", through: "2011-03-31")
            #expect(try desk.run("submit", "--due", "--as-of", "2011-08-04").said.contains("nothing is due"))
            let late = try desk.run("submit", "--due", "--as-of", "2011-08-05")
            #expect(late.status == 0 && late.said.contains("edition 2: delivered"), "\(late.said)")
            let cover = String(
                decoding: try desk.contents("outbox/Lancashire-2010-11Q4-edition-2/cover.txt"), as: UTF8.self)
            #expect(cover.contains("Why: late data: extract"), "\(cover)")
            #expect(desk.names(in: "outbox") == [Self.bundle, "Lancashire-2010-11Q4-edition-2"])
            #expect(try desk.run("submit", "--due", "--as-of", "2011-08-05").said.contains("nothing is due"))
            let verified = try desk.run("submissions", "verify", "--recompute")
            #expect(verified.status == 0 && verified.said.contains("2 recomputed returns"), "\(verified.said)")
        }

        @Test("a warehouse that held nothing on the day, or whose loads are out of order, is not sent from")
        func noState() throws {
            let desk = try Desk(settings: Self.lancashire)
            try desk.connection().execute("update warehouse.vintage set loaded_at = '2015-01-01'")
            let nothing = try submit(desk)
            #expect(nothing.status == 75 && nothing.said.contains("first was loaded on 2015-01-01"), "\(nothing.said)")
            try desk.connection().execute("update warehouse.vintage set loaded_at = '2010-01-01' where vintage_id = 9")
            let mixed = try submit(desk)
            #expect(mixed.status == 75 && mixed.said.contains("known what the warehouse held"), "\(mixed.said)")
            // Synthetic extracts stand in for those of any day.
            try desk.connection().execute(
                "update warehouse.vintage set synthetic = true, loaded_at = '2015-01-01'")
            #expect(try submit(desk).status == 0)
            #expect(try desk.entries().map(\.state) == [.prepared, .delivered])
        }

        @Test("what is wrong with one partnership keeps no other one back")
        func others() throws {
            let desk = try Desk(settings: "from: 2010-11Q4\npartnerships: [Lancashre, Cumbria, Kent]\n")
            try desk.connection().execute(
                "update warehouse.termination set accommodation = null where authority_id in "
                    + "(select area_id from warehouse.area where name = 'Kent')")
            let run = try desk.run("submit", "--due", "--as-of", "2011-07-28")
            #expect(run.status == 65, "\(run.said)")
            #expect(
                run.said.contains(
                    "Lancashre, 2010-11Q4: not submitted: there is no area 'Lancashre'; nearest: Lancashire"),
                "\(run.said)")
            #expect(run.said.contains("Kent, 2010-11Q4, edition 1: not submitted: gate 'quality'"), "\(run.said)")
            #expect(desk.names(in: "outbox") == ["Cumbria-2010-11Q4-edition-1"])
            let status = try desk.run("status", "--as-of", "2011-07-28")
            #expect(status.status == 75 && status.said.contains("DUE: Lancashre"), "\(status.said)")
        }

        @Test("nothing is submitted on top of a ledger that was tampered with")
        func tamperedLedger() throws {
            let desk = try Desk(settings: "from: 2010-11Q3\npartnerships: [Lancashire]\n")
            #expect(try submit(desk, "Lancashire", "2010-11Q3").status == 0)
            try desk.connection().execute(
                "alter table warehouse.submission disable trigger keep_submissions; "
                    + "update warehouse.submission set account = 'another' where number = 1")
            for words in [["--due"], ["--area", "Lancashire", "--quarter", "2010-11Q4"]] {
                let run = try desk.run(["submit", "--as-of", "2011-07-28"] + words)
                #expect(run.status == 65 && run.said.contains("entry 1: it was changed"), "\(run.said)")
            }
            #expect(try desk.entries().count == 2)
        }

        @Test("a return without one figure of the partnership's own is not sent as if that were one")
        func nothingOfItsOwn() throws {
            let desk = try Desk(settings: Self.lancashire)
            let empty = try submit(desk, "Norfolk")
            #expect(empty.status == 75 && empty.said.contains("a figure for Norfolk itself"), "\(empty.said)")
            #expect(desk.names(in: "outbox").isEmpty)
        }

        @Test("a module that is not at hand any more makes no smaller return, unless the settings say so")
        func missingModule() throws {
            let desk = try Desk(settings: Self.lancashire)
            #expect(try submit(desk, "Lancashire", "2010-11Q3").status == 0)
            unlink("\(desk.home)/modules/SETTLED.sql")
            let smaller = try submit(desk)
            #expect(
                smaller.status == 70 && smaller.said.contains("SETTLED was in the return for 2010-11Q3"),
                "\(smaller.said)")
            #expect(desk.names(in: "outbox") == ["Lancashire-2010-11Q3-edition-1"])
            try desk.write(Self.lancashire + "indicators: [EMPLOYED]\n", to: "submissions.yaml")
            #expect(try submit(desk).status == 0)
        }

        @Test("an indicator that the settings name is not left out because its data were never loaded")
        func namedIndicator() throws {
            let desk = try Desk(settings: Self.lancashire + "indicators: [SETTLED, WORKED]\n")
            let other = try String(contentsOfFile: "\(desk.home)/modules/SETTLED.sql", encoding: .utf8)
            try desk.write(
                other.replacing("id: SETTLED", with: "id: WORKED").replacing("[terminations]", with: "[work-sessions]"),
                to: "modules/WORKED.sql")
            try desk.trustModules()
            let refused = try submit(desk)
            #expect(refused.status == 75 && refused.said.contains("gate 'completeness'"), "\(refused.said)")
            // If the settings do not name it, it is listed as missing and the return goes out.
            try desk.write(Self.lancashire, to: "submissions.yaml")
            let sent = try submit(desk)
            #expect(sent.status == 0, "\(sent.said)")
            let cover = String(decoding: try desk.contents("outbox/\(Self.bundle)/cover.txt"), as: UTF8.self)
            #expect(cover.contains("Not included: WORKED.sql"), "\(cover)")
        }

        @Test("small counts are kept back in what is submitted, and a bundle in which nothing is never goes out")
        func disclosure() throws {
            let desk = try Desk(settings: Self.lancashire)
            try desk.connection().execute(
                "update warehouse.termination set employment = 'unemployed' where offender_id % 100 > 3 and authority_id in "
                    + "(select area_id from warehouse.area where name = 'Lancashire')")
            #expect(try submit(desk, with: ["LAA_CRASH_AT": CrashPoint.prepared.rawValue]).status == 128 + SIGKILL)
            let kept = String(decoding: try desk.contents("submissions/\(Self.bundle)/suppressions.csv"), as: UTF8.self)
            #expect(kept.contains("EMPLOYED") && kept.contains("Lancashire"), "\(kept)")

            // However it got there: a bundle that is whole, signed and recorded, but holds the internal form.
            let folder = "\(desk.home)/submissions/\(Self.bundle)"
            try desk.write(#"{"marking": "OFFICIAL-SENSITIVE"}"#, to: "submissions/\(Self.bundle)/manifest.json")
            #expect(BundleCheck.isMarked(folder))
            let refused = try submit(desk)
            #expect(refused.status == 75 && desk.names(in: "outbox").isEmpty, "\(refused.said)")
        }

        @Test("where disclosure control cannot be done the return is not sent, whatever the reason to override")
        func notControlled() throws {
            let desk = try Desk(settings: Self.lancashire)
            #expect(try submit(desk, "Lancashire", "2010-11Q3").status == 0)
            // It was made before there was a register of publications, and can no longer be read.
            try desk.write("{}", to: "submissions/Lancashire-2010-11Q3-edition-1/manifest.json")
            unlink("\(desk.home)/submissions/Lancashire-2010-11Q3-edition-1/return.json")
            let refused = try submit(desk, "Lancashire", "2010-11Q4", asOf: "2011-07-28", "--override", "never mind")
            #expect(refused.status == 77 && refused.said.contains("gate 'disclosure'"), "\(refused.said)")
            #expect(desk.names(in: "outbox") == ["Lancashire-2010-11Q3-edition-1"])
        }

        @Test("a warehouse put back to an older backup is noticed, and nothing goes out twice")
        func putBack() throws {
            let desk = try Desk(settings: Self.lancashire)
            #expect(try submit(desk, "Cumbria").status == 0)
            try desk.connection().execute("create table public.backup as table warehouse.submission")
            try desk.connection().execute("create table public.backup_head as table warehouse.submission_head")
            #expect(try submit(desk).status == 0)
            // Together with every trace in the warehouse of what came after.
            try desk.connection().execute(
                """
                alter table warehouse.submission disable trigger all;
                alter table warehouse.submission_head disable trigger all;
                delete from warehouse.submission; insert into warehouse.submission table public.backup;
                delete from warehouse.submission_head; insert into warehouse.submission_head table public.backup_head;
                alter table warehouse.submission enable trigger all;
                """)
            #expect(try Ledger(try desk.connection()).problems().isEmpty)
            // The receiver has already taken what is in the outbox.
            try FileManager.default.removeItem(atPath: "\(desk.home)/outbox")
            for words in [["--area", "Lancashire", "--quarter", "2010-11Q4"], ["--due"]] {
                let refused = try desk.run(["submit"] + words + ["--as-of", "2011-07-28"])
                #expect(refused.status == 65 && refused.said.contains("put back to an older state"), "\(refused.said)")
            }
            #expect(desk.names(in: "outbox").isEmpty)
            let verified = try desk.run("submissions", "verify")
            #expect(verified.status == 65 && verified.said.contains("lacks entry 4"), "\(verified.said)")
        }

        @Test("where the ledger cannot be added to, that is said before any return is made")
        func readOnly() throws {
            let desk = try Desk(settings: Self.lancashire)
            let readOnly = ["PGOPTIONS": "-c default_transaction_read_only=on"]
            let due = ["submit", "--due", "--as-of", "2011-07-28"]
            let one = ["submit", "--area", "Lancashire", "--quarter", "2010-11Q4", "--as-of", "2011-07-28"]
            for words in [one, due] {
                let refused = try desk.run(words, with: readOnly)
                #expect(refused.status == 73 && refused.said.contains("nothing can be added to"), "\(refused.said)")
                #expect(!refused.said.contains("making edition"), "\(refused.said)")
            }
            #expect(try desk.run("publications").said.contains("Nothing has been published"))
            #expect(try desk.run(due).status == 0)
            #expect(desk.names(in: "outbox") == [Self.bundle])
            // With nothing to submit, nothing is to be recorded either.
            #expect(try desk.run(due, with: readOnly).status == 0)
        }

        @Test("an edition is acknowledged once, by whoever has it, and only where it was delivered and is that one")
        func acknowledged() throws {
            let desk = try Desk(settings: Self.lancashire)
            #expect(try desk.run("submissions", "acknowledge", "1", "--by", "them").status == 66)
            #expect(try submit(desk, with: ["LAA_CRASH_AT": CrashPoint.prepared.rawValue]).status == 128 + SIGKILL)
            #expect(try desk.run("submissions", "acknowledge", "1", "--by", "them").status == 66)
            #expect(try submit(desk).status == 0)
            let hash = try #require(try desk.entries().first?.content?.hash)
            let other = String(hash.reversed())
            #expect(try desk.run("submissions", "acknowledge", "1", "--by", "them", "--hash", other).status == 65)
            for said in ["acknowledged by them", "acknowledged before"] {
                let run = try desk.run(
                    "submissions", "acknowledge", "2", "--by", "them", "--hash", String(hash.prefix(12)))
                #expect(run.status == 0 && run.said.contains(said), "\(run.said)")
            }
            #expect(try desk.entries().map(\.state) == [.prepared, .delivered, .acknowledged])
            #expect(try desk.run("submissions").said.contains("acknowledged"))
            #expect(try desk.run("submissions", "verify").status == 0)
        }
    }
}
