import Disclosure
import ReportKit
import Text

/// An area's figures over the quarters, small enough for the cell of a table: each a dot with its 95% interval, and a
/// dash for what it is judged against; the latest has its verdict's mark.
package struct SmallHistory: Sendable {
    private let points: [Point]
    private let mark: Mark

    private struct Point {
        let quarter: String
        let headline: Headline
        let value: Double
        /// Whether it is one of those that share no day, counted back from the latest.
        let isApart: Bool
    }

    /// - Parameters:
    ///   - reports: of one indicator, one per quarter, in any order.
    ///   - area: whose findings are drawn; the result is nil where fewer than two quarters have one.
    package init?(_ reports: [PublishedReport], area: Area) {
        let found = reports.compactMap {
            report -> (report: PublishedReport, finding: ShownFinding, headline: Headline)? in
            guard let finding = report.finding(of: area),
                let headline = finding.figures.presentation.headline(finding, report.indicator), headline.value != nil
            else { return nil }
            return (report, finding, headline)
        }.sorted { $0.report.period.to < $1.report.period.to }
        guard found.count > 1, let last = found.last else { return nil }
        let apart = OverQuarters.apart(found.map(\.report.period))
        points = found.enumerated().compactMap { index, found in
            found.headline.value.map { value in
                Point(
                    quarter: "\(found.report.requested)", headline: found.headline, value: value,
                    isApart: apart.contains(index))
            }
        }
        mark = Mark(last.finding.verdict, last.report.indicator.polarity)
    }

    /// The figures of the quarters before the latest.
    package var earlier: [(quarter: String, headline: Headline)] {
        points.dropLast().map { ($0.quarter, $0.headline) }
    }

    /// `2010-11Q3 11.52%, 2010-11Q4 11.80%`.
    package var words: String { points.map { "\($0.quarter) \($0.headline.text)" }.joined(separator: ", ") }

    private static let size = (width: 132.0, height: 44.0)

    /// The picture, whose words are its name.
    package var svg: String {
        var picture = Picture(width: Self.size.width, height: Self.size.height)
        let scale = Scale(
            filling: points.flatMap { point in
                [point.value, point.headline.interval?.lower, point.headline.interval?.upper, point.headline.line]
                    .compactMap(\.self)
            }, from: Self.size.height - 8, to: 8)
        let step = (Self.size.width - 20) / Double(points.count)
        for (index, point) in points.enumerated() {
            let x = 10 + (Double(index) + 0.5) * step
            if let line = point.headline.line {
                let reach = min(9, step / 2 - 1)
                picture.line(x - reach, scale[line], x + reach, scale[line], colour: Ink.text, width: 1.5)
            }
            let isLast = index == points.count - 1
            let colour = isLast ? mark.colour : Ink.quiet
            if let interval = point.headline.interval {
                picture.line(
                    x, scale[interval.lower], x, scale[interval.upper], colour: colour,
                    width: point.isApart ? 1.5 : 0.75)
            }
            if isLast {
                picture.mark(mark, x, scale[point.value])
            } else {
                picture.circle(x, scale[point.value], radius: 2.5, colour: colour, isFilled: point.isApart)
            }
        }
        var root = Element(
            "svg",
            [
                "class": "history", "viewBox": "0 0 \(Picture.number(picture.width)) \(Picture.number(picture.height))",
                "width": Picture.number(picture.width), "height": Picture.number(picture.height), "role": "img",
                "aria-label": words,
            ])
        for shape in picture.shapes { root.append(shape) }
        return root.text
    }
}

extension PublishedReport {
    /// What is shown of everybody in an area, which may have had another code or name.
    package func finding(of area: Area) -> ShownFinding? {
        shown.first {
            isOfSameGround($0.area, as: area) && $0.group == nil
        }
    }
}
