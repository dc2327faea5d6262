import ReportKit

extension [Period] {
    /// The same days as the fewest periods, earliest first: those that overlap or follow each other are joined.
    func joined() -> [Period] {
        sorted { ($0.from, $0.to) < ($1.from, $1.to) }.reduce(into: []) { joined, next in
            guard let last = joined.last, next.from <= last.to.adding(days: 1),
                let whole = Period(from: last.from, to: Swift.max(last.to, next.to))
            else { return joined.append(next) }
            joined[joined.count - 1] = whole
        }
    }
}
