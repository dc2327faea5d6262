import Foundation
import TestSupport
import Testing

@testable import Portal

@Suite("The portal's pages", .ownThreads)
struct PagesTests {
    /// Signs in, and gives the cookie.
    private func signIn(_ token: AccessToken, _ portal: RunningPortal) async throws -> String {
        let reply = try await portal.ask(
            "/sign-in", method: "POST", ["Sec-Fetch-Site": "same-origin"], body: Array("token=\(token.text)".utf8))
        #expect(reply.status == 303 && reply.headers["location"] == "/", "\(reply.text)")
        let cookie = try #require(reply.headers["set-cookie"])
        #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Strict"), "\(cookie)")
        return String(cookie.prefix { $0 != ";" })
    }

    private func page(_ path: String, as token: (PortalDesk) -> AccessToken) async throws -> Reply {
        let portal = try await PortalDesk.portal.value
        let cookie = try await signIn(token(try PortalDesk.shared.get()), portal)
        return try await portal.ask(path, ["Cookie": "x=1; \(cookie)"])
    }

    @Test("whoever is not signed in is sent to do so, and learns nothing of what is there")
    func nobody() async throws {
        let portal = try await PortalDesk.portal.value
        for path in ["/", "/overview", "/partnerships/lancashire", "/partnerships/atlantis"] {
            let reply = try await portal.ask(path)
            #expect(reply.status == 303 && reply.headers["location"] == "/sign-in" && reply.body.isEmpty, "\(path)")
        }
        let missing = try await portal.ask("/nothing")
        #expect(missing.status == 404 && missing.headers["content-type"] == "text/html; charset=utf-8")
        #expect(missing.text.contains("There is no page here that you may read."))
    }

    @Test("a session is opened by a token, and ends when its holder signs out or the token is revoked")
    func session() async throws {
        let desk = try PortalDesk.shared.get()
        let portal = try await PortalDesk.portal.value
        let register = AccessRegister(try desk.connection())
        let (number, token) = try register.grant(["Lancashire"], to: "<b>x</b>", expiresOn: nil, by: "tests@here")
        let cookie = try await signIn(token, portal)
        let home = try await portal.ask("/partnerships/lancashire", ["Cookie": cookie])
        #expect(home.status == 200 && home.text.contains("&lt;b&gt;x&lt;/b&gt;") && !home.text.contains("<b>x"))
        #expect(try await portal.ask("/", ["Cookie": cookie]).headers["location"] == "/partnerships/lancashire")
        // Downloads are the interface's, with the page's session.
        #expect(try await portal.ask("/api/v1/partnerships/lancashire", ["Cookie": cookie]).status == 200)
        #expect(try await portal.ask("/partnerships/cumbria", ["Cookie": cookie]).status == 404)
        let out = try await portal.ask(
            "/sign-out", method: "POST", ["Cookie": cookie, "Sec-Fetch-Site": "same-origin"])
        #expect(out.status == 303 && out.headers["set-cookie"]?.contains("Max-Age=0") == true)
        #expect(try await portal.ask("/partnerships/lancashire", ["Cookie": cookie]).status == 303)

        let other = try await signIn(token, portal)
        #expect(try register.revoke(number, by: "tests@here"))
        try await Task.sleep(for: .milliseconds(1_100))
        #expect(try await portal.ask("/partnerships/lancashire", ["Cookie": other]).headers["location"] == "/sign-in")
    }

    @Test(
        "a form from another site is refused, whether the browser says so or says nothing",
        arguments: [
            ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"], ["Sec-Fetch-Site": "none"],
            ["Origin": "http://evil.example"], ["Origin": "null"], [:],
        ] as [[String: String]])
    func crossSite(headers: [String: String]) async throws {
        let desk = try PortalDesk.shared.get()
        let portal = try await PortalDesk.portal.value
        for path in ["/sign-in", "/sign-out", "/verify"] {
            let reply = try await portal.ask(
                path, method: "POST", headers, body: Array("token=\(desk.lancashire.text)".utf8))
            #expect(reply.status == 403 && reply.headers["set-cookie"] == nil, "\(path) \(headers)")
        }
    }

    @Test("a wrong token is answered with the form again and why, and too many are refused")
    func wrong() async throws {
        let portal = try await PortalDesk.portal.value
        var statuses: [Int] = []
        for index in 0..<12 {
            let text = index % 2 == 0 ? "nonsense" : AccessToken().text
            let reply = try await portal.ask(
                "/sign-in", method: "POST", from: "192.0.2.200", ["Sec-Fetch-Site": "same-origin"],
                body: Array("token=\(text)".utf8))
            statuses.append(reply.status)
            #expect(reply.headers["set-cookie"] == nil && reply.text.contains("role=\"alert\""))
        }
        #expect(statuses == Array(repeating: 403, count: 10) + [429, 429])
    }

    @Test("a partnership's home has its latest figures, every edition, what changed, and what is due")
    func home() async throws {
        let text = try await page("/partnerships/lancashire") { $0.lancashire }.text
        #expect(text.contains("<h2 id=\"latest\">Latest return: 2010-11Q4</h2>"))
        #expect(text.contains("<a href=\"/partnerships/lancashire/indicators/SETTLED\">"))
        #expect(text.contains(/<b>\d+\.\d%<\/b><span class="quiet">\d+ of 24<\/span>/), "\(text)")
        #expect(text.contains(/late data: \d+ figures? changed/))
        #expect(text.contains("1, superseded") && text.contains("2, current"))
        #expect(text.contains("<th scope=\"row\">2011-12Q1</th>"))
        #expect(!text.contains("Cumbria") && !text.contains("<script") && !text.contains(" style="))
    }

    @Test("an indicator's page has a chart of its editions, their figures, and the areas side by side")
    func indicator() async throws {
        let text = try await page("/partnerships/lancashire/indicators/employed") { $0.lancashire }.text
        #expect(
            text.contains("<svg xmlns=\"http://www.w3.org/2000/svg\"") && text.contains("over the quarters</title>"))
        #expect(text.contains("an earlier edition of the quarter"))
        #expect(text.contains("<th scope=\"row\">2010-11Q4</th><td>1 (superseded)</td>"), "\(text)")
        #expect(text.contains("Areas side by side, 2010-11Q4"))
        #expect(try await page("/partnerships/lancashire/indicators/NI18") { $0.lancashire }.status == 404)
    }

    @Test("an indicator's page says how the figure lies among those of the comparison group, as the return does")
    func comparison() async throws {
        let desk = try PortalDesk.shared.get()
        let library = try BundleLibrary(store: "\(desk.home)/submissions", publicKey: "\(desk.home)/submission.key.pub")
        let editions = try PortalDatabase.editions(of: ["Lancashire"], on: try desk.connection())
        let last = try #require(editions.last)
        let real = try #require(try library.figures(of: last))
        // The desk's areas are too small to be compared: the figures are put into a return that has the group.
        let figures = """
            "figures" : [{"indicator": "EMPLOYED", "median": 41.26, "lowest": 33.3, "highest": 50, "published": 2,
            "position": "above their median"}]
            """
        let text = String(decoding: real.bytes, as: UTF8.self).replacing(/"figures" : \[\s*\]/, with: figures)
        let published = PublishedReturn(Array(text.utf8))
        let rows = ReturnDigest(published).rows
        let own = try #require(rows.first { $0.indicator == "EMPLOYED" && $0.area.level == .trust })
        struct View: PageView {
            let title = "x"
            let quarter = "2010-11Q4"
            let comparison: ComparisonView?
        }
        let pages = try Pages(library: library, limits: ServiceLimits())
        func shown(_ row: ReturnDigest.Row) throws -> String {
            let answer = pages.page("indicator", View(comparison: ComparisonView(published, row)), nil)
            guard case .bytes(let bytes) = answer.content else { return "" }
            return String(decoding: bytes, as: UTF8.self)
        }
        let page = try shown(own)
        #expect(
            page.contains(
                "<p>These areas were chosen for comparison: Derbyshire, Lincolnshire, Essex. 2 of the 3 have a published "
                    + "figure. The figure is above their median.</p>"), "\(page)")
        for (name, figure) in [("Median of the group", "41.3%"), ("Lowest", "33.3%"), ("Highest", "50.0%")] {
            #expect(page.contains("<th scope=\"row\">\(name)</th><td class=\"number\">\(figure)</td>"), "\(page)")
        }
        for row in rows where row.indicator != "EMPLOYED" {
            #expect(try !shown(row).contains("Comparison group"), "\(row.indicator) \(row.area.name)")
        }
        #expect(
            try await !self.page("/partnerships/lancashire/indicators/employed") { $0.lancashire }.text.contains(
                "Comparison group"))
    }

    @Test("the areas of the latest return stand side by side, the partnership's own first")
    func areas() async throws {
        let text = try await page("/partnerships/lancashire/areas") { $0.lancashire }.text
        let columns = text.matches(of: /<th scope="col">([^<]+)<span class="quiet">/).map { "\($0.1)" }
        #expect(
            columns.first == "Lancashire" && columns.count > 1 && columns.contains("England and Wales"), "\(columns)")
        #expect(text.matches(of: /<th scope="row"><a href="\/partnerships\/lancashire\/indicators\//).count == 2)
        #expect(text.contains(/<td>\d+\.\d%<span class="quiet">\d+ of 24<\/span>/), "\(text)")
        #expect(try await page("/partnerships/cumbria/areas") { $0.lancashire }.status == 404)
    }

    @Test("every kind of download is offered, and the archive has the signature and the key")
    func downloads() async throws {
        let root = "/api/v1/partnerships/lancashire/returns/2010-11Q4/2"
        for path in ["/partnerships/lancashire", "/partnerships/lancashire/returns/2010-11Q4/2"] {
            let text = try await page(path) { $0.lancashire }.text
            for name in [
                "files/return.html", "files/return.ods", "files/return.csv", "files/return.json", "bundle.zip",
            ] {
                #expect(text.contains("href=\"\(root)/\(name)\""), "\(path) \(name)")
                #expect(try await page("\(root)/\(name)") { $0.lancashire }.status == 200)
            }
        }
        let archive = [UInt8](try await page("\(root)/bundle.zip") { $0.lancashire }.body)
        let names = try UploadedBundle.entries(of: archive, atMost: 1 << 30).compactMap {
            $0.path.split(separator: "/").last
        }
        for name in ["submission.json", "submission.sig", "key.pem"] { #expect(names.contains(Substring(name))) }
    }

    @Test("a page that was made for one reader is neither shown to another, nor when there is more to show")
    func kept() async throws {
        let desk = try PortalDesk.shared.get()
        let (lancashire, national) = (
            try await page("/partnerships/lancashire") { $0.lancashire },
            try await page("/partnerships/lancashire") { $0.national }
        )
        #expect(lancashire.text.contains("Lancashire&#39;s team") && national.text.contains("the ministry"))
        #expect(lancashire.headers["etag"] != national.headers["etag"])
        #expect(
            try await page("/partnerships/lancashire") { $0.lancashire }.headers["etag"] == lancashire.headers["etag"])
        let editions = try PortalDatabase.editions(of: ["Lancashire"], on: try desk.connection())
        let reader = Reader(number: 1, name: "x", partnerships: ["Lancashire"], expiresOn: nil)
        let versions = [
            Holdings(reader: reader, editions: editions, schedule: []),
            Holdings(reader: reader, editions: Array(editions.dropLast()), schedule: []),
            Holdings(
                reader: Reader(number: 2, name: "x", partnerships: ["Lancashire"], expiresOn: nil), editions: editions,
                schedule: []),
        ].map(\.version)
        #expect(Set(versions).count == 3)
        #expect(Holdings(reader: reader, editions: editions, schedule: []).version == versions[0])
    }

    @Test("an edition's page says what it changed, and links to every file and to the later edition")
    func edition() async throws {
        let later = try await page("/partnerships/lancashire/returns/2010-11Q4/2") { $0.lancashire }.text
        #expect(later.contains("Why it was made: late data") && later.contains("What changed from the edition before"))
        let first = try await page("/partnerships/lancashire/returns/2010-11Q4/1") { $0.lancashire }.text
        #expect(first.contains("<a href=\"/partnerships/lancashire/returns/2010-11Q4/2\">There is a later one.</a>"))
        for name in ["return.csv", "submission.json", "submission.sig", "cover.txt"] {
            #expect(first.contains("/returns/2010-11Q4/1/files/\(name)\""), "\(name)")
        }
    }

    @Test("a national reader sees every partnership on one page, sorted as they choose")
    func overview() async throws {
        #expect(try await page("/") { $0.national }.headers["location"] == "/overview")
        func rows(_ path: String) async throws -> [String] {
            try await page(path) { $0.national }.text.matches(of: /<th scope="row"><a href="\/partnerships\/(\w+)">/)
                .map { "\($0.1)" }.filter { $0 != "kent" }
        }
        #expect(try await rows("/overview") == ["cumbria", "lancashire"])
        #expect(try await rows("/overview?sort=SETTLED") == ["lancashire", "cumbria"])
        #expect(try await rows("/overview?sort=nothing&part=99") == ["cumbria", "lancashire"])
        let text = try await page("/overview?sort=SETTLED") { $0.national }.text
        #expect(
            text.contains("aria-sort=\"descending\"") && text.contains("#shape-") && !text.contains("<a href=\"\">"))
        // One's own partnerships alone are on anybody else's.
        #expect(!(try await page("/overview") { $0.cumbria }.text.contains("Lancashire")))
    }

    /// A form with one file, as a browser sends it.
    private func upload(_ file: [UInt8], to portal: RunningPortal) async throws -> Reply {
        let head =
            "--line\r\nContent-Disposition: form-data; name=\"bundle\"; filename=\"mine.zip\"\r\n"
            + "Content-Type: application/zip\r\n\r\n"
        return try await portal.ask(
            "/verify", method: "POST",
            ["Sec-Fetch-Site": "same-origin", "Content-Type": "multipart/form-data; boundary=line"],
            body: Array(head.utf8) + file + Array("\r\n--line--\r\n".utf8))
    }

    @Test("anybody can have a bundle checked, and one that was tampered with is told from a whole one")
    func verified() async throws {
        let desk = try PortalDesk.shared.get()
        let portal = try await PortalDesk.portal.value
        let path = "/api/v1/partnerships/lancashire/returns/2010-11Q4/1/bundle.zip"
        let archive = [UInt8](try await portal.ask(path, desk.lancashire).body)
        let good = try await upload(archive, to: portal)
        #expect(good.status == 200 && good.text.contains("mine.zip is whole, unchanged and signed"), "\(good.text)")
        #expect(good.text.contains("Lancashire, 2010-11Q4, edition 1"))
        let tampered = try Checker.python.run([
            "-c",
            """
            import base64, io, sys, zipfile
            old = zipfile.ZipFile(io.BytesIO(base64.b64decode(open(sys.argv[1], 'rb').read())))
            made = io.BytesIO()
            new = zipfile.ZipFile(made, 'w')
            for name in old.namelist():
                data = old.read(name)
                if name.endswith('/return.csv'): data += b' '
                if not name.endswith('/cover.txt'): new.writestr(name, data)
            new.close()
            print(base64.b64encode(made.getvalue()).decode(), end='')
            """, try written(archive),
        ])
        let changed = try #require(Data(base64Encoded: tampered.output))
        let bad = try await upload([UInt8](changed), to: portal)
        #expect(bad.text.contains("mine.zip is not as it was signed"), "\(bad.text)")
        #expect(bad.text.contains("return.csv was changed") && bad.text.contains("cover.txt is missing"))
        for nothing in [Array("PK".utf8), [], Array(archive.prefix(archive.count / 2))] {
            #expect(try await upload(nothing, to: portal).text.contains("mine.zip is not as it was signed"))
        }
    }

    /// Bytes in base64 in a file of the desk's home.
    private func written(_ bytes: [UInt8]) throws -> String {
        let path = "\(try PortalDesk.shared.get().home)/\(UUID().uuidString).b64"
        try Data(bytes).base64EncodedData().write(to: URL(fileURLWithPath: path))
        return path
    }
}
