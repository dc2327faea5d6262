/// How the counts of one leaf make each other up, whatever they are: some of them are free, and all others are sums of
/// those.
///
/// With only sums, without differences, nothing follows of a free count but from itself: any of them may be larger, if what
/// it is a part of is larger by as much.
struct RoundingSystem: Sendable {
    struct Term: Hashable, Sendable {
        let column: Int
        let factor: Int
    }

    /// The columns that are free.
    let free: [Int]
    /// For each column, the free ones that it is the sum of, by their index in ``free``, and how many times.
    let sums: [[(free: Int, times: Int)]]

    /// - Parameters:
    ///   - equations: weighted sums of columns that are zero.
    ///   - columns: how many columns there are.
    ///   - sizes: of each column, so that larger ones are found to be sums of smaller ones.
    /// - Returns: nil where some column is not a sum of others, such as with four counts of which two make up the same
    ///   as the two others.
    init?(_ equations: [[Term]], columns: Int, sizes: [Int]) {
        // A whole stands alone on its side of an equation.
        var whole = Array(repeating: 0, count: columns)
        for equation in equations {
            for sign in [1, -1] {
                let side = equation.filter { $0.factor.signum() == sign }
                if side.count == 1, equation.count > 2 { whole[side[0].column] += 1 }
            }
        }
        let order = (0..<columns).sorted {
            (sizes[$0], whole[$0], $1) > (sizes[$1], whole[$1], $0)
        }
        var rows = equations.map { equation in
            equation.reduce(into: Array(repeating: 0.0, count: columns)) { $0[$1.column] += Double($1.factor) }
        }
        var pivots: [Int: Int] = [:]
        var used = 0
        for column in order {
            guard let row = (used..<rows.count).first(where: { rows[$0][column] != 0 }) else { continue }
            rows.swapAt(used, row)
            let factor = rows[used][column]
            rows[used] = rows[used].map { $0 / factor }
            for other in rows.indices where other != used && rows[other][column] != 0 {
                let times = rows[other][column]
                for index in 0..<columns { rows[other][index] -= times * rows[used][index] }
            }
            pivots[column] = used
            used += 1
        }
        let free = (0..<columns).filter { pivots[$0] == nil }
        self.free = free
        var sums: [[(free: Int, times: Int)]] = []
        for column in 0..<columns {
            guard let row = pivots[column] else {
                sums.append([(free.firstIndex(of: column) ?? 0, 1)])
                continue
            }
            var sum: [(free: Int, times: Int)] = []
            for (index, other) in free.enumerated() where rows[row][other].magnitude > Self.tolerance {
                let times = -rows[row][other]
                guard times > 0, (times - times.rounded()).magnitude < Self.tolerance else { return nil }
                sum.append((index, Int(times.rounded())))
            }
            sums.append(sum)
        }
        self.sums = sums
    }

    private static let tolerance = 1e-9

    /// The weighted sum of counts; nil where one of them is not known.
    static func sum(_ terms: [Term], of counts: [Int?]) -> Int? {
        var sum = 0
        for term in terms {
            guard let count = counts[term.column] else { return nil }
            sum += term.factor * count
        }
        return sum
    }

    /// Every column, of free ones.
    func all(_ free: [Int]) -> [Int] {
        sums.map { $0.reduce(0) { $0 + $1.times * free[$1.free] } }
    }
}
