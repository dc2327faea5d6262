import Foundation
import ReportKit
import Submissions
import TestSupport
import Testing

@testable import Portal

@Suite("The portal's interface for programs", .ownThreads)
struct APITests {
    private static let edition = "/api/v1/partnerships/lancashire/returns/2010-11Q4/1"

    private func ask(
        _ path: String, _ headers: [String: String] = [:], method: String = "GET", as token: AccessToken? = nil
    ) async throws -> Reply {
        let own = try token ?? PortalDesk.shared.get().lancashire
        return try await PortalDesk.portal.value.ask(path, own, method: method, headers)
    }

    @Test("a token lists its own partnerships, and a national one lists all")
    func partnerships() async throws {
        let desk = try PortalDesk.shared.get()
        func names(_ token: AccessToken) async throws -> [String] {
            let list = try await ask("/api/v1/partnerships", as: token).object["partnerships"] as? [[String: Any]] ?? []
            // Those of Kent come while the tests of pulling run.
            return list.compactMap { $0["name"] as? String }.filter { $0 != "Kent" }
        }
        #expect(try await names(desk.lancashire) == ["Lancashire"])
        #expect(try await names(desk.national) == ["Cumbria", "Lancashire"])
        let one = try await ask("/api/v1/partnerships/lancashire").object
        #expect(one["quarters"] as? Int == 2 && one["editions"] as? Int == 3, "\(one)")
        #expect((one["latest"] as? [String: Any])?["edition"] as? Int == 2)
        // Two quarters after that of the run are noted too.
        #expect((one["nextDue"] as? [String: Any])?["quarter"] as? String == "2011-12Q1", "\(one)")
    }

    @Test("every quarter has all of its editions, with why each was made and how much it changed")
    func returns() async throws {
        let returns =
            try await ask("/api/v1/partnerships/lancashire/returns").object["returns"] as? [[String: Any]] ?? []
        #expect(returns.map { $0["quarter"] as? String } == ["2010-11Q4", "2010-11Q3"])
        let editions = returns[0]["editions"] as? [[String: Any]] ?? []
        #expect(editions.map { $0["edition"] as? Int } == [2, 1])
        #expect(editions.map { $0["state"] as? String } == ["current", "superseded"])
        #expect(editions[0]["reason"] as? String == "late data" && editions[1]["reason"] is NSNull)
        #expect(editions[0]["changes"] as? Int ?? 0 > 0 && editions[1]["changes"] is NSNull)
    }

    @Test("an edition's files are what was signed, by name, size, hash, media type and strong tag")
    func files() async throws {
        let document = try await ask(Self.edition).object
        let files = document["files"] as? [[String: Any]] ?? []
        #expect(files.count == 12, "\(files.map { $0["name"] ?? "" })")
        for file in files {
            let (name, sum) = (try #require(file["name"] as? String), try #require(file["sha256"] as? String))
            let reply = try await ask(try #require(file["href"] as? String))
            #expect(reply.status == 200, "\(name)")
            #expect(BundleFile(name: name, contents: reply.body).hash == sum, "\(name)")
            #expect(reply.headers["etag"] == "\"\(sum)\"" && reply.body.count == file["bytes"] as? Int, "\(name)")
            #expect(
                reply.headers["content-type"] == file["mediaType"] as? String
                    && reply.headers["x-content-type-options"] == "nosniff")
            #expect(reply.headers["cache-control"] == "private, max-age=31536000, immutable")
        }
        let types = Dictionary(
            uniqueKeysWithValues: files.compactMap { file in
                (file["name"] as? String).flatMap { name in (file["mediaType"] as? String).map { (name, $0) } }
            })
        #expect(types["return.csv"] == "text/csv; charset=utf-8; header=present")
        #expect(types["return.json"] == "application/json; charset=utf-8")
        #expect(types["submission.sig"] == "text/plain; charset=utf-8")
        let page = try await ask("\(Self.edition)/files/return.html")
        #expect(
            page.headers["content-security-policy"]?.hasPrefix("default-src 'none'; style-src 'unsafe-inline'") == true)
    }

    @Test(
        "what is another partnership's, is not there or lies outside the bundles is refused in the same words",
        arguments: [
            "partnerships/cumbria", "partnerships/cumbria/returns", "partnerships/cumbria/returns/2010-11Q4/1",
            "partnerships/cumbria/returns/2010-11Q4/1/files/return.json",
            "partnerships/cumbria/returns/2010-11Q4/1/bundle.zip", "partnerships/cumbria/feed.atom",
            "partnerships/atlantis", "partnerships/lancashire/returns/2010-11Q4/3",
            "partnerships/lancashire/returns/2010-11Q4/01", "partnerships/lancashire/returns/2010-11Q4/-1",
            "partnerships/lancashire/returns/2010-11Q4/99999999999999999999",
            "partnerships/lancashire/returns/2010-11q4/1", "partnerships/lancashire/returns/1999-00Q1/1",
            "partnerships/lancashire/returns/2010-11Q4/1/files/submission.key",
            "partnerships/lancashire/returns/2010-11Q4/1/files/..",
            "partnerships/lancashire/returns/2010-11Q4/1/files/%2e%2e",
            "partnerships/lancashire/returns/2010-11Q4/1/files/..%5csubmission.key",
            "partnerships/lancashire/returns/../../../submission.key",
            "partnerships/lancashire/returns/2010-11Q4/1/files/RETURN.JSON", "findings?partnership=cumbria",
        ])
    func hidden(path: String) async throws {
        let reply = try await ask("/api/v1/\(path)")
        #expect(reply.status == 404, "\(reply.text)")
        #expect(reply.headers["content-type"] == "application/problem+json")
        #expect(reply.text.contains("here that you may read") && !reply.text.contains("Cumbria"), "\(reply.text)")
    }

    @Test(
        "an address that cannot be read is refused",
        arguments: [
            "/api/v1/partnerships/lancashire/returns/2010-11Q4/1/files/..%2f..%2f..%2fsubmission.key",
            "/api/v1/partnerships/%00", "/api/v1/partnerships/%ff", "/api/v1/partnerships/%0a", "/%zz",
        ])
    func unreadable(path: String) async throws {
        let reply = try await PortalDesk.portal.value.ask("/", nil, method: "GET")
        #expect(reply.status == 303)
        let raw = try RawRequest(
            "GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", to: try await PortalDesk.portal.value.port)
        let text = raw.readToEnd()
        #expect(text.hasPrefix("HTTP/1.1 400 ") && text.contains("application/problem+json"), "\(text)")
    }

    @Test("without a token, or with what is none, the answer is a problem document that says how to send one")
    func nobody() async throws {
        let portal = try await PortalDesk.portal.value
        for headers in [[:], ["Authorization": "Bearer x"], ["Authorization": "Basic YTpi"], ["Cookie": "laa=1234"]] {
            for path in ["partnerships", "findings", "nothing", Self.edition.replacing("/api/v1/", with: "")] {
                let reply = try await portal.ask("/api/v1/\(path)", from: "192.0.2.\(20 + headers.count)", headers)
                #expect(reply.status == 401, "\(path) \(headers): \(reply.text)")
                #expect(reply.headers["www-authenticate"] == "Bearer realm=\"laa\"")
                #expect(reply.object["status"] as? Int == 401 && reply.object["title"] as? String == "Unauthorized")
                #expect(reply.headers["cache-control"] == "no-store")
            }
        }
        #expect(try await portal.ask("/api/v1/key.pem").text.hasPrefix("-----BEGIN PUBLIC KEY-----\n"))
        #expect(try await portal.ask("/api/v1/openapi.json").object["openapi"] as? String == "3.1.0")
    }

    @Test("what is there already is not sent again, whichever way its tag is named")
    func notModified() async throws {
        let path = "\(Self.edition)/files/return.json"
        let tag = try #require(try await ask(path).headers["etag"])
        for names in [tag, "\"other\", \(tag)", "W/\(tag)", "*", " \"x\" ,W/\"y\",\(tag)"] {
            let reply = try await ask(path, ["If-None-Match": names])
            #expect(reply.status == 304 && reply.body.isEmpty && reply.headers["etag"] == tag, "\(names)")
        }
        for names in ["\"other\"", String(tag.dropFirst().dropLast()), "", "\"\(tag)"] {
            #expect(try await ask(path, ["If-None-Match": names]).status == 200, "\(names)")
        }
        #expect(try await ask(path, ["If-Match": tag]).status == 200)
        #expect(try await ask(path, ["If-Match": "\"other\""]).status == 412)
        let list = try await ask("/api/v1/partnerships")
        #expect(list.headers["cache-control"] == "private, no-cache")
        #expect(try await ask("/api/v1/partnerships", ["If-None-Match": list.headers["etag"] ?? ""]).status == 304)
    }

    @Test(
        "one part of a file is sent where it is asked for, and all of it where the question cannot be read",
        arguments: [
            ("bytes=0-9", 206, 0, 10), ("bytes=5-5", 206, 5, 6), ("bytes=-5", 206, -5, 0),
            ("bytes=90-", 206, 90, 0),
            ("bytes=0-99999999", 206, 0, 0), ("BYTES=0-9", 206, 0, 10), ("bytes=0-1,4-5", 200, 0, 0),
            ("bytes=9-5", 200, 0, 0), ("bytes=x", 200, 0, 0), ("lines=0-9", 200, 0, 0), ("bytes=-", 200, 0, 0),
        ] as [(String, Int, Int, Int)])
    func parts(asked: String, status: Int, from: Int, to: Int) async throws {
        for path in ["files/return.csv", "bundle.zip"] {
            let whole = try await ask("\(Self.edition)/\(path)").body
            let reply = try await ask("\(Self.edition)/\(path)", ["Range": asked])
            #expect(reply.status == status, "\(asked): \(reply.status)")
            let lower = from < 0 ? whole.count + from : from
            let upper = to == 0 ? whole.count : to
            #expect(reply.body == whole[lower..<upper], "\(asked)")
            #expect(
                reply.headers["content-range"] == (status == 206 ? "bytes \(lower)-\(upper - 1)/\(whole.count)" : nil))
        }
    }

    @Test("a part that is not there is refused, and one of another edition of the file is not sent")
    func noPart() async throws {
        let path = "\(Self.edition)/files/return.csv"
        let whole = try await ask(path)
        for asked in ["bytes=99999999-", "bytes=-0", "bytes=99999999999999999999-"] {
            let reply = try await ask(path, ["Range": asked])
            #expect(reply.status == 416 && reply.headers["content-range"] == "bytes */\(whole.body.count)", "\(asked)")
        }
        let tag = try #require(whole.headers["etag"])
        #expect(try await ask(path, ["Range": "bytes=0-9", "If-Range": tag]).status == 206)
        #expect(try await ask(path, ["Range": "bytes=0-9", "If-Range": "\"other\""]).body == whole.body)
        // Of the whole: a compressed part would be a part of something else.
        #expect(
            try await ask(path, ["Range": "bytes=0-9", "Accept-Encoding": "gzip"]).headers["content-encoding"] == nil)
    }

    @Test("HEAD answers as GET without the body, and other methods are refused with those that are taken")
    func methods() async throws {
        for path in [
            "\(Self.edition)/files/return.csv", "\(Self.edition)/bundle.zip", "/api/v1/partnerships", "/sign-in",
        ] {
            let (whole, head) = (try await ask(path), try await ask(path, method: "HEAD"))
            #expect(head.status == 200 && head.body.isEmpty, "\(path)")
            for name in ["content-length", "content-type", "etag"] {
                #expect(head.headers[name] == whole.headers[name] && head.headers[name] != nil, "\(path) \(name)")
            }
        }
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
            let reply = try await ask("/api/v1/partnerships", method: method)
            #expect(reply.status == 405 && reply.headers["allow"] == "GET, HEAD", "\(method) \(reply.status)")
        }
        let reply = try await ask("/sign-out")
        #expect(reply.status == 405 && reply.headers["allow"] == "POST")
    }

    @Test("text is compressed for those who take that, under a tag of its own")
    func compressed() async throws {
        let path = "\(Self.edition)/files/return.html"
        let plain = try await ask(path)
        let packed = try await ask(path, ["Accept-Encoding": "br, gzip;q=0.8"])
        #expect(packed.headers["content-encoding"] == "gzip" && packed.body.starts(with: [0x1F, 0x8B]))
        #expect(packed.body.count < plain.body.count / 2 && packed.headers["vary"] == "Accept-Encoding")
        let tag = try #require(packed.headers["etag"])
        #expect(tag != plain.headers["etag"])
        #expect(try await ask(path, ["Accept-Encoding": "gzip", "If-None-Match": tag]).status == 304)
        #expect(try await ask(path, ["Accept-Encoding": "gzip;q=0"]).headers["content-encoding"] == nil)
        #expect(
            try await ask("\(Self.edition)/bundle.zip", ["Accept-Encoding": "gzip"]).headers["content-encoding"] == nil)
        let file = "/tmp/laa-portal-gzip-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try packed.body.write(to: URL(fileURLWithPath: file))
        let unpacked = try Checker.python.run([
            "-c", "import gzip, sys; sys.stdout.buffer.write(gzip.decompress(open(sys.argv[1], 'rb').read()))", file,
        ])
        #expect(Data(unpacked.output.utf8) == plain.body)
    }

    @Test("findings are those of return.json byte for byte, by indicator, area and quarter")
    func findings() async throws {
        let file = try await ask("/api/v1/partnerships/lancashire/returns/2010-11Q4/2/files/return.json")
        let found = try await ask("/api/v1/findings?indicator=settled&area=Lancashire&quarter=2010-11Q4")
        let list = found.object["findings"] as? [[String: Any]] ?? []
        #expect(!list.isEmpty && found.object["total"] as? Int == list.count && found.object["next"] is NSNull)
        for finding in list {
            #expect(finding["indicator"] as? String == "SETTLED" && finding["edition"] as? Int == 2)
            #expect(finding["formatVersion"] as? Int == file.object["formatVersion"] as? Int)
            #expect(
                ((finding["finding"] as? [String: Any])?["area"] as? [String: Any])?["name"] as? String == "Lancashire")
        }
        let first = try #require(
            PublishedReturn(Array(file.body)).reports.first { $0.indicator == "SETTLED" }?.findings
                .first { $0.area.name == "Lancashire" })
        #expect(found.body.range(of: Data(first.slice.text)) != nil)

        let all = try await ask("/api/v1/findings").object
        let total = try #require(all["total"] as? Int)
        var (seen, next) = (0, "/api/v1/findings?limit=7" as String?)
        while let path = next {
            let page = try await ask(path).object
            seen += (page["findings"] as? [Any])?.count ?? 0
            next = page["next"] as? String
        }
        #expect(seen == total && total > 7)
        for wrong in ["limit=0", "limit=x", "quarter=2010", "indicators=NI18", "offset=-1"] {
            let reply = try await ask("/api/v1/findings?\(wrong)")
            #expect(reply.status == 400 && reply.headers["content-type"] == "application/problem+json", "\(wrong)")
        }
    }

    @Test("the calendar says what is due as JSON and as iCalendar, of one's own partnerships alone")
    func calendar() async throws {
        let entries = try await ask("/api/v1/calendar").list
        #expect(
            entries.map { $0["quarter"] as? String } == [
                "2010-11Q3", "2010-11Q4", "2011-12Q1", "2011-12Q2", "2011-12Q3", "2011-12Q4",
            ], "\(entries)")
        #expect(Set(entries.map { $0["partnership"] as? String }) == ["Lancashire"])
        #expect(entries.prefix(2).allSatisfy { $0["standing"] as? String == "submitted" })
        let diary = try await ask("/api/v1/calendar.ics")
        #expect(diary.headers["content-type"] == "text/calendar; charset=utf-8")
        #expect(diary.text.hasPrefix("BEGIN:VCALENDAR\r\n") && !diary.text.contains("Cumbria"))
    }

    @Test("the feed has an entry for each edition, the latest first, which never changes its name")
    func feed() async throws {
        let feed = try await ask("/api/v1/partnerships/lancashire/feed.atom").text
        let entries = feed.matches(of: /<entry><id>([^<]*)<\/id><title>([^<]*)</).map { ("\($0.1)", "\($0.2)") }
        #expect(entries.map(\.1).first == "Lancashire, 2010-11Q4, edition 2")
        #expect(Set(entries.map(\.0)).count == 3 && entries.count == 3, "\(feed)")
        #expect(entries.map(\.0).contains("tag:laa,2010:Lancashire-2010-11Q4-edition-1"))
        #expect(feed.contains("<summary>late data</summary>"))
    }

    @Test("a downloaded bundle is the same each time, whole and signed, and OpenSSL alone can tell")
    func bundle() async throws {
        let portal = try await PortalDesk.portal.value
        let archive = try await ask("\(Self.edition)/bundle.zip")
        #expect(archive.headers["content-disposition"] == "attachment; filename=\"Lancashire-2010-11Q4-edition-1.zip\"")
        let folder = "/tmp/laa-portal-bundle-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try archive.body.write(to: URL(fileURLWithPath: "\(folder)/bundle.zip"))
        let unpacked = try Checker.python.run(["-m", "zipfile", "-e", "\(folder)/bundle.zip", folder])
        #expect(unpacked.status == 0)
        let bundle = "\(folder)/Lancashire-2010-11Q4-edition-1"
        let key = try PublicKey(file: "\(try PortalDesk.shared.get().home)/submission.key.pub")
        try FileManager.default.removeItem(atPath: "\(bundle)/key.pem")
        #expect(try BundleCheck(folder: bundle, key: key).problems.isEmpty)

        // The page's own commands.
        try Data(try await portal.ask("/api/v1/key.pem").body).write(to: URL(fileURLWithPath: "\(folder)/key.pem"))
        let page = try await portal.ask("/verify/by-hand").text
        let commands = page.matches(of: /<pre[^>]*><code>([^<]*)<\/code><\/pre>/).map {
            "\($0.1)".replacing("&gt;", with: ">").replacing("&#39;", with: "'").replacing("&quot;", with: "\"")
                .replacing("&amp;", with: "&")
        }
        #expect(commands.count == 3, "\(page)")
        func run(_ script: String) throws -> (status: Int32, said: String) {
            let started = try Started("/bin/sh", ["-ec", "cd '\(bundle)'; \(script)"])
            return (try started.waitForEnd(), started.output)
        }
        let sum = try run("cd ..; " + commands[0].split(separator: "\n")[1])
        #expect(sum.said.hasPrefix(key.fingerprint), "\(sum.said)")
        let signed = try run(commands[1])
        #expect(signed.status == 0 && signed.said.contains("Signature Verified Successfully"), "\(signed.said)")
        let whole = try run(commands[2])
        #expect(whole.status == 0 && whole.said.matches(of: /: OK/).count == 10, "\(whole.said)")
        try Data("x".utf8).write(to: URL(fileURLWithPath: "\(bundle)/return.csv"))
        #expect(try run(commands[2]).status != 0)
        _ = try run("echo >>submission.json")
        #expect(try run(commands[1]).status != 0)
    }

    @Test("a stored file that was changed is not passed on")
    func changed() async throws {
        let desk = try PortalDesk.shared.get()
        let copy = "/tmp/laa-portal-store-\(UUID().uuidString.prefix(8))"
        try FileManager.default.copyItem(atPath: "\(desk.home)/submissions", toPath: copy)
        defer { try? FileManager.default.removeItem(atPath: copy) }
        let library = try BundleLibrary(store: copy, publicKey: "\(desk.home)/submission.key.pub")
        let editions = try PortalDatabase.editions(of: ["Lancashire"], on: try desk.connection())
        let edition = try #require(editions.first)
        let bundle = try library.bundle(of: edition)
        let listed = try #require(bundle.files.first { $0.name == "return.csv" })
        try Data("indicator\r\n".utf8).write(to: URL(fileURLWithPath: "\(copy)/\(edition.bundle)/return.csv"))
        #expect(throws: PortalError.self) { try library.file(listed, of: bundle) }
        let other = try #require(editions.last)
        try Data("{}".utf8).write(to: URL(fileURLWithPath: "\(copy)/\(other.bundle)/submission.json"))
        #expect(throws: PortalError.self) { try library.bundle(of: other) }
    }

    @Test(
        "what answers is what openapi.json describes",
        .enabled(if: Checker.jsonschema, "not checked: Python has no jsonschema"))
    func described() async throws {
        let portal = try await PortalDesk.portal.value
        let description = try await portal.ask("/api/v1/openapi.json").body
        let folder = "/tmp/laa-portal-openapi-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try description.write(to: URL(fileURLWithPath: "\(folder)/openapi.json"))
        let answers = [
            ("/partnerships", "partnerships"), ("/partnerships/{partnership}", "partnerships/lancashire"),
            ("/partnerships/{partnership}/returns", "partnerships/lancashire/returns"),
            ("/partnerships/{partnership}/returns/{quarter}/{edition}", "partnerships/lancashire/returns/2010-11Q4/2"),
            ("/findings", "findings?limit=20"), ("/calendar", "calendar"),
        ]
        for (index, (_, path)) in answers.enumerated() {
            let reply = try await ask("/api/v1/\(path)")
            #expect(reply.status == 200)
            try reply.body.write(to: URL(fileURLWithPath: "\(folder)/\(index).json"))
        }
        let program = """
            import json, sys, jsonschema
            folder, paths = sys.argv[1], sys.argv[2:]
            api = json.load(open(folder + '/openapi.json'))
            for index, path in enumerate(paths):
                schema = api['paths'][path]['get']['responses']['200']['content']['application/json']['schema']
                schema = {**schema, 'components': api['components']}
                answer = json.load(open(f'{folder}/{index}.json'))
                for error in jsonschema.Draft202012Validator(schema).iter_errors(answer):
                    print(path, error.message[:300], list(error.path))
            """
        let checked = try Checker.python.run(["-c", program, folder] + answers.map(\.0))
        #expect(checked.status == 0 && checked.output.isEmpty, "\(checked.output)")
        // Every address that is described answers something.
        let api = try #require(try JSONSerialization.jsonObject(with: description) as? [String: Any])
        let paths = try #require(api["paths"] as? [String: Any]).keys.map {
            $0.replacing("{partnership}", with: "lancashire").replacing("{quarter}", with: "2010-11Q4")
                .replacing("{edition}", with: "1").replacing("{name}", with: "return.csv")
        }
        for path in paths { #expect(try await ask("/api/v1\(path)").status == 200, "\(path)") }
        #expect(paths.count == 13)
    }

    @Test(
        "schemathesis finds nothing that openapi.json does not describe, and no request that it does not foresee",
        .enabled(if: Checker.schemathesis, "not checked: schemathesis is not installed"))
    func probed() async throws {
        let desk = try PortalDesk.shared.get()
        // One of its own: wrong tokens are tried from this machine's address.
        let portal = try await desk.portal()
        defer { portal.stop() }
        let folder = "/tmp/laa-portal-schemathesis-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let probed = try Started(
            "/usr/bin/env",
            [
                "-C", folder, Checker.python.path ?? "python3", "-m", "schemathesis.cli", "run",
                "\(portal.origin)/api/v1/openapi.json", "--header", "Authorization: Bearer \(desk.lancashire.text)",
                "--url", "\(portal.origin)/api/v1", "--checks", "all", "--max-examples", "5", "--seed", "1",
                "--generation-deterministic", "--no-color", "--request-timeout", "60",
            ],
            environment: ProcessInfo.processInfo.environment.merging(["PYTHONPATH": Checker.schemathesisPackages]) {
                $1
            })
        let status = try probed.waitForEnd()
        let asked = probed.output.firstMatch(of: /(\d+) generated, (\d+) passed/)
        #expect(status == 0 && asked.flatMap { Int($0.2) } ?? 0 > 100, "\(probed.output.suffix(6_000))")
    }
}
