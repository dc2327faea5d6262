import Crypto
import Foundation
import Glibc
import Platform
import ReportKit
import Synchronization
import TestSupport
import Testing

@testable import Portal
@testable import Submissions

@Suite("Pulling returns from a portal", .serialized, .ownThreads)
struct PullTests {
    static let names = [
        "Lancashire-2010-11Q3-edition-1", "Lancashire-2010-11Q4-edition-1", "Lancashire-2010-11Q4-edition-2",
    ]

    /// A folder of a test's own, which is removed with it.
    final class Place: Sendable {
        let path = "/tmp/laa-pull-tests-\(UUID().uuidString.prefix(8))"
        deinit { try? FileManager.default.removeItem(atPath: path) }

        /// The editions that are in place, by name, and what else is there.
        var names: [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { $0 != ".laa-pull" }.sorted()
        }
        var keys: String { "\(path)/.laa-pull/keys" }
    }

    private func pull(
        _ place: Place, from origin: String, _ token: AccessToken? = nil, area: String = "Lancashire",
        authority: String? = nil
    ) async throws -> (fetched: [String], said: [String]) {
        let pull = try Pull(
            from: origin, area: area, into: place.path, token: token ?? PortalDesk.shared.get().lancashire,
            authority: authority, allowsHTTP: false)
        let said = Mutex<[String]>([])
        let fetched = try await pull.run(interrupt: Interrupt()) { line in said.withLock { $0.append(line) } }
        return (fetched.map { String($0.dropFirst(place.path.count + 1)) }, said.withLock { $0 })
    }

    /// Why a pull ends.
    private func failure(
        _ place: Place, from origin: String, _ token: AccessToken? = nil, area: String = "Lancashire"
    ) async throws -> PullError? {
        do {
            _ = try await pull(place, from: origin, token, area: area)
            return nil
        } catch let error as PullError {
            return error
        }
    }

    /// What was asked with a token, as the portal's log has it once it has all of it: `200 /api/v1/...`.
    private func log(_ number: Int, atLeast count: Int, with line: String = "") throws -> [String] {
        let owner = try PortalDesk.shared.get().connection()
        return try eventually("the log of what was asked") {
            let lines = try owner.query(
                "select status || ' ' || path as line from warehouse.portal_request where access = $1 order by number",
                [.integer(number)]
            ).map { try $0.get("line", as: String.self) }
            return lines.count >= count && lines.contains { $0.hasPrefix(line) } ? lines : nil
        }
    }

    @Test("what is there is put in place whole and as it was signed, and the next time nothing is sent again")
    func first() async throws {
        let desk = try PortalDesk.shared.get()
        let portal = try await PortalDesk.portal.value
        let (number, token) = try AccessRegister(try desk.connection()).grant(
            ["Lancashire"], to: "a puller", expiresOn: nil, by: "tests@here")
        let place = Place()
        let (fetched, said) = try await pull(place, from: portal.origin, token)
        #expect(fetched == Self.names && place.names == Self.names, "\(fetched)")
        let key = try PublicKey(file: "\(desk.home)/submission.key.pub")
        #expect(said.first?.contains("the key \(key.fingerprint) is trusted") == true, "\(said)")
        for name in Self.names {
            let check = try BundleCheck(folder: "\(place.path)/\(name)", key: key)
            #expect(check.problems.isEmpty, "\(check.problems)")
            let stored = try FileManager.default.contentsOfDirectory(atPath: "\(desk.home)/submissions/\(name)")
                .sorted()
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(place.path)/\(name)").sorted() == stored)
        }
        let again = try await pull(place, from: portal.origin, token)
        #expect(again.fetched.isEmpty && again.said.isEmpty, "\(again)")
        let lines = try log(number, atLeast: 5, with: "304 ")
        #expect(lines.filter { $0.hasSuffix("/bundle.zip") }.count == 3, "\(lines)")
        #expect(
            lines.filter { $0.hasSuffix("/returns") } == [
                "200 /api/v1/partnerships/lancashire/returns", "304 /api/v1/partnerships/lancashire/returns",
            ])
        // What was taken away comes back, though the list is the same.
        try FileManager.default.removeItem(atPath: "\(place.path)/\(Self.names[0])")
        #expect(try await pull(place, from: portal.origin, token).fetched == [Self.names[0]])
    }

    @Test("a new edition is fetched alone, and a key that the known one signed is taken over; any other stops it")
    func rotated() async throws {
        let desk = try PortalDesk.shared.get()
        let home = "\(desk.home)/kent"
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        // The desk's own key is not replaced: other tests check what it signed.
        try FileManager.default.copyItem(atPath: "\(desk.home)/submission.key", toPath: "\(home)/a.key")
        try Data(
            "from: 2010-11Q4\npartnerships: [Kent]\nstore: \(home)/store\noutbox: \(home)/outbox\nkey: \(home)/a.key\n"
                .utf8
        ).write(to: URL(fileURLWithPath: "\(home)/submissions.yaml"))
        func run(_ words: String..., onWarehouse: Bool = true) throws {
            let started = try Started(
                Built.program, words + ["--database", desk.database],
                environment: desk.environment.merging(["LAA_SUBMISSIONS": "\(home)/submissions.yaml"]) { $1 })
            #expect(try started.waitForEnd() == 0, "\(started.output)")
        }
        let token = try AccessRegister(try desk.connection()).grant(
            ["Kent"], to: "Kent's team", expiresOn: nil, by: "tests@here"
        ).token
        let place = Place()
        func pullNow() async throws -> (fetched: [String], said: [String]) {
            let portal = try await desk.portal(store: "\(home)/store", publicKey: "\(home)/a.key.pub")
            defer { portal.stop() }
            return try await pull(place, from: portal.origin, token, area: "kent")
        }
        try run("submit", "--area", "Kent", "--quarter", "2010-11Q4", "--as-of", "2011-07-29")
        #expect(try await pullNow().fetched == ["Kent-2010-11Q4-edition-1"])

        let owner = try desk.connection()
        try owner.execute(
            "update warehouse.termination t set employment = 'employed' from warehouse.area a "
                + "where a.area_id = t.authority_id and a.name = 'Kent'")
        try run("keys", "rotate", "signing")
        try run(
            "submit", "--area", "Kent", "--quarter", "2010-11Q4", "--as-of", "2011-07-29", "--revise", "another key")
        let (fetched, said) = try await pullNow()
        #expect(
            fetched == ["Kent-2010-11Q4-edition-2"] && said.first?.contains("signed its successor") == true, "\(said)")
        #expect(try await pullNow().said.isEmpty)
        let both = try KeyRing(files: [place.keys]).keys
        for name in place.names {
            #expect(try BundleCheck(folder: "\(place.path)/\(name)", keys: both).problems.isEmpty, "\(name)")
        }
        // The archive has the key that it was signed under, so that OpenSSL alone can check an old one too.
        let portal = try await desk.portal(store: "\(home)/store", publicKey: "\(home)/a.key.pub")
        defer { portal.stop() }
        let archive = [UInt8](
            try await portal.ask("/api/v1/partnerships/kent/returns/2010-11Q4/1/bundle.zip", token).body)
        let old = try UploadedBundle.entries(of: archive, atMost: 1 << 30).first { $0.path.hasSuffix("/key.pem") }
        let current = try await portal.ask("/api/v1/key.pem").body
        #expect(old != nil && old?.contents != current)
        let page = try await portal.ask("/verify/by-hand").text
        #expect(page.contains("Here it is <code>\(both[1].fingerprint)</code>"), "\(page)")
        #expect(page.contains("<li><code>\(both[0].fingerprint)</code></li>"), "\(page)")

        // Somebody else's key, be it alone or put before the known one, or signed by nobody.
        let known = try String(contentsOfFile: place.keys, encoding: .utf8)
        let stranger = try SigningKey(path: "\(home)/stranger.key", mayCreate: true)
        let alone = try KeyRing.line(stranger.publicKey, signedBy: nil)
        for (ring, isTaken) in [
            (alone, false), (known + alone, false),
            (known + (try KeyRing.line(stranger.publicKey, signedBy: stranger)), false), ("", false), (known, true),
        ] {
            let fake = try FakePortal { path, _ in
                path.hasSuffix("keys.ring") ? .init(body: Data(ring.utf8)) : .init(status: 503)
            }
            let error = try #require(try await failure(place, from: fake.origin, token, area: "Kent"))
            #expect(isTaken ? error.exitCode == .tryAgain : error.exitCode == .badData, "\(error)")
            if ring == alone {
                #expect(
                    "\(error)".contains("remove \(place.keys)") && "\(error)".contains(stranger.publicKey.fingerprint))
                #expect(fake.heads.allSatisfy { $0.contains("keys.ring") })
            }
            #expect(try String(contentsOfFile: place.keys, encoding: .utf8) == known)
        }
        // A key that leads to the known one is anybody's.
        let forged = Array((alone + (try KeyRing.line(both[1], signedBy: stranger))).utf8)
        let before = try PinnedKeys(served: forged, file: place.keys, origin: "x")
        // So at the first pull each is told, to be compared.
        let first = try PinnedKeys(served: forged, file: "\(home)/first.keys", origin: "x")
        #expect(first.news?.contains("\(stranger.publicKey.fingerprint), \(both[1].fingerprint)") == true)
        #expect(!before.keys.contains { $0.fingerprint == stranger.publicKey.fingerprint } && before.news == nil)
    }

    @Test("a download that is cut off is tried again later, and goes on where it ended")
    func resumed() async throws {
        let desk = try PortalDesk.shared.get()
        let portal = try await PortalDesk.portal.value
        let (number, token) = try AccessRegister(try desk.connection()).grant(
            ["Lancashire"], to: "an unlucky puller", expiresOn: nil, by: "tests@here")
        let place = Place()
        let real = try await RealAnswers(portal, token)
        let cutting = try FakePortal { path, _ in
            var answer = real.answers[path] ?? .init(status: 404)
            if path.hasSuffix("/bundle.zip") { answer.cutAfter = 20_000 }
            return answer
        }
        let cut = try await failure(place, from: cutting.origin, token)
        #expect(cut?.exitCode == .tryAgain && place.names.isEmpty, "\(String(describing: cut))")
        let partial = PartialFile(path: "\(place.path)/.laa-pull/\(Self.names[0]).zip")
        #expect(partial.size == 20_000 && partial.tag != nil)
        #expect(try await pull(place, from: portal.origin, token).fetched == Self.names)
        let lines = try log(number, atLeast: 9).suffix(4)
        #expect(lines.contains { $0.hasPrefix("206 ") && $0.hasSuffix("/2010-11Q3/1/bundle.zip") }, "\(lines)")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: "\(place.path)/.laa-pull").filter { $0.contains("zip") }
                .isEmpty)

        // A part of something else is begun anew: under another tag by the portal, under its own by whoever pulls.
        for (bytes, tag) in [(Data("something else".utf8), "\"another\""), (Data(count: 100), real.tag(Self.names[0]))]
        {
            try FileManager.default.removeItem(atPath: "\(place.path)/\(Self.names[0])")
            try partial.begin(tag: tag)
            try partial.append([UInt8](bytes))
            #expect(try await pull(place, from: portal.origin, token).fetched == [Self.names[0]], "\(tag)")
        }
        // All of it came, and was not put in place: there is no further part to ask for.
        try FileManager.default.removeItem(atPath: "\(place.path)/\(Self.names[0])")
        try partial.begin(tag: real.tag(Self.names[0]))
        try partial.append([UInt8](real.archive(Self.names[0])))
        #expect(try await pull(place, from: portal.origin, token).fetched == [Self.names[0]])
    }

    @Test("what is not as it was signed is put in place by no name, and the other editions are fetched")
    func tampered() async throws {
        let portal = try await PortalDesk.portal.value
        let real = try await RealAnswers(portal, try PortalDesk.shared.get().lancashire)
        let name = Self.names[1]
        let files = try UploadedBundle.entries(of: [UInt8](real.archive(name)), atMost: 1 << 30)
        func changed(_ change: (inout Zip.Files) throws -> Void) rethrows -> Zip.Files {
            var files = files
            try change(&files)
            return files
        }
        let statement = try #require(files.firstIndex { $0.path.hasSuffix("/submission.json") })
        let signature = try #require(files.firstIndex { $0.path.hasSuffix("/submission.sig") })
        let table = try #require(files.firstIndex { $0.path.hasSuffix("/return.csv") })
        let own = Curve25519.Signing.PrivateKey()
        func resigned(_ files: inout Zip.Files, _ text: (String) -> String) throws {
            files[statement].contents = Data(text(String(decoding: files[statement].contents, as: UTF8.self)).utf8)
            files[signature].contents = Data(
                try own.signature(for: files[statement].contents).base64EncodedString().utf8)
        }
        let fingerprint = BundleFile(name: "", contents: own.publicKey.rawRepresentation).hash
        var bitFlipped = real.archive(name)
        bitFlipped[bitFlipped.count / 2] ^= 1
        let other = try UploadedBundle.entries(of: [UInt8](real.archive(Self.names[2])), atMost: 1 << 30)
        let made: [(Zip.Files, String)] = [
            (changed { $0[table].contents[50] ^= 1 }, "return.csv was changed"),
            (changed { $0.remove(at: table) }, "return.csv is missing"),
            (changed { $0.append(("\(name)/more.csv", Data())) }, "more.csv is not part of the bundle"),
            (changed { $0.remove(at: statement) }, "it has no submission.json"),
            (try changed { try resigned(&$0) { $0 } }, "does not match its signature"),
            (
                try changed {
                    try resigned(&$0) {
                        $0.replacing(/"signedUnder" : "\w+"/, with: "\"signedUnder\" : \"\(fingerprint)\"")
                    }
                }, "the key \(fingerprint), which is not trusted"
            ),
            (other.map { ($0.path.replacing(Self.names[2], with: name), $0.contents) }, "another edition than the one"),
        ]
        let archives = try Zip.archives(made.map(\.0))
        let cases: [(Data, String)] =
            [
                (bitFlipped, "damaged"), (Data("PK".utf8), "not a whole ZIP archive"),
                (real.archive(Self.names[2]), "its archive names the file"),
            ] + zip(archives, made.map(\.1))
        let place = Place()
        for (archive, problem) in cases {
            let fake = try FakePortal { path, _ in
                var answer = real.answers[path] ?? .init(status: 404)
                if path.hasSuffix("/2010-11Q4/1/bundle.zip") { answer.body = archive }
                return answer
            }
            let error = try #require(try await failure(place, from: fake.origin))
            #expect(error.exitCode == .badData && "\(error)".contains(problem), "\(problem): \(error)")
            #expect(place.names == [Self.names[0], Self.names[2]], "\(problem): \(place.names)")
        }
        #expect(try await pull(place, from: portal.origin).fetched == [name])
        // What is in place stays as it is, whatever is listed later.
        let listed = real.answers.mapValues { answer in
            var answer = answer
            let hash = BundleFile(name: "", contents: files[statement].contents).hash
            answer.body = Data(String(decoding: answer.body, as: UTF8.self).replacing(hash, with: fingerprint).utf8)
            return answer
        }
        let fake = try FakePortal { path, _ in listed[path] ?? .init(status: 404) }
        let error = try await failure(place, from: fake.origin)
        #expect(
            error?.exitCode == .badData && "\(error as Any)".contains("lists another one"),
            "\(String(describing: error))")
        #expect(place.names == Self.names)
    }

    @Test("a name that leads elsewhere is refused, and nothing is written there")
    func hostile() async throws {
        let real = try await RealAnswers(try await PortalDesk.portal.value, try PortalDesk.shared.get().lancashire)
        let name = Self.names[0]
        let files = try UploadedBundle.entries(of: [UInt8](real.archive(name)), atMost: 1 << 30)
        let place = Place()
        let above = try FileManager.default.contentsOfDirectory(atPath: "/tmp").filter { $0.contains("evil") }
        let paths = [
            "\(name)/../../evil", "\(name)/../evil", "/tmp/laa-pull-evil", "../evil", "evil", "\(name)/a/b",
            "\(name)/.hidden",
            "\(name)/a\\b", "\(name)/é\u{202E}b", "\(name)//a", "Other/return.csv", "\(name)/return.csv", "\(name)/..",
        ]
        let archives = try Zip.archives(paths.map { files + [($0, Data("evil".utf8))] })
        for (path, archive) in zip(paths, archives) {
            let fake = try FakePortal { asked, _ in
                var answer = real.answers[asked] ?? .init(status: 404)
                if asked.hasSuffix("/2010-11Q3/1/bundle.zip") { answer.body = archive }
                return answer
            }
            let error = try #require(try await failure(place, from: fake.origin))
            #expect(
                error.exitCode == .badData && "\(error)".contains("its archive names the file"), "\(path): \(error)")
            #expect(!"\(error)".contains("\u{202E}") && place.names == Array(Self.names.dropFirst()))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: "/tmp").filter { $0.contains("evil") } == above)
    }

    @Test("an answer that no portal gives is refused, and what it says never reaches a terminal as it came")
    func strange() async throws {
        let real = try await RealAnswers(try await PortalDesk.portal.value, try PortalDesk.shared.get().lancashire)
        let list = "/api/v1/partnerships/lancashire/returns"
        func listing(_ partnership: String, _ quarter: String, _ edition: String, _ hash: String) -> Data {
            Data(
                "{\"partnership\":\"\(partnership)\",\"returns\":[{\"quarter\":\"\(quarter)\",\"editions\":[{\"edition\":\(edition),\"hash\":\"\(hash)\"}]}]}"
                    .utf8)
        }
        let hash = String(repeating: "0", count: 64)
        let cases: [(FakePortal.Answer, ExitCode)] = [
            (.init(body: Data("<html>".utf8)), .badData),
            (.init(status: 302, headers: ["Location": "http://evil.example/"]), .badData),
            (.init(body: listing("../../etc", "2010-11Q3", "1", hash)), .badData),
            (.init(body: listing("Lancashire", "../Q3", "1", hash)), .badData),
            (.init(body: listing("Lancashire", "2010-11Q3", "-1", hash)), .badData),
            (.init(body: listing("Lancashire", "2010-11Q3", "1", "x")), .badData),
            (.init(body: listing("Lancashire\\u001b[2J", "2010-11Q3", "1", hash)), .badData),
            (.init(body: Data(count: 17 << 20)), .badData),
            (.init(status: 503, headers: ["Retry-After": "5"]), .tryAgain), (.init(status: 429), .tryAgain),
            (
                .init(status: 500, body: Data("{\"detail\":\"\\u001b[2J\\u0007gone\\nlaa: all is well\"}".utf8)),
                .tryAgain
            ),
            (.init(status: 401, body: Data("{\"detail\":\"\\u001b]0;x\\u0007no\"}".utf8)), .notAllowed),
            (.init(status: 403), .notAllowed), (.init(status: 418), .badData), (.init(status: 304), .badData),
        ]
        let place = Place()
        for (answer, code) in cases {
            let fake = try FakePortal { path, _ in path == list ? answer : real.answers[path] ?? .init(status: 404) }
            let error = try #require(try await failure(place, from: fake.origin))
            #expect(error.exitCode == code, "\(answer.status) \(answer.body.prefix(80)): \(error)")
            #expect(Array("\(error)".utf8).allSatisfy { $0 >= 0x20 }, "\(error)")
            #expect(place.names.isEmpty)
            #expect(fake.heads.allSatisfy { !$0.contains("Location") })
        }
    }

    @Test("two pulls do not get in each other's way: the second one is to try again")
    func together() async throws {
        let place = Place()
        let held = try PullFolder(place.path).lock()
        let error = try await failure(place, from: try await PortalDesk.portal.value.origin)
        #expect(error == .busy(folder: place.path) && error?.exitCode == .tryAgain)
        held.release()
        #expect(try await failure(place, from: try await PortalDesk.portal.value.origin) == nil)
    }

    @Test("a certificate must be vouched for by the system, or by the authority that is named")
    func encrypted() async throws {
        let place = Place()
        try FileManager.default.createDirectory(atPath: place.path, withIntermediateDirectories: true)
        let files = ["IP:127.0.0.1", "DNS:portal.example"].map {
            ("\(place.path)/.\($0).pem", "\(place.path)/.\($0).key", $0)
        }
        for (certificate, key, name) in files {
            let made = try Started(
                "/usr/bin/openssl",
                [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                    "-subj", "/CN=portal", "-addext", "subjectAltName=\(name)", "-keyout", key, "-out", certificate,
                ])
            #expect(try made.waitForEnd() == 0, "\(made.output)")
        }
        let desk = try PortalDesk.shared.get()
        func refusal(_ portal: RunningPortal, _ authority: String?) async throws -> PullError? {
            do {
                _ = try await pull(place, from: portal.origin, authority: authority)
                return nil
            } catch let error as PullError {
                return error
            }
        }
        let portal = try await desk.portal(tls: (files[0].0, files[0].1))
        defer { portal.stop() }
        for authority in [nil, files[1].0] {
            let error = try #require(try await refusal(portal, authority))
            #expect(
                error.exitCode == .badConfiguration && "\(error)".contains("no authority that is trusted"), "\(error)")
        }
        #expect(try await pull(place, from: portal.origin, authority: files[0].0).fetched == Self.names)
        let other = try await desk.portal(tls: (files[1].0, files[1].1))
        defer { other.stop() }
        let error = try #require(try await refusal(other, files[1].0))
        #expect(error.exitCode == .badConfiguration && "\(error)".contains("it is for another host"), "\(error)")
    }

    @Test(
        "an address is https, but for this machine's own",
        arguments: [
            ("https://Portal.example", "https://portal.example"),
            ("https://portal.example:8443/", "https://portal.example:8443"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("http://[::1]:8080", "http://[::1]:8080"),
            ("http://localhost", "http://localhost"), ("http://portal.example", nil),
            ("http://127.0.0.1.evil.example", nil),
            ("http://localhost.evil.example", nil), ("https://user:x@portal.example", nil),
            ("https://portal.example/x", nil),
            ("https://portal.example?x", nil), ("ftp://portal.example", nil), ("portal.example", nil),
            ("https://", nil),
            ("https://portal.example:99999", nil), ("https://por tal.example", nil),
        ] as [(String, String?)])
    func address(text: String, origin: String?) {
        #expect((try? PortalAddress(text, allowsHTTP: false))?.origin == origin)
        if text == "http://portal.example" { #expect((try? PortalAddress(text, allowsHTTP: true))?.origin == text) }
    }

    @Test(
        "the program reads the token from a closed file or its variable, and ends with a code for each way it can end")
    func program() async throws {
        let desk = try PortalDesk.shared.get()
        let portal = try await desk.portal()
        defer { portal.stop() }
        let place = Place()
        try FileManager.default.createDirectory(atPath: place.path, withIntermediateDirectories: true)
        let file = "\(place.path)/.token"
        try Data((desk.lancashire.text + "\n").utf8).write(to: URL(fileURLWithPath: file))
        func run(_ words: [String], token: String? = nil) throws -> Started {
            let started = try Started(
                Built.program, ["pull"] + words,
                environment: desk.environment.merging(token.map { ["LAA_TOKEN": $0] } ?? [:]) { $1 }, streams: .apart)
            try started.waitForEnd()
            #expect(!(started.output + started.errors).contains(desk.lancashire.text.suffix(64)))
            return started
        }
        let usual = [portal.origin, "--area", "Lancashire", "--output", "\(place.path)/returns"]
        chmod(file, 0o644)
        let open = try run(usual + ["--token-file", file])
        #expect(open.status == 77 && open.errors.contains("can be read by others"), "\(open.errors)")
        // As systemd hands a token to a service.
        chmod(file, 0o440)
        let folder = String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
        #expect(throws: PullError.self) { try AccessToken.own(file: file, environment: [:]) }
        #expect(throws: PullError.self) {
            try AccessToken.own(file: file, environment: ["CREDENTIALS_DIRECTORY": folder + "/other"])
        }
        #expect(
            try AccessToken.own(file: file, environment: ["CREDENTIALS_DIRECTORY": folder]).text
                == desk.lancashire.text)
        chmod(file, 0o600)
        let first = try run(usual + ["--token-file", file])
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output == Self.names.map { "\(place.path)/returns/\($0)\n" }.joined())
        let again = try run(usual, token: desk.lancashire.text)
        #expect(again.status == 0 && again.output.isEmpty && again.errors == "laa: nothing is new\n", "\(again.errors)")
        let (number, revoked) = try AccessRegister(try desk.connection()).grant(
            ["Lancashire"], to: "x", expiresOn: nil, by: "tests@here")
        _ = try AccessRegister(try desk.connection()).revoke(number, by: "tests@here")
        let other = [portal.origin, "--area", "Atlantis", "--output", "\(place.path)/returns"]
        let nobody = ["http://127.0.0.1:1", "--area", "Lancashire", "--output", "\(place.path)/returns"]
        let elsewhere = [portal.origin, "--area", "Lancashire", "--output", "/proc/nothing"]
        for (words, token, status, said) in [
            (usual, revoked.text, 77, "This token was revoked"), (usual, nil, 78, "there is no token"),
            (usual, "laa_x", 78, "LAA_TOKEN is no token"),
            (other, desk.lancashire.text, 66, "It reads those of: Lancashire."),
            (nobody, desk.lancashire.text, 75, "Try again later"),
            (elsewhere, desk.lancashire.text, 73, "/proc/nothing"),
            (["http://192.0.2.1"] + usual.dropFirst(), desk.lancashire.text, 64, "is not encrypted"),
            (usual + ["--ca-certificate", file], desk.lancashire.text, 78, "holds no certificate"),
        ] as [([String], String?, Int32, String)] {
            let ended = try run(words, token: token)
            #expect(
                ended.status == status && ended.errors.contains(said), "\(words): \(ended.status ?? -1) \(ended.errors)"
            )
        }
    }
}

/// What a portal says to those who pull, to be said again by another.
struct RealAnswers: Sendable {
    private(set) var answers: [String: FakePortal.Answer] = [:]

    init(_ portal: RunningPortal, _ token: AccessToken) async throws {
        let root = "/api/v1/partnerships/lancashire/returns"
        for path in ["/api/v1/keys.ring", root] + PullTests.names.map(Self.path) {
            let reply = try await portal.ask(path, token)
            answers[path] = .init(
                status: reply.status, headers: ["ETag": reply.headers["etag"] ?? "none"], body: reply.body)
        }
    }

    static func path(_ name: String) -> String {
        let parts = name.split(separator: "-")
        return "/api/v1/partnerships/lancashire/returns/\(parts[1])-\(parts[2])/\(parts[4])/bundle.zip"
    }

    func archive(_ name: String) -> Data { answers[Self.path(name)]?.body ?? Data() }
    func tag(_ name: String) -> String { answers[Self.path(name)]?.headers["ETag"] ?? "" }
}

/// Archives with whatever names a test wants in them.
enum Zip {
    typealias Files = [(path: String, contents: Data)]

    /// An archive of each of several lists of files, by one run of the program that makes them.
    static func archives(_ lists: [Files]) throws -> [Data] {
        let folder = "/tmp/laa-zip-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let encoded = lists.map { files in files.map { [$0.path, $0.contents.base64EncodedString()] } }
        try JSONEncoder().encode(encoded).write(to: URL(fileURLWithPath: "\(folder)/lists"))
        let program = """
            import base64, json, sys, warnings, zipfile
            warnings.simplefilter('ignore')
            for number, files in enumerate(json.load(open(sys.argv[1] + '/lists'))):
                made = zipfile.ZipFile(f'{sys.argv[1]}/{number}', 'w')
                for name, data in files:
                    info = zipfile.ZipInfo('x')
                    info.filename = name
                    made.writestr(info, base64.b64decode(data))
                made.close()
            """
        let ended = try Checker.python.run(["-c", program, folder])
        guard ended.status == 0 else { throw PortalDesk.Unexpected(description: "no archive was made") }
        return try lists.indices.map { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")) }
    }
}
