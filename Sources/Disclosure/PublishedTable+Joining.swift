import ReportKit

extension PublishedTable {
    /// Joins tables of the same counts into one wherever they do not contradict one another: what many publications
    /// repeat is then weighed once. Where one shows a number that another suppresses, it is known.
    ///
    /// - Parameter tables: in order of publication.
    /// - Returns: in order of the first publication of each.
    public static func joined(_ tables: [PublishedTable]) -> [PublishedTable] {
        var joined: [Joined] = []
        var places: [Subject: [Int]] = [:]
        for table in tables {
            let subject = Subject(table)
            if let place = places[subject, default: []].first(where: { joined[$0].agrees(with: table) }) {
                joined[place].add(table)
            } else {
                places[subject, default: []].append(joined.count)
                joined.append(Joined(table))
            }
        }
        return joined.map(\.table)
    }

    /// What the counts of a table are of.
    private struct Subject: Hashable {
        let indicator: String
        let family: Family
        let version: String?
        let breakdown: Breakdown?
        let span: Period

        init(_ table: PublishedTable) {
            indicator = table.indicator
            family = table.family
            version = table.version
            breakdown = table.breakdown
            span = table.span
        }
    }

    /// Tables of one subject.
    private struct Joined {
        private var first: PublishedTable
        private var counts: [Place: [String: Count]] = [:]
        private var hasMore = false

        init(_ table: PublishedTable) {
            first = table
            for cell in table.cells { counts[cell.place] = cell.counts }
        }

        var table: PublishedTable {
            guard hasMore else { return first }
            var table = PublishedTable(
                indicator: first.indicator, family: first.family, version: first.version, breakdown: first.breakdown,
                span: first.span, cells: counts.map { Cell(place: $0.key, counts: $0.value) })
            table.erasedSince = first.erasedSince
            return table
        }

        func agrees(with table: PublishedTable) -> Bool {
            table.cells.allSatisfy { cell in
                guard let known = counts[cell.place] else { return true }
                return cell.counts.allSatisfy { name, count in known[name].map(count.agrees) ?? true }
            }
        }

        mutating func add(_ table: PublishedTable) {
            first.erasedSince = max(first.erasedSince, table.erasedSince)
            for cell in table.cells {
                let known = counts[cell.place]
                guard known != cell.counts else { continue }
                hasMore = true
                counts[cell.place] = (known ?? [:]).merging(cell.counts) { $0.says(moreThan: $1) ? $0 : $1 }
            }
        }
    }
}

extension PublishedTable.Count {
    /// Whether both can be said of the same count.
    fileprivate func agrees(with other: Self) -> Bool {
        switch (self, other) {
        case (.number(let one), .number(let two)), (.rounded(let one), .rounded(let two)): one == two
        default: true
        }
    }

    fileprivate func says(moreThan other: Self) -> Bool {
        switch (self, other) {
        case (.number, _): true
        case (.rounded, .suppressed), (.rounded, .rounded), (.suppressed, .suppressed): true
        default: false
        }
    }
}
