/// Searching whole numbers for the place where a condition begins to hold.
enum Search {
    /// The first index from `from` on at which a condition holds that, once true, stays true; `limit` if none does.
    static func firstIndex(from: Int, limit: Int?, where condition: (Int) -> Bool) -> Int {
        var low = from
        var high = limit ?? from
        if limit == nil {
            var step = 1
            while !condition(high) {
                low = high + 1
                high += step
                step *= 2
            }
        }
        while low < high {
            let middle = low + (high - low) / 2
            if condition(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
