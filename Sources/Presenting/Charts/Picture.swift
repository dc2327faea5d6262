import Text

/// The drawing of a chart: shapes on a plane, y downwards, in pixels at full size.
public struct Picture: Sendable {
    private(set) var width: Double
    var height: Double
    private(set) var shapes: [Element] = []

    /// The width of every chart: that of an A4 page's text, and wide enough for names beside a plot.
    static let fullWidth = 720.0

    init(width: Double = Picture.fullWidth, height: Double) {
        self.width = width
        self.height = height
    }

    /// The width at which charts are drawn again for a phone.
    static let narrowWidth = 358.0

    /// Whether there is no room for names beside a plot.
    var isNarrow: Bool { width < 560 }

    /// Adds a heading above the picture.
    mutating func head(_ words: String) {
        let lines = TextWidth.lines(words, within: (width - 16) / Self.boldness)
        let added = 12 + 18 * Double(lines.count)
        shapes = [Element("g", ["transform": "translate(0 \(Self.number(added)))"], shapes)]
        height += added
        for (index, line) in lines.enumerated() { text(line, 8, 22 + 18 * Double(index), bold: true) }
    }

    /// Adds words below the picture.
    mutating func note(_ words: String) {
        for line in TextWidth.lines(words, within: (width - 16) / Self.boldness) {
            height += 18
            text(line, 8, height - 6, colour: Ink.worse, bold: true)
        }
        height += 4
    }

    /// Makes the drawing as large as fits on a canvas, in its middle.
    mutating func fit(width wide: Double, height high: Double) {
        let scale = min(wide / width, high / height)
        let (x, y) = ((wide - scale * width) / 2, (high - scale * height) / 2)
        let transform = "translate(\(Self.number(x)) \(Self.number(y))) scale(\(Numbers.fixed(scale, 4)))"
        shapes = [Element("g", ["transform": transform], shapes)]
        (width, height) = (wide, high)
    }

    /// How far from the left a plot begins, so that the numbers of its upright scale have room.
    func start(beside scale: Scale) -> Double {
        let widest = scale.ticks.map { TextWidth.of(Numbers.fixed($0, scale.decimals)) }.max() ?? 0
        return max(isNarrow ? 40 : 64, widest + 12)
    }

    /// How much wider bold letters are.
    static let boldness = 1.1

    /// A line of words in the middle between two places, cut where there is no room for all.
    mutating func axis(_ words: String, from: Double, to: Double, _ y: Double) {
        let fitted = TextWidth.fitted(words, to: width - 16)
        let half = TextWidth.of(fitted) / 2
        text(fitted, min(max((from + to) / 2, 8 + half), width - 8 - half), y, anchor: .middle)
    }

    /// The round numbers of a scale along the picture, those at its ends within the frame.
    mutating func numbers(of scale: Scale, _ y: Double) {
        for tick in scale.ticks {
            let words = Numbers.fixed(tick, scale.decimals)
            let half = TextWidth.of(words) / 2
            text(words, min(scale[tick], width - 2 - half), y, anchor: .middle, colour: Ink.quiet)
        }
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
            "text", ["x": Self.number(x), "y": Self.number(y)], text: words)
        // What a text is like otherwise is the picture's own.
        if anchor != .start { text.set("text-anchor", anchor.rawValue) }
        if colour != Ink.text { text.set("fill", colour) }
        if bold {
            text.set("font-weight", "bold")
            // A halo keeps the text legible over other shapes.
            text.set("paint-order", "stroke")
            text.set("stroke", Ink.paper)
            text.set("stroke-width", "4.5")
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

    /// Many small rings, as one shape.
    mutating func rings(_ places: [(x: Double, y: Double)], radius: Double, colour: String) {
        guard !places.isEmpty else { return }
        let (r, d) = (Self.number(radius), Self.number(2 * radius))
        let path = places.map { place in
            "M\(Self.number(place.x - radius)) \(Self.number(place.y))a\(r) \(r) 0 1 0 \(d) 0a\(r) \(r) 0 1 0-\(d) 0"
        }.joined()
        shapes.append(
            Element("path", ["d": path, "fill": Ink.paper, "stroke": colour, "stroke-width": "1.5"]))
    }

    /// Many straight strokes, as one shape.
    mutating func strokes(
        _ strokes: [(x1: Double, y1: Double, x2: Double, y2: Double)], colour: String, width: Double = 1
    ) {
        guard !strokes.isEmpty else { return }
        let path = strokes.map { stroke in
            "M\(Self.number(stroke.x1)) \(Self.number(stroke.y1))L\(Self.number(stroke.x2)) \(Self.number(stroke.y2))"
        }.joined()
        shapes.append(Element("path", ["d": path, "stroke": colour, "stroke-width": Self.number(width)]))
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

    /// A finding's mark: a filled triangle for worse, an open one for better, a disc, or a ring for too few.
    mutating func mark(_ mark: Mark, _ x: Double, _ y: Double) {
        switch mark {
        case .plain: circle(x, y, radius: 4.5, colour: mark.colour)
        case .tooFew: circle(x, y, radius: 4.5, colour: mark.colour, isFilled: false)
        case .worseAbove, .betterAbove, .worseBelow, .betterBelow:
            let tip = mark == .worseAbove || mark == .betterAbove ? -6.5 : 6.5
            let points = [(x - 6, y - tip * 0.7), (x + 6, y - tip * 0.7), (x, y + tip)]
            // Open for better, so that the two differ without colour whichever way they point.
            let isOpen = mark == .betterAbove || mark == .betterBelow
            shapes.append(
                Element(
                    "polygon",
                    [
                        "points": points.map { "\(Self.number($0.0)),\(Self.number($0.1))" }.joined(separator: " "),
                        "fill": isOpen ? Ink.paper : mark.colour, "stroke": isOpen ? mark.colour : Ink.paper,
                        "stroke-width": isOpen ? "2" : "0.75",
                    ]))
        }
    }

    /// A coordinate: to a tenth of a pixel, without needless zeros.
    static func number(_ value: Double) -> String {
        let text = Numbers.fixed(value, 1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
