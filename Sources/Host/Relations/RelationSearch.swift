import ReportKit

/// Finds how the counts of a sheet add up beyond what is known, shortest first.
///
/// Counts that are equal are found by their check sums, and so are those that are the sum or difference of two or three
/// others, since the check sum of a sum is the sum of check sums. Whatever else there is, an elimination finds. Everything
/// is verified in whole numbers, in every row.
///
/// Small counts also add up by accident. A relation counts only where as many rows bear it out as it has counts, less one,
/// times ``bearing``: rows where any of its counts is not zero. A sum with as many terms as there are rows to fit them to
/// does not, and a count that is hardly ever anything but zero is no part of any.
struct RelationSearch {
    /// How many rows must bear out each count of a relation but the first.
    static let bearing = 10

    private let sheet: CountSheet
    /// The rows where every column searched is known.
    private let rows: [Int]
    /// The columns that are not zero throughout, the easiest to read first.
    private let columns: [Column]
    private let positions: [CountName: Int]
    private var span = LinearSpan()
    /// Whether a relation of these counts is wanted.
    private let isWanted: (Set<CountName>) -> Bool

    private struct Column {
        /// The counts that it is the sum of: one, or those that a known inequality leaves a rest of.
        let terms: [CountRelation.Term]
        let values: [Int]
        let check: PrimeField
        /// Whether it is zero nearly everywhere.
        let isRare: Bool
    }

    /// Everything found in a sheet.
    ///
    /// Columns that are not known in every row are searched in those rows where they are, for relations that contain
    /// one of them.
    ///
    /// - Parameters:
    ///   - sheet: the counts of the areas of one level.
    ///   - known: the relations that are declared, or hold by the families' arithmetic.
    ///   - validity: what the sheet's quarters have in common.
    ///   - isWanted: whether a relation of some counts is wanted.
    static func found(
        in sheet: CountSheet, known: [CountRelation], validity: CountRelation.Validity = .everyPeriod,
        where isWanted: @escaping (Set<CountName>) -> Bool = { _ in true }
    ) -> [FoundRelation] {
        let gaps = Dictionary(grouping: sheet.columns.keys) { name in
            (sheet.columns[name] ?? []).indices.filter { sheet.columns[name]?[$0] == nil }
        }
        var found: [FoundRelation] = []
        let ordered = gaps.keys.sorted {
            $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count
        }
        for gap in ordered {
            let unknown = Set(gap)
            let names = gaps[gap] ?? []
            let own = Set(names)
            let others: [CountName] = ordered.filter { $0.count < gap.count && unknown.isSuperset(of: $0) }.flatMap {
                gaps[$0] ?? []
            }
            var search = RelationSearch(
                sheet, rows: sheet.places.indices.filter { !unknown.contains($0) }, names: names + others,
                known: known + found.map(\.relation)
            ) { !own.isDisjoint(with: $0) && isWanted($0) }
            found += search.found(validity)
        }
        return found
    }

    private init(
        _ sheet: CountSheet, rows: [Int], names: [CountName], known: [CountRelation],
        isWanted: @escaping (Set<CountName>) -> Bool
    ) {
        self.sheet = sheet
        self.rows = rows
        self.isWanted = isWanted
        let random = Self.randomNumbers(rows.count)
        func column(_ terms: [CountRelation.Term]) -> Column? {
            var values = Array(repeating: 0, count: rows.count)
            for term in terms {
                guard let counts = sheet.columns[CountName(term)] else { return nil }
                for (index, row) in rows.enumerated() { values[index] += term.factor * (counts[row] ?? 0) }
            }
            let bearing = values.count { $0 != 0 }
            guard bearing > 0 else { return nil }
            let check = zip(values, random).reduce(PrimeField.zero) {
                $1.0 == 0 ? $0 : $0 + PrimeField($1.0) * $1.1
            }
            return Column(terms: terms, values: values, check: check, isRare: bearing < Self.bearing)
        }
        let present = Set(names)
        func isPresent(_ relation: CountRelation) -> Bool {
            relation.terms.allSatisfy { present.contains(CountName($0)) }
        }
        // What an inequality leaves over is a count like any other, and the first to be named.
        let rests = known.filter { $0.comparison == .atLeast && isPresent($0) }
        let singles = names.sorted { Self.readability($0) < Self.readability($1) }.compactMap { name in
            column([.init(name.indicator, name.kind)])
        }
        let remainders = rests.compactMap { rest in column(rest.terms).map { (rest, $0) } }
        columns = remainders.map(\.1) + singles
        let positions = Dictionary(
            uniqueKeysWithValues: singles.enumerated().map {
                (CountName($1.terms[0]), remainders.count + $0)
            })
        self.positions = positions
        func vector(_ terms: [CountRelation.Term]) -> LinearSpan.Vector {
            // A count that is zero throughout is no part of any sum.
            let counted = terms.compactMap { term in
                positions[CountName(term)].map { ($0, PrimeField(term.factor)) }
            }
            return Dictionary(counted, uniquingKeysWith: +)
        }
        for relation in known where relation.comparison == .equal && isPresent(relation) {
            span.add(vector(relation.terms))
        }
        for rest in rests {
            var sum = vector(rest.terms)
            if let index = remainders.firstIndex(where: { $0.0 == rest }) { sum[index] = -PrimeField.one }
            span.add(sum)
        }
    }

    private mutating func found(_ validity: CountRelation.Validity) -> [FoundRelation] {
        var found: [FoundRelation] = []
        for sum in shortSums() {
            if let relation = accepted(sum, validity) { found.append(relation) }
        }
        for sum in longSums() {
            if let relation = accepted(sum, validity) { found.append(relation) }
        }
        return found
    }

    /// A sum of columns that is zero, by position and factor.
    private typealias Sum = [Int: Int]

    /// The relation that a sum is, unless it is known, or does not hold in every row, or might be chance.
    private mutating func accepted(_ sum: Sum, _ validity: CountRelation.Validity) -> FoundRelation? {
        let vector = sum.mapValues { PrimeField($0) }
        guard sum.count > 1, !span.remainder(of: vector).isEmpty else { return nil }
        let bearing = rows.indices.filter { row in sum.keys.contains { columns[$0].values[row] != 0 } }
        guard bearing.count >= Self.bearing * (sum.count - 1),
            bearing.allSatisfy({ row in isZero(sum, in: row) })
        else { return nil }
        let terms = sum.keys.sorted().flatMap { position in
            columns[position].terms.map { term in
                CountRelation.Term(term.indicator, term.kind, times: term.factor * (sum[position] ?? 0))
            }
        }
        let relation = CountRelation(terms, .equal, [], in: validity)
        guard isWanted(Set(relation.terms.map(CountName.init))) else { return nil }
        span.add(vector)
        let places = bearing.map { sheet.places[rows[$0]] }
        return FoundRelation(
            relation: relation, level: sheet.level, areas: Set(places.map(\.code)).count,
            quarters: Set(places.map(\.quarter)).count, places: places.count)
    }

    /// Whether a sum is zero in a row; not where the numbers are too large to tell.
    private func isZero(_ sum: Sum, in row: Int) -> Bool {
        var total = 0
        for (position, factor) in sum {
            let (product, isTooLarge) = columns[position].values[row].multipliedReportingOverflow(by: factor)
            let (next, overflows) = total.addingReportingOverflow(product)
            if isTooLarge || overflows { return false }
            total = next
        }
        return total == 0
    }

    // MARK: - Sums of up to four columns

    private func shortSums() -> [Sum] {
        let frequent = columns.indices.filter { !columns[$0].isRare }
        let equal = Dictionary(grouping: frequent) { columns[$0].check }.values.map { $0.sorted() }
        let pairs = equal.flatMap { group in group.dropFirst().map { [group[0]: 1, $0: -1] } }
        let distinct = equal.map { $0[0] }.sorted()
        let byCheck = Dictionary(uniqueKeysWithValues: distinct.map { (columns[$0].check, $0) })
        var sums: [PrimeField: [(Int, Int)]] = [:]
        var triples: [Sum] = []
        for (index, a) in distinct.enumerated() {
            for b in distinct[index...] {
                let check = columns[a].check + columns[b].check
                if let whole = byCheck[check] { triples.append(Self.sum([whole], [a, b])) }
                sums[check, default: []].append((a, b))
            }
        }
        var quadruples = sums.values.filter { $0.count > 1 }.flatMap { same in
            same.dropFirst().map { Self.sum([same[0].0, same[0].1], [$0.0, $0.1]) }
        }
        for whole in distinct {
            for part in distinct where part != whole {
                for (a, b) in sums[columns[whole].check - columns[part].check] ?? [] {
                    quadruples.append(Self.sum([whole], [part, a, b]))
                }
            }
        }
        return [pairs, triples, quadruples].flatMap { $0.sorted(by: Self.isEasier) }
    }

    private static func sum(_ left: [Int], _ right: [Int]) -> Sum {
        var sum: Sum = [:]
        for position in left { sum[position, default: 0] += 1 }
        for position in right { sum[position, default: 0] -= 1 }
        return sum.filter { $0.value != 0 }
    }

    /// Whether one sum is shorter than another, or about counts that are easier to read.
    private static func isEasier(_ a: Sum, _ b: Sum) -> Bool {
        a.count == b.count ? a.keys.sorted().lexicographicallyPrecedes(b.keys.sorted()) : a.count < b.count
    }

    // MARK: - Any other sum

    private func longSums() -> [Sum] {
        let superfluous = span.pivots
        let left = columns.indices.filter { !superfluous.contains($0) && !columns[$0].isRare }
        let space = NullSpace(of: left.map { columns[$0].values }, checks: left.map { columns[$0].check })
        return space.vectors.compactMap { vector in
            let fractions = vector.map { $0.factor.fraction }
            let known = fractions.compactMap(\.self)
            guard known.count == vector.count else { return nil }
            var multiple = 1
            for fraction in known {
                multiple = multiple / Self.greatestDivisor(multiple, fraction.denominator) * fraction.denominator
                if multiple > Self.largestFactor { return nil }
            }
            let sum = zip(vector, known).map { (left[$0.column], $1.numerator * (multiple / $1.denominator)) }
            return Dictionary(uniqueKeysWithValues: sum)
        }.sorted { ($0.count, $0.keys.min() ?? 0) < ($1.count, $1.keys.min() ?? 0) }
    }

    /// A sum with larger factors is fitted, not defined.
    private static let largestFactor = 1_000

    private static func greatestDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestDivisor(b, a % b) }

    // MARK: - Order

    /// Numerators and denominators before measures of quality.
    private static func readability(_ name: CountName) -> (Int, String, String) {
        let rank = CountKind.allCases.firstIndex(of: name.kind) ?? 0
        return (rank, name.indicator, name.kind.rawValue)
    }

    /// Numbers that look random, the same in every run (SplitMix64, Steele et al. 2014).
    private static func randomNumbers(_ count: Int) -> [PrimeField] {
        var state: UInt64 = 20_100_401
        return (0..<count).map { _ in
            state &+= 0x9E37_79B9_7F4A_7C15
            var number = state
            number = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
            number = (number ^ (number >> 27)) &* 0x94D0_49BB_1331_11EB
            return PrimeField(Int((number ^ (number >> 31)) >> 2))
        }
    }
}
