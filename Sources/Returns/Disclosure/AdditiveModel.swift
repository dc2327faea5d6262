import ReportKit

/// How the counts of some tables of one indicator add up: over areas, over groups of people and over time.
///
/// An unknown for every cell of every table, one for what is left of a whole whose parts are not all shown and, where
/// tables cover overlapping spans, one for every cell in every stretch of time that no span divides. Rolling years that
/// share three quarters are sums of stretches: what one less another gives away is in the equations.
struct AdditiveModel: Sendable {
    /// A cell of a table.
    struct Reference: Hashable, Sendable {
        let table: Int
        let cell: Int
    }

    /// How much of what adds up is taken to hold: records can be revised between two returns, and areas redrawn.
    enum Reach: Int, CaseIterable {
        /// Every table, its parts over areas also in each stretch of time.
        case everything
        /// Every table; areas add up within each table alone.
        case timeOfEachCell
        /// Tables say nothing of each other's time.
        case eachTable
    }

    let side: Int
    private(set) var system = LinearSystem()
    /// The unknown of each cell.
    private(set) var unknowns: [[Int]] = []
    /// What is left of a whole, with its true count, where that is known.
    private(set) var rests: [(unknown: Int, count: Int, of: Reference)] = []

    private let tables: [CountTable]
    private let tree: AreaTree

    /// A whole and its parts within a table, or a total and its groups in another.
    private struct Sum {
        let whole: Reference
        let parts: [Reference]
        let isComplete: Bool
        /// What is left, where every count is known.
        let rest: Int?
    }

    /// - Parameters:
    ///   - tables: of one indicator, all with the same sides.
    ///   - side: which of their counts.
    init(_ tables: [CountTable], side: Int, in tree: AreaTree, reach: Reach) {
        self.tables = tables
        self.side = side
        self.tree = tree
        for table in tables { unknowns.append(table.cells.map { _ in system.addUnknown() }) }
        let sums = AdditiveModel.sums(tables, side, tree)
        for sum in sums { add(sum) }
        addRepeats()
        guard reach != .eachTable else { return }
        switch tables.first?.sides[side].overTime {
        case .adds: addStretches(sums, withSums: reach == .everything)
        case .staysSame: addSteadiness(\.from)
        case .fixed: addSteadiness { _ in nil }
        case nil: break
        }
    }

    subscript(reference: Reference) -> Int { unknowns[reference.table][reference.cell] }

    /// What a cell counts, where it is known.
    func count(_ reference: Reference) -> Int? {
        tables[reference.table].cells[reference.cell].counts?[side]
    }

    private mutating func add(_ sum: Sum) {
        var terms = [(self[sum.whole], 1.0)] + sum.parts.map { (self[$0], -1.0) }
        if !sum.isComplete {
            let rest = system.addUnknown()
            terms.append((rest, -1))
            if let count = sum.rest { rests.append((rest, count, sum.whole)) }
        }
        system.addEquation(terms)
    }

    // MARK: - Areas and groups

    private static func sums(_ tables: [CountTable], _ side: Int, _ tree: AreaTree) -> [Sum] {
        struct Whole: Hashable {
            let place: CountTable.Place
            /// Which of the tree's ways of making up a whole.
            let kind: Int
        }
        let known = tables.filter { !$0.isPublished }.map(\.countsByPlace)
        var sums: [Sum] = []
        for (index, table) in tables.enumerated() {
            var parts: [Whole: [Reference]] = [:]
            for (cell, content) in table.cells.enumerated() {
                for (kind, levels) in AreaTree.sums.enumerated() where levels.parts.contains(content.place.area.level) {
                    guard let whole = tree.parent(of: content.place.area, at: levels.whole) else { continue }
                    let place = CountTable.Place(area: whole, group: content.place.group)
                    parts[Whole(place: place, kind: kind), default: []].append(Reference(table: index, cell: cell))
                }
            }
            for (whole, cell) in table.cells.enumerated() {
                for kind in AreaTree.sums.indices {
                    guard let parts = parts[Whole(place: cell.place, kind: kind)] else { continue }
                    if let sum = sum(Reference(table: index, cell: whole), parts, tables, side, known) {
                        sums.append(sum)
                    }
                }
            }
        }
        return sums + groupSums(tables, side, known)
    }

    /// Totals of one table whose groups are in another of the same span.
    private static func groupSums(
        _ tables: [CountTable], _ side: Int, _ known: [[CountTable.Place: [Int]]]
    ) -> [Sum] {
        var sums: [Sum] = []
        for (index, table) in tables.enumerated() where table.breakdown == nil {
            for (other, groups) in tables.enumerated() where groups.breakdown != nil && groups.span == table.span {
                let parts = Dictionary(grouping: groups.cells.indices) { groups.cells[$0].place.area }
                for (whole, cell) in table.cells.enumerated() {
                    let references = (parts[cell.place.area] ?? []).map { Reference(table: other, cell: $0) }
                    if let sum = sum(Reference(table: index, cell: whole), references, tables, side, known) {
                        sums.append(sum)
                    }
                }
            }
        }
        return sums
    }

    /// Nil where the parts do not add up to at most the whole: supervised in one place, living in another.
    ///
    /// - Parameter known: the counts of each table that is not yet published.
    private static func sum(
        _ whole: Reference, _ parts: [Reference], _ tables: [CountTable], _ side: Int,
        _ known: [[CountTable.Place: [Int]]]
    ) -> Sum? {
        guard !parts.isEmpty else { return nil }
        func counts(_ reference: Reference) -> [Int]? { tables[reference.table].cells[reference.cell].counts }
        guard let total = counts(whole), parts.allSatisfy({ counts($0) != nil }) else {
            return completeElsewhere(whole, parts, tables, known).map {
                Sum(whole: whole, parts: parts, isComplete: $0, rest: nil)
            }
        }
        let rests = total.indices.map { side in total[side] - parts.reduce(0) { $0 + (counts($1)?[side] ?? 0) } }
        guard rests.allSatisfy({ $0 >= 0 }) else { return nil }
        return Sum(whole: whole, parts: parts, isComplete: rests.allSatisfy { $0 == 0 }, rest: rests[side])
    }

    /// Whether the same parts make up the same whole in a table whose counts are known; nil where they do not add up there.
    private static func completeElsewhere(
        _ whole: Reference, _ parts: [Reference], _ tables: [CountTable], _ known: [[CountTable.Place: [Int]]]
    ) -> Bool? {
        func place(_ reference: Reference) -> CountTable.Place { tables[reference.table].cells[reference.cell].place }
        let places = Set(parts.map(place))
        for counts in known {
            let found = places.compactMap { counts[$0] }
            guard let total = counts[place(whole)], found.count == places.count else { continue }
            let rests = total.indices.map { side in total[side] - found.reduce(0) { $0 + $1[side] } }
            return rests.contains { $0 < 0 } ? nil : rests.allSatisfy { $0 == 0 }
        }
        return false
    }

    // MARK: - Time

    /// The same cell of the same span in two tables is the same count, unless it is known to have been revised.
    private mutating func addRepeats() {
        var first: [RepeatKey: Reference] = [:]
        for (index, table) in tables.enumerated() {
            for (cell, content) in table.cells.enumerated() {
                let here = Reference(table: index, cell: cell)
                let key = RepeatKey(
                    place: content.place, breakdown: table.breakdown, from: table.span.from, to: table.span.to)
                guard let before = first[key] else {
                    first[key] = here
                    continue
                }
                link(before, here)
            }
        }
    }

    private struct RepeatKey: Hashable {
        let place: CountTable.Place
        let breakdown: Breakdown?
        let from: Day?
        let to: Day?
    }

    private mutating func link(_ one: Reference, _ other: Reference) {
        if let a = count(one), let b = count(other), a != b { return }
        system.addEquation([(self[one], 1), (self[other], -1)])
    }

    /// A cohort's own counts are the same in every span that begins on the same day; those of a baseline, in every span.
    ///
    /// - Parameter beginning: what of a span tells cohorts apart.
    private mutating func addSteadiness(_ beginning: (Period) -> Day?) {
        var first: [RepeatKey: Reference] = [:]
        for (index, table) in tables.enumerated() {
            for (cell, content) in table.cells.enumerated() {
                let here = Reference(table: index, cell: cell)
                let key = RepeatKey(
                    place: content.place, breakdown: table.breakdown, from: beginning(table.span), to: nil)
                guard let before = first[key] else {
                    first[key] = here
                    continue
                }
                link(before, here)
            }
        }
    }

    private struct Stretch: Hashable {
        let place: CountTable.Place
        let breakdown: Breakdown?
        let from: Day
    }

    /// Makes every cell the sum of its stretches of time; with sums, makes areas and groups add up in each stretch.
    private mutating func addStretches(_ sums: [Sum], withSums: Bool) {
        let spans = tables.map(\.span)
        let overlap = spans.indices.contains { one in
            spans.indices.contains { two in
                spans[one] != spans[two] && spans[one].from <= spans[two].to && spans[two].from <= spans[one].to
            }
        }
        guard overlap else { return }
        let starts = Set(spans.flatMap { [$0.from, $0.to.adding(days: 1)] }).sorted()
        func stretches(_ span: Period) -> [Day] { starts.filter { span.from <= $0 && $0 <= span.to } }
        var unknown: [Stretch: Int] = [:]
        for (index, table) in tables.enumerated() {
            for (cell, content) in table.cells.enumerated() {
                let parts = stretches(table.span).map { from in
                    let key = Stretch(place: content.place, breakdown: table.breakdown, from: from)
                    let known = unknown[key] ?? system.addUnknown()
                    unknown[key] = known
                    return (known, -1.0)
                }
                system.addEquation([(self[Reference(table: index, cell: cell)], 1)] + parts)
            }
        }
        guard withSums else { return }
        var seen: Set<[Int]> = []
        for sum in sums {
            func key(_ reference: Reference, _ from: Day) -> Stretch {
                let table = tables[reference.table]
                return Stretch(place: table.cells[reference.cell].place, breakdown: table.breakdown, from: from)
            }
            for from in stretches(tables[sum.whole.table].span) {
                guard let whole = unknown[key(sum.whole, from)] else { continue }
                let parts = sum.parts.compactMap { unknown[key($0, from)] }
                guard parts.count == sum.parts.count, seen.insert([whole] + parts.sorted()).inserted else { continue }
                var terms = [(whole, 1.0)] + parts.map { ($0, -1.0) }
                if !sum.isComplete { terms.append((system.addUnknown(), -1)) }
                system.addEquation(terms)
            }
        }
    }
}
