/// How many of some small counts are rounded up, so that their sum is kept as nearly as is safe.
///
/// Each of `count` small counts is from 1 to `base - 1`. So many go up as make their rounded sum nearest to the true one, and
/// they are spread evenly: which ones depends on how many alone. A reader who knows this learns that the sum lies in a
/// window of `base` values around the rounded one. Windows at either end are joined with their neighbours until they leave
/// at least `valuesLeft` values for every count.
struct RoundedSmallCounts {
    /// How many go up.
    let up: Int
    /// The sums that lead to the same result.
    let window: ClosedRange<Int>
    private let count: Int

    init(sum: Int, of count: Int, base: Int, valuesLeft: Int) {
        self.count = count
        let windows = Self.windows(of: count, base: base, valuesLeft: valuesLeft)
        let found = windows.first { $0.window.contains(sum) } ?? (0, 0...0)
        (up, window) = found
    }

    /// Whether the count at an index goes up.
    func isUp(_ index: Int) -> Bool { (index + 1) * up / count > index * up / count }

    /// The numbers of counts that may go up, each with the sums that lead to it; together they hold every sum.
    static func windows(of count: Int, base: Int, valuesLeft: Int) -> [(up: Int, window: ClosedRange<Int>)] {
        guard count > 0 else { return [] }
        let sums = count...(base - 1) * count
        var windows: [(up: Int, window: ClosedRange<Int>)] = []
        // From below: a window is closed once it is safe.
        var open: ClosedRange<Int>?
        for up in 0...count {
            let nearest = base * up - (base - 1) / 2...base * up + base / 2
            guard nearest.overlaps(sums) else { continue }
            let own = nearest.clamped(to: sums)
            let joined = (open?.lowerBound ?? own.lowerBound)...own.upperBound
            open = joined
            if isSafe(joined, count, base, valuesLeft) {
                windows.append((up, joined))
                open = nil
            }
        }
        // What is left at the end joins the window before it.
        if let open {
            let last = windows.popLast() ?? ((count + 1) / 2, open)
            windows.append((last.up, last.window.lowerBound...open.upperBound))
        }
        return windows
    }

    /// Whether each of the counts can still have enough values where their sum is in a window.
    private static func isSafe(_ window: ClosedRange<Int>, _ count: Int, _ base: Int, _ valuesLeft: Int) -> Bool {
        let most = min(base - 1, window.upperBound - (count - 1))
        let least = max(1, window.lowerBound - (base - 1) * (count - 1))
        return most - least + 1 >= min(valuesLeft, base - 1)
    }
}
