import ReportKit

/// Small count rounding: small counts are rounded to 0 or to the base, and totals are recomputed from the rounded
/// counts, so that every table still adds up.
///
/// Only counts that are not themselves sums are rounded, and of those only the ones below the base; a total becomes the
/// sum of its rounded parts. The direction is chosen so that no total moves far from the truth: one after another, each
/// count goes the way that leaves the smaller sum of squared deviations of the totals it is part of (after Langsrud and
/// Heldal 2018, who round small inner counts so that published totals stay near). Large counts stay as they are. The
/// same tables give the same result.
struct ControlledRounding {
    /// The counts of each table's cells in their order, one count per side.
    private(set) var counts: [[[Int]]]
    /// Whether a cell, or any of the counts it is the sum of, was rounded.
    private(set) var isRounded: [[Bool]]

    /// - Parameters:
    ///   - tables: those of one indicator, with every count known.
    ///   - base: small counts are rounded to 0 or to this.
    init(_ tables: [CountTable], in tree: AreaTree, base: Int) {
        counts = tables.map { $0.cells.map { $0.counts ?? [] } }
        isRounded = tables.map { $0.cells.map { _ in false } }
        let cells = NumberedCells(tables)
        let sums = CellSums.all(among: cells, in: tree)
        for side in tables.first?.sides.indices ?? 0..<0 {
            let model = AdditiveModel(cells, sums, side: side, reach: .eachTable)
            let rounded = Self.rounded(model, cells, base: base)
            for table in tables.indices {
                for (cell, number) in cells.numbers(inTable: table).enumerated() {
                    counts[table][cell][side] = rounded.counts[number]
                    isRounded[table][cell] = isRounded[table][cell] || rounded.touched.contains(number)
                }
            }
        }
    }

    private static func rounded(
        _ model: AdditiveModel, _ cells: NumberedCells, base: Int
    ) -> (counts: [Int], touched: Set<Int>) {
        var truth = Array(repeating: 0, count: model.system.bounds.count)
        for cell in cells.indices { truth[cell] = model.count(cell) ?? 0 }
        for rest in model.remainders { truth[rest.unknown] = rest.count }
        // An equation is a whole and its parts, or one count in two tables. Where a whole has several sets of parts,
        // the first is used: all agree where those parts are in turn sums of the same counts.
        var parts: [Int: [Int]] = [:]
        for equation in model.system.equations {
            let whole = equation.terms[0].unknown
            if parts[whole] == nil { parts[whole] = equation.terms.dropFirst().map(\.unknown) }
        }
        var found: [Int: [Int]] = [:]
        func leaves(of unknown: Int) -> [Int] {
            if let known = found[unknown] { return known }
            let made = parts[unknown].map { $0.flatMap { leaves(of: $0) } } ?? [unknown]
            found[unknown] = made
            return made
        }
        var wholes: [Int: [Int]] = [:]
        for whole in parts.keys.sorted() {
            for leaf in leaves(of: whole) { wholes[leaf, default: []].append(whole) }
        }
        var off = Array(repeating: 0, count: truth.count)
        var rounded = truth
        var touched: Set<Int> = []
        for leaf in truth.indices where parts[leaf] == nil && (1..<base).contains(truth[leaf]) {
            let (down, up) = (-truth[leaf], base - truth[leaf])
            func cost(_ change: Int) -> Int {
                (wholes[leaf] ?? []).reduce(change * change) { $0 + (off[$1] + change) * (off[$1] + change) }
            }
            let change = cost(up) < cost(down) ? up : down
            rounded[leaf] += change
            touched.formUnion([leaf] + (wholes[leaf] ?? []))
            for whole in wholes[leaf] ?? [] { off[whole] += change }
        }
        for whole in parts.keys { rounded[whole] = leaves(of: whole).reduce(0) { $0 + rounded[$1] } }
        return (rounded, touched)
    }
}
