import Text

/// The drawing of a chart: shapes on a plane, y downwards, in pixels at full size.
public struct Picture: Sendable {
    let width: Double
    private(set) var height: Double
    private(set) var shapes: [Element] = []

    /// The width of every chart: that of an A4 page's text, and wide enough for names beside a plot.
    static let fullWidth = 720.0

    init(width: Double = Picture.fullWidth, height: Double) {
        self.width = width
        self.height = height
    }

    /// Adds a heading above the picture.
    mutating func head(_ words: String) {
        shapes = [Element("g", ["transform": "translate(0 30)"], shapes)]
        height += 30
        text(words, 8, 22, bold: true)
    }

    /// Adds a line of words below the picture.
    mutating func note(_ words: String) {
        height += 22
        text(words, 8, height - 8, colour: Ink.worse, bold: true)
    }

    /// Which part of a text lies at its place.
    enum Anchor: String {
        case start, middle, end
    }

    mutating func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, colour: String = Ink.text, width: Double = 1,
        dashes: String? = nil
    ) {
        var line = Element(
            "line",
            [
                "x1": Self.number(x1), "y1": Self.number(y1), "x2": Self.number(x2), "y2": Self.number(y2),
                "stroke": colour, "stroke-width": Self.number(width),
            ])
        if let dashes { line.set("stroke-dasharray", dashes) }
        shapes.append(line)
    }

    mutating func path(
        _ points: [(x: Double, y: Double)], colour: String, width: Double = 1.5, dashes: String? = nil
    ) {
        guard points.count > 1 else { return }
        var line = Element(
            "polyline",
            [
                "points": points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }.joined(separator: " "),
                "fill": "none", "stroke": colour, "stroke-width": Self.number(width),
            ])
        if let dashes { line.set("stroke-dasharray", dashes) }
        shapes.append(line)
    }

    mutating func text(
        _ words: String, _ x: Double, _ y: Double, anchor: Anchor = .start, colour: String = Ink.text,
        bold: Bool = false
    ) {
        var text = Element(
            "text", ["x": Self.number(x), "y": Self.number(y), "text-anchor": anchor.rawValue, "fill": colour],
            text: words)
        if bold {
            text.set("font-weight", "bold")
            // A halo keeps the text legible over other shapes.
            text.set("paint-order", "stroke")
            text.set("stroke", Ink.paper)
            text.set("stroke-width", "3")
        }
        shapes.append(text)
    }

    /// A small ring or disc.
    mutating func circle(_ x: Double, _ y: Double, radius: Double, colour: String, isFilled: Bool = true) {
        shapes.append(
            Element(
                "circle",
                [
                    "cx": Self.number(x), "cy": Self.number(y), "r": Self.number(radius),
                    "fill": isFilled ? colour : Ink.paper, "stroke": colour, "stroke-width": "1.5",
                ]))
    }

    /// An open square.
    mutating func square(_ x: Double, _ y: Double, colour: String) {
        shapes.append(
            Element(
                "rect",
                [
                    "x": Self.number(x - 4), "y": Self.number(y - 4), "width": "8", "height": "8", "fill": Ink.paper,
                    "stroke": colour, "stroke-width": "1.5",
                ]))
    }

    /// A small arrowhead for what lies beyond the picture, to the right or to the left.
    mutating func arrow(_ x: Double, _ y: Double, isRight: Bool, colour: String) {
        let tip = isRight ? 6.0 : -6.0
        let points = [(x - tip, y - 5), (x, y), (x - tip, y + 5)]
        shapes.append(
            Element(
                "polyline",
                [
                    "points": points.map { "\(Self.number($0.0)),\(Self.number($0.1))" }.joined(separator: " "),
                    "fill": "none", "stroke": colour, "stroke-width": "1.5",
                ]))
    }

    /// A finding's mark: a triangle for worse or better, a disc, or a ring for too few.
    mutating func mark(_ mark: Mark, _ x: Double, _ y: Double) {
        switch mark {
        case .plain: circle(x, y, radius: 4.5, colour: mark.colour)
        case .tooFew: circle(x, y, radius: 4.5, colour: mark.colour, isFilled: false)
        case .worseAbove, .betterAbove, .worseBelow, .betterBelow:
            let tip = mark == .worseAbove || mark == .betterAbove ? -6.5 : 6.5
            let points = [(x - 6, y - tip * 0.7), (x + 6, y - tip * 0.7), (x, y + tip)]
            shapes.append(
                Element(
                    "polygon",
                    [
                        "points": points.map { "\(Self.number($0.0)),\(Self.number($0.1))" }.joined(separator: " "),
                        "fill": mark.colour, "stroke": Ink.paper, "stroke-width": "0.75",
                    ]))
        }
    }

    /// A coordinate: to a tenth of a pixel, without needless zeros.
    static func number(_ value: Double) -> String {
        let text = Numbers.fixed(value, 1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
