import Foundation
import TestSupport
import Testing

@testable import Portal

@Suite("The portal's pages, as other programs see them", .serialized, .ownThreads)
struct PortalPageCheckTests {
    /// Every page, as the readers who have one see it.
    static let pages = [
        "/sign-in", "/nothing", "/verify", "/verify/by-hand", "/", "/overview?sort=SETTLED", "/partnerships/lancashire",
        "/partnerships/lancashire/indicators/SETTLED", "/partnerships/lancashire/areas",
        "/partnerships/lancashire/returns/2010-11Q4/2",
    ]

    /// A page with its styles in it, as a national reader sees it.
    private func text(_ path: String) async throws -> String {
        let portal = try await PortalDesk.portal.value
        let token = try PortalDesk.shared.get().national
        let signedIn = try await portal.ask(
            "/sign-in", method: "POST", ["Sec-Fetch-Site": "same-origin"], body: Array("token=\(token.text)".utf8))
        let cookie = try #require(signedIn.headers["set-cookie"]?.prefix { $0 != ";" })
        let isOpen = ["/sign-in", "/nothing", "/verify", "/verify/by-hand"].contains(path)
        let page = try await portal.ask(path == "/" ? "/overview" : path, isOpen ? [:] : ["Cookie": String(cookie)])
        let style = try await portal.ask("/style.css").text
        let link = "<link rel=\"stylesheet\" href=\"/style.css\">"
        #expect(page.text.contains(link), "\(page.text.prefix(500))")
        return page.text.replacing(link, with: "<style>\(style)</style>")
    }

    private func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = "/tmp/laa-portal-page-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    private func chromium(_ folder: String, _ page: String) throws -> String {
        try Checker.chromium.run([
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--allow-file-access-from-files", "--user-data-dir=\(folder)/profile", "--virtual-time-budget=60000",
            "--dump-dom", "file://\(folder)/\(page)",
        ]).output
    }

    @Test("html5lib finds no error in them", .enabled(if: Checker.html5lib, "not checked: html5lib is not installed"))
    func valid() async throws {
        try await inFolder { folder in
            for (index, page) in Self.pages.enumerated() {
                try await text(page).write(toFile: "\(folder)/\(index).html", atomically: true, encoding: .utf8)
            }
            let program = """
                import html5lib, sys
                for page in sys.argv[1:]:
                    html5lib.HTMLParser(strict=True).parse(open(page, 'rb'))
                    print('valid')
                """
            let ended = try Checker.python.run(
                ["-c", program] + Self.pages.indices.map { "\(folder)/\($0).html" },
                environment: ["PYTHONPATH": Checker.packages])
            #expect(ended.output == String(repeating: "valid\n", count: Self.pages.count))
        }
    }

    @Test(
        "axe finds nothing in them against WCAG 2.2 AA, and none has a bar across at the width of a phone",
        .enabled(
            if: Checker.chromium.isThere && Checker.axe != nil, "not checked: Chromium or axe-core is not installed"))
    func accessible() async throws {
        try await inFolder { folder in
            let axe = try String(contentsOfFile: try #require(Checker.axe), encoding: .utf8)
            let run = """
                window.checked = axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
                  .then(found => {
                    const words = found.violations.map(v => `${v.id}: ${v.help}: ${v.nodes[0].html.slice(0, 200)}`);
                    const page = document.documentElement;
                    const widths = page.scrollWidth <= page.clientWidth && page.clientWidth > 300
                      ? 'fits' : `${page.scrollWidth} of ${page.clientWidth}`;
                    return `${found.passes.length > 10 ? 'ran' : 'did nothing'}, ${widths} ${words.join('; ')}`;
                  });
                """
            for (index, page) in Self.pages.enumerated() {
                try await text(page)
                    .replacing("</body>", with: "<script>\(axe)</script><script>\(run)</script></body>")
                    .write(toFile: "\(folder)/\(index).html", atomically: true, encoding: .utf8)
            }
            let frames = Self.pages.indices.map {
                "<iframe id=\"f\($0)\" title=\"\($0)\" style=\"width:390px;height:800px\" src=\"\($0).html\"></iframe>"
            }.joined()
            let collecting = """
                <body>\(frames)<pre id="said"></pre><script>addEventListener('load', async () => {
                  const said = [];
                  for (const frame of document.querySelectorAll('iframe'))
                    said.push(frame.title + ' ' + await frame.contentWindow.checked);
                  document.getElementById('said').textContent = said.join('\\n');
                })</script></body>
                """
            try collecting.write(toFile: "\(folder)/all.html", atomically: true, encoding: .utf8)
            let document = try chromium(folder, "all.html")
            let said = document.components(separatedBy: "<pre id=\"said\">").last?.components(separatedBy: "</pre>")
                .first
            let lines = (said ?? "").split(separator: "\n").map(String.init)
            #expect(lines.count == Self.pages.count, "\(document.suffix(500))")
            for (line, page) in zip(lines, Self.pages) { #expect(line.hasSuffix(" ran, fits "), "\(page): \(line)") }
        }
    }
}
