/// The key of a chart: each mark and line that is drawn, with what it means, in as many lines as it needs.
struct Key {
    /// What is drawn.
    enum Symbol {
        case mark(Mark)
        /// An upright stroke across a row.
        case tick
        case line
        case dashes(String)
        case ring
        case square
        /// A line along or across with nothing on it: an interval.
        case interval
    }

    private let entries: [(symbol: Symbol, words: String)]
    private let room: Double

    private static let lineHeight = 19.0
    private static let symbolWidth = 30.0

    /// - Parameters:
    ///   - marks: those that the chart may have, of which each of the findings' is explained.
    ///   - others: lines and symbols, in order.
    ///   - room: how wide the key may be.
    init(_ marks: [Mark], _ others: [(symbol: Symbol, words: String)] = [], within room: Double) {
        entries = Mark.allCases.filter(marks.contains).map { (.mark($0), $0.meaning) } + others
        self.room = room
    }

    /// The entries of each line.
    private var lines: [[(symbol: Symbol, words: String)]] {
        var lines: [[(symbol: Symbol, words: String)]] = []
        var used = 0.0
        for entry in entries {
            let width = Self.width(entry.words)
            if lines.isEmpty || used + width > room {
                lines.append([])
                used = 0
            }
            lines[lines.count - 1].append(entry)
            used += width
        }
        return lines
    }

    private static func width(_ words: String) -> Double { symbolWidth + TextWidth.of(words) + 14 }

    var height: Double { Self.lineHeight * Double(lines.count) }

    /// Draws it below and to the right of a place.
    func draw(at place: (x: Double, y: Double), on picture: inout Picture) {
        for (index, line) in lines.enumerated() {
            let y = place.y + (Double(index) + 0.5) * Self.lineHeight
            var x = place.x
            for (symbol, words) in line {
                Self.draw(symbol, x + 12, y, on: &picture)
                picture.text(
                    TextWidth.fitted(words, to: room - Self.symbolWidth), x + Self.symbolWidth - 2, y + 4.5)
                x += Self.width(words)
            }
        }
    }

    private static func draw(_ symbol: Symbol, _ x: Double, _ y: Double, on picture: inout Picture) {
        switch symbol {
        case .mark(let mark): picture.mark(mark, x, y)
        case .tick: picture.line(x, y - 7, x, y + 7, width: 2)
        case .line: picture.line(x - 11, y, x + 11, y, colour: Ink.quiet, width: 1.75)
        case .dashes(let pattern): picture.line(x - 11, y, x + 11, y, colour: Ink.quiet, width: 1.5, dashes: pattern)
        case .ring: picture.circle(x, y, radius: 3, colour: Ink.quiet, isFilled: false)
        case .square: picture.square(x, y, colour: Ink.text)
        case .interval: picture.line(x - 11, y, x + 11, y, colour: Ink.plain, width: 2)
        }
    }
}
