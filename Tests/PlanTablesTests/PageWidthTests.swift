import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting
@testable import Returns

@Suite("A return's page at the widths of a phone, a tablet and a desk")
struct PageWidthTests {
    /// A return of every family, with three years of quarters, long names, and many areas of its own.
    private func edition(indicators: Int = 11, detail: Return.Detail = .full) throws -> Return {
        let quarter = try #require(Quarter("2010-11Q4"))
        let own = Area(code: "E100", name: "Area E100", level: .localAuthority)
        func reports(_ back: Int) throws -> [PublishedReport] {
            try (0..<indicators).map { number in
                let family = Family.allCases[number % Family.allCases.count]
                let polarity: Polarity = number.isMultiple(of: 2) ? .lowerIsBetter : .higherIsBetter
                var report = try Made.report(
                    family, polarity, id: "NI\(100 + number)", areas: family == .undefined ? 0 : 9,
                    seed: UInt64(number + 100 * back))
                report.indicator.title = "Orders and licences, community payback and programmes completed, all together"
                report.others = try Made.report(family, areas: family == .undefined ? 0 : 60, seed: 7).findings
                    .compactMap(\.comparator).unnamed()
                for index in report.findings.indices where index > 0 {
                    report.findings[index].area = Area(
                        code: "E\(100 + index)", name: "Blackburn with Darwen and the Ribble Valley \(index)",
                        level: .localAuthority)
                }
                report.findings.first.map { _ in report.findings[0].area = own }
                let asked = quarter.advanced(by: -back)
                report.requested = .quarter(asked)
                report.period = try #require(
                    Period(from: asked.advanced(by: number.isMultiple(of: 3) ? -3 : 0).firstDay, to: asked.lastDay))
                report.caveats.append(Report.syntheticCaveat)
                return PublishedReport(everythingIn: report)
            }
        }
        return Return(
            areas: [own], quarter: quarter, reports: try reports(0), missing: [],
            earlier: try (1...11).flatMap(reports), detail: detail,
            similar: SimilarFigures([
                ComparisonGroup(
                    area: own,
                    members: (1...8).map { index in
                        Area(
                            code: "E\(100 + index)", name: "Blackburn with Darwen and the Ribble Valley \(index)",
                            level: .localAuthority)
                    }, basis: .makeUp)
            ]))
    }

    private func page(_ edition: Return) throws -> String {
        String(decoding: try #require(try HTMLFormat().files(of: edition).first).contents, as: UTF8.self)
    }

    @Test(
        "nothing is cut off or lies over something else, and every row shows its figure and its verdict",
        .enabled(if: Checker.chromium.isThere, "not checked: Chromium is not installed"))
    func widths() throws {
        try Browser.run { browser in
            let edition = try edition()
            try browser.write(try page(edition), "return.html")
            try browser.write(Self.measuring, "measure.html")
            let document = try browser.chromium(
                "--virtual-time-budget=60000", "--dump-dom", "file://\(browser.folder)/measure.html")
            let said = try #require(
                document.components(separatedBy: "<pre id=\"said\">").last?.components(separatedBy: "</pre>").first)
            let lines = said.split(separator: "\n")
            #expect(lines.first == "measured 3 widths, more than 20 charts at each")
            #expect(lines.dropFirst().isEmpty, "\(lines.dropFirst().prefix(12).joined(separator: "\n"))")
        }
    }

    @Test(
        "the measure finds a text that is cut off, one that lies over another, and a page that is too wide",
        .enabled(if: Checker.chromium.isThere, "not checked: Chromium is not installed"))
    func measure() throws {
        try Browser.run { browser in
            let wrong = """
                <!DOCTYPE html><main><figure><strong>A chart</strong><svg width="200" height="40"><text x="150" y="20">cut off here</text>
                <text x="10" y="20">one</text><text x="12" y="22">two</text></svg></figure>
                <p style="width:1400px">wide</p></main>
                """
            try browser.write(wrong, "return.html")
            try browser.write(Self.measuring, "measure.html")
            let document = try browser.chromium(
                "--virtual-time-budget=60000", "--dump-dom", "file://\(browser.folder)/measure.html")
            for found in ["390 the page is", "390 cut off in A chart: cut off here", "1280 over “two” in A chart: one"]
            {
                #expect(document.contains(found), "\(document.suffix(600))")
            }
        }
    }

    @Test(
        "on paper the overview of 120 indicators takes two pages and its notes one, and the sections begin on the third",
        .enabled(if: Checker.chromium.isThere, "not checked: Chromium is not installed"))
    func printed() throws {
        try Browser.run { browser in
            let summary = try page(try edition(indicators: 120, detail: .summary))
            try browser.write(summary, "summary.html")
            #expect(try browser.printedPages("summary.html") == 3)
            // Without what follows the overview.
            let alone = summary.replacing(
                "</head>", with: "<style>main > section:last-child, footer { display: none }</style></head>")
            try browser.write(alone, "alone.html")
            #expect(try browser.printedPages("alone.html") == 2)
        }
    }

    /// A page that looks at `return.html` beside it at three widths, and says what is wrong, a line each.
    private static let measuring = """
        <!DOCTYPE html><meta charset="utf-8"><body><pre id="said"></pre><script>
        function measure(page) {
          const found = [], view = page.defaultView, width = page.documentElement.clientWidth;
          const words = element => (element.textContent || element.tagName).trim().replace(/\\s+/g, ' ').slice(0, 60);
          if (page.documentElement.scrollWidth > width) found.push(`the page is ${page.documentElement.scrollWidth} wide`);
          const isShown = element => element.getClientRects().length > 0 && element.getBoundingClientRect().width > 1;
          let charts = 0;
          for (const svg of page.querySelectorAll('figure svg')) {
            if (!isShown(svg)) continue;
            charts += 1;
            const title = svg.closest('figure').querySelector('strong').textContent;
            const frame = svg.getBoundingClientRect();
            if (frame.right > width + 0.5) found.push(`cut off: ${title}`);
            const texts = [...svg.querySelectorAll('text')].map(text => ({text, box: text.getBoundingClientRect()}));
            texts.forEach(({text, box}, index) => {
              if (box.left < frame.left - 0.5 || box.right > frame.right + 0.5 || box.top < frame.top - 0.5
                  || box.bottom > frame.bottom + 0.5) found.push(`cut off in ${title}: ${words(text)}`);
              for (const other of texts.slice(index + 1))
                if (box.left < other.box.right - 1 && other.box.left < box.right - 1 && box.top < other.box.bottom - 3
                    && other.box.top < box.bottom - 3)
                  found.push(`over “${words(other.text)}” in ${title}: ${words(text)}`);
            });
          }
          for (const element of page.querySelectorAll('main *, header *'))
            if (isShown(element) && view.getComputedStyle(element).overflowX === 'hidden'
                && element.scrollWidth > element.clientWidth + 1) found.push(`cut off: ${words(element)}`);
          for (const cell of page.querySelectorAll('td.verdict, td.figure')) {
            const box = cell.getBoundingClientRect();
            if (isShown(cell) && (box.right > width + 0.5 || box.left < 0)) found.push(`not in view: ${words(cell)}`);
          }
          for (const region of page.querySelectorAll('.scroll'))
            if (isShown(region) && region.scrollWidth > region.clientWidth + 1
                && !view.getComputedStyle(region).backgroundImage.includes('gradient'))
              found.push(`nothing shows that it scrolls: ${words(region)}`);
          return {charts, found: [...new Set(found)]};
        }
        addEventListener('load', async () => {
          const widths = [390, 768, 1280], said = [];
          let fewest = Infinity;
          for (const width of widths) {
            const frame = document.createElement('iframe');
            frame.style = `width:${width}px;height:900px;border:0`;
            frame.src = 'return.html';
            await new Promise(loaded => { frame.onload = loaded; document.body.append(frame); });
            const {charts, found} = measure(frame.contentDocument);
            fewest = Math.min(fewest, charts);
            for (const line of found) said.push(`${width} ${line}`);
          }
          document.getElementById('said').textContent =
            [`measured ${widths.length} widths, ${fewest > 20 ? 'more than 20' : fewest} charts at each`, ...said].join('\\n');
        });
        </script></body>
        """
}
