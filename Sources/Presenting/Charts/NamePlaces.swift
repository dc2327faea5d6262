/// Where the names beside the points of a chart go, so that none lies over another or outside the frame.
struct NamePlaces {
    private let frame: (left: Double, right: Double, top: Double, bottom: Double)
    private var taken: [(x: ClosedRange<Double>, y: Double)] = []

    private static let height = 15.0
    /// How far a name is moved up or down, the least first.
    private static let shifts: [Double] = [0] + (1...40).flatMap { [4 * Double($0), -4 * Double($0)] }

    init(left: Double, right: Double, top: Double, bottom: Double) {
        frame = (left, right, top, bottom)
    }

    /// Draws a name beside a point, on the side that has room, at the nearest height that is free; leaves it out where
    /// none is.
    mutating func draw(_ name: String, beside x: Double, _ y: Double, on picture: inout Picture) {
        let gap = 10.0
        let (before, after) = (x - gap - frame.left, frame.right - x - gap)
        let isAfter = TextWidth.of(name) * Picture.boldness <= after || after >= before
        let name = TextWidth.fitted(name, to: (isAfter ? after : before) / Picture.boldness)
        let width = TextWidth.of(name) * Picture.boldness
        let span = isAfter ? (x + gap)...(x + gap + width) : (x - gap - width)...(x - gap)
        let baseline = y + 4.5
        let nearest = Self.shifts.lazy.map { baseline + $0 }.first { height in
            height - 11 >= frame.top && height + 3 <= frame.bottom
                && !taken.contains { abs($0.y - height) < Self.height && $0.x.overlaps(span) }
        }
        guard let nearest else { return }
        taken.append((span, nearest))
        picture.text(name, isAfter ? x + gap : x - gap, nearest, anchor: isAfter ? .start : .end, bold: true)
    }
}
