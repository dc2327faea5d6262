import ReportKit

/// Which counts are divided into stretches of time, where tables cover overlapping spans.
///
/// Only what lies in several spans that overlap tells of stretches, and what must be known with it: the whole that it is a
/// part of, the other counts of its cell, and every part that two divided wholes limit at once. All other parts of a whole
/// are as free in one stretch as in another: what they add up to is enough. So a nation's table beside one area's years
/// divides that area's counts and those around it, rather than everybody's.
struct DividedCounts {
    /// A count of a place over time; counts are of the same series where only their spans differ.
    struct Series: Hashable {
        let indicator: String
        let kind: CountKind?
        let place: CountTable.Place
        let breakdown: Breakdown?
    }

    /// For each count, the number of its series; nil where it is not one that adds up over time, or not told of.
    let series: [Int?]
    /// By the number of a series, its counts in ascending order.
    let numbers: [[Int]]
    /// The number of each series.
    let index: [Series: Int]
    private var isDivided: [Bool]

    /// - Parameter sums: how counts add up, where they do so in every stretch; none where that is not assumed.
    init(_ counts: NumberedCounts, _ sums: [CellSum]) {
        var known: [Series: Int] = [:]
        var series: [Int?] = []
        var numbers: [[Int]] = []
        series.reserveCapacity(counts.indices.count)
        for number in counts.indices {
            guard counts.column(of: number).overTime == .adds, counts.isTold(number) else {
                series.append(nil)
                continue
            }
            let key = Self.series(of: number, among: counts)
            let own = known[key] ?? numbers.count
            if own == numbers.count {
                known[key] = own
                numbers.append([])
            }
            numbers[own].append(number)
            series.append(own)
        }
        self.series = series
        self.numbers = numbers
        index = known
        isDivided = numbers.map { numbers in
            let spans = Set(numbers.map { counts.table(of: $0).span })
            return spans.count > 1
                && spans.contains { one in
                    spans.contains { other in one != other && one.from <= other.to && other.from <= one.to }
                }
        }
        guard isDivided.contains(true) else { return }
        divideWhatBelongs(counts, distinct(sums))
    }

    static func series(of number: Int, among counts: NumberedCounts) -> Series {
        let table = counts.table(of: number)
        return Series(
            indicator: table.indicator, kind: counts.column(of: number).kind, place: counts.cell(of: number).place,
            breakdown: table.breakdown)
    }

    func includes(_ number: Int) -> Bool { series[number].map { isDivided[$0] } ?? false }

    /// The sums, each once, by the series of its whole and parts; without those of which a part is not told.
    private func distinct(_ sums: [CellSum]) -> [(whole: Int, parts: [Int])] {
        var seen: Set<[Int]> = []
        return sums.compactMap { sum in
            let parts = sum.parts.compactMap { series[$0] }
            guard let whole = series[sum.whole], parts.count == sum.parts.count else { return nil }
            let sorted = parts.sorted()
            return seen.insert([whole] + sorted).inserted ? (whole, sorted) : nil
        }
    }

    private mutating func divideWhatBelongs(_ counts: NumberedCounts, _ sums: [(whole: Int, parts: [Int])]) {
        var sumsOf = Array(repeating: [Int](), count: isDivided.count)
        for (index, sum) in sums.enumerated() {
            sumsOf[sum.whole].append(index)
            for part in sum.parts { sumsOf[part].append(index) }
        }
        // How many divided wholes a series is a part of.
        var wholes = Array(repeating: 0, count: isDivided.count)
        var open = isDivided.indices.filter { isDivided[$0] }
        var next = 0
        func divide(_ series: Int) {
            guard !isDivided[series] else { return }
            isDivided[series] = true
            open.append(series)
        }
        while next < open.count {
            let own = open[next]
            next += 1
            for number in numbers[own] {
                for mate in counts.cellmates(number) { if let mate = series[mate] { divide(mate) } }
            }
            for index in sumsOf[own] {
                let sum = sums[index]
                guard sum.whole == own else {
                    divide(sum.whole)
                    continue
                }
                for part in sum.parts {
                    wholes[part] += 1
                    if wholes[part] > 1 { divide(part) }
                }
            }
        }
    }
}
