import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import PlanTables
@testable import Presenting
@testable import Returns

@Suite("The pages of a return, as other programs see them")
struct PageCheckTests {
    /// The pages of a return.
    enum Page: String, CaseIterable {
        case edition = "return"
        case deliveryPlan = "delivery-plan"
        case scorecard = "balanced-scorecard"
        case results = "results-table"
        case framework = "performance-framework"

        var isLandscape: Bool { self != .edition && self != .results }

        func text() throws -> String {
            let files =
                try self == .edition
                ? HTMLFormat().files(of: edition()) : Made.template(rawValue).files(of: Made.planEdition())
            return String(decoding: try #require(files.first).contents, as: UTF8.self)
        }

        private func edition() throws -> Return {
            Return(
                areas: [Area(code: "PT-X", name: "Area E100", level: .localAuthority)],
                quarter: try #require(Quarter("2010-11Q4")),
                reports: try Made.reports().map(PublishedReport.init(everythingIn:)),
                missing: [.init(module: "libX.so", reason: "it <crashed> & burned")])
        }
    }

    @Test(
        "html5lib finds no error in it", .enabled(if: Checker.html5lib, "not checked: html5lib is not installed"),
        arguments: Page.allCases)
    func valid(page: Page) throws {
        try Browser.run { browser in
            let folder = browser.folder
            try page.text().write(toFile: "\(folder)/return.html", atomically: true, encoding: .utf8)
            let program =
                "import html5lib, sys; html5lib.HTMLParser(strict=True).parse(open(sys.argv[1], 'rb')); print('valid')"
            let ended = try Checker.python.run(
                ["-c", program, "\(folder)/return.html"], environment: ["PYTHONPATH": Checker.packages])
            #expect(ended.output == "valid\n")
        }
    }

    @Test(
        "axe finds nothing in it against WCAG 2.2 AA",
        .enabled(
            if: Checker.chromium.isThere && Checker.axe != nil, "not checked: Chromium or axe-core is not installed"),
        arguments: Page.allCases)
    func accessible(page: Page) throws {
        try Browser.run { browser in
            let folder = browser.folder
            let axe = try String(contentsOfFile: try #require(Checker.axe), encoding: .utf8)
            let run = """
                axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
                  .then(found => {
                    const words = found.violations.map(v => `${v.id}: ${v.help}: ${v.nodes[0].html.slice(0, 200)}`);
                    document.documentElement.innerHTML = '<body><pre id="said"></pre></body>';
                    document.getElementById('said').textContent =
                      `axe ${found.passes.length > 10 ? 'ran' : 'did nothing'}\\n${words.join('\\n')}`;
                  });
                """
            let scripts = "<script>\(axe)</script><script>\(run)</script></body>"
            try page.text().replacing("</body>", with: scripts)
                .write(toFile: "\(folder)/return.html", atomically: true, encoding: .utf8)
            let document = try browser.chromium(
                "--virtual-time-budget=60000", "--dump-dom", "file://\(folder)/return.html")
            let said = document.components(separatedBy: "<pre id=\"said\">").last?.components(separatedBy: "</pre>")
                .first
            #expect(said == "axe ran\n")
        }
    }

    @Test(
        "Chromium shows it without a bar across at the width of a phone, and prints it on A4",
        .enabled(if: Checker.chromium.isThere, "not checked: Chromium is not installed"),
        arguments: Page.allCases)
    func shown(page: Page) throws {
        try Browser.run { browser in
            let folder = browser.folder
            // A window is never so narrow; a frame may be.
            let measure = """
                <body><iframe id="phone" style="width:375px;height:800px" src="return.html"></iframe><pre id="said"></pre>
                <script>addEventListener('load', () => {
                  const page = document.getElementById('phone').contentDocument.documentElement;
                  document.getElementById('said').textContent = `${page.scrollWidth} of ${page.clientWidth}`;
                })</script></body>
                """
            try page.text().write(toFile: "\(folder)/return.html", atomically: true, encoding: .utf8)
            try measure.write(toFile: "\(folder)/phone.html", atomically: true, encoding: .utf8)
            let document = try browser.chromium(
                "--virtual-time-budget=20000", "--dump-dom",
                "file://\(folder)/phone.html")
            let said = document.firstMatch(of: /<pre id="said">(\d+) of (\d+)</)
            let widths = try #require(said.map { (Int($0.1) ?? 0, Int($0.2) ?? 0) }, "\(document.suffix(500))")
            #expect(widths.0 <= widths.1 && widths.1 > 300)

            _ = try browser.chromium(
                "--no-pdf-header-footer", "--print-to-pdf=\(folder)/return.pdf", "file://\(folder)/return.html")
            let pdf = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/return.pdf"))
            #expect(pdf.starts(with: Data("%PDF-".utf8)))
            let sheet = String(decoding: pdf, as: UTF8.self)
            #expect(
                page.isLandscape
                    ? sheet.contains(/\/MediaBox \[0 0 84[12]\S* 59[45]\S*\]/)
                    : sheet.contains(/\/MediaBox \[0 0 59[45]\S* 84[12]\S*\]/))
        }
    }
}
