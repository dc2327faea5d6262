import ReportKit

/// Finds how the counts of a sheet add up beyond what is known, shortest first.
///
/// Counts that are equal are found by their check sums, and so are those that are the sum or difference of two or three
/// others, since the check sum of a sum is the sum of check sums. Whatever else there is, an elimination finds.
/// Everything is verified in whole numbers, in every row.
///
/// Small counts also add up by accident. A relation counts only where as many rows bear it out as it has counts, less
/// one, times ``bearing``: rows where any of its counts is not zero, of at least half the quarters. A sum with as many
/// terms as there are rows to fit them to does not, and a count that is hardly ever anything but zero is no part of
/// any. That a denominator less its numerator is zero, or that several of these add up to zero, is what happened, not a
/// definition.
struct RelationSearch {
    /// How many rows must bear out each count of a relation but the first.
    static let bearing = 10

    private let sheet: CountSheet
    /// The rows where every column searched is known.
    private let rows: [Int]
    /// The columns that are not zero throughout, the rarest counts first: those that follow from others are the last
    /// ones.
    private let columns: [Column]
    private var span = LinearSpan()
    /// Whether a relation of these counts is wanted.
    private let isWanted: (Set<CountName>) -> Bool

    private struct Column {
        /// The counts that it is the sum of: one, or those that a known inequality leaves a rest of.
        let terms: [CountRelation.Term]
        let values: [Int]
        let check: PrimeField
        /// In how many rows it is not zero.
        let bearing: Int
        /// Its place among the columns, the easiest to read first.
        let rank: Int
        /// Whether it is zero nearly everywhere.
        var isRare: Bool { bearing < RelationSearch.bearing }
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
        func column(_ terms: [CountRelation.Term], rank: Int) -> Column? {
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
            return Column(terms: terms, values: values, check: check, bearing: bearing, rank: rank)
        }
        let present = Set(names)
        func isPresent(_ relation: CountRelation) -> Bool {
            relation.terms.allSatisfy { present.contains(CountName($0)) }
        }
        // What an inequality leaves over is a count like any other, and the first to be named.
        let rests = known.filter { $0.comparison == .atLeast && $0.terms.count > 1 && isPresent($0) }
        let remainders = rests.enumerated().compactMap { column($1.terms, rank: $0) }
        let readable = names.sorted { Self.readability($0) < Self.readability($1) }
        let singles = readable.enumerated().compactMap { index, name in
            column([.init(name.indicator, name.kind)], rank: rests.count + index)
        }
        let columns = (remainders + singles).sorted { ($0.bearing, $0.rank) < ($1.bearing, $1.rank) }
        self.columns = columns
        let byTerms = Dictionary(columns.enumerated().map { ($1.terms, $0) }, uniquingKeysWith: { first, _ in first })
        func position(_ name: CountName) -> Int? { byTerms[[.init(name.indicator, name.kind)]] }
        func vector(_ terms: [CountRelation.Term]) -> LinearSpan.Vector {
            // A count that is zero throughout is no part of any sum.
            let counted = terms.compactMap { term in
                position(CountName(term)).map { ($0, PrimeField(term.factor)) }
            }
            return Dictionary(counted, uniquingKeysWith: +)
        }
        for relation in known where relation.comparison == .equal && isPresent(relation) {
            span.add(vector(relation.terms))
        }
        for rest in rests {
            var sum = vector(rest.terms)
            if let rest = byTerms[rest.terms] { sum[rest] = -PrimeField.one }
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
        // The same in counts that do not follow from one another: what is chance there is chance however it is put.
        guard sum.count > 1, let core = Self.whole(span.remainder(of: vector)), !core.isEmpty,
            let places = places(bearing: sum, atLeast: sum.count - 1), self.places(bearing: core, atLeast: 1) != nil,
            !relation(core, validity).isAboutOutcomes
        else { return nil }
        let relation = relation(sum, validity)
        guard isWanted(Set(relation.terms.map(CountName.init))) else { return nil }
        span.add(vector)
        return FoundRelation(
            relation: relation, level: sheet.level, areas: Set(places.map(\.code)).count,
            quarters: Set(places.map(\.quarter)).count, places: places.count)
    }

    /// The areas and quarters that bear a sum out, those where it has a count that is not zero; nil where it does not
    /// hold in every row, or where they are too few to tell.
    ///
    /// - Parameter counts: how many of its counts must be borne out.
    private func places(bearing sum: Sum, atLeast counts: Int) -> [CountSheet.Place]? {
        let bearing = rows.indices.filter { row in sum.keys.contains { columns[$0].values[row] != 0 } }
        guard bearing.count >= Self.bearing * counts, bearing.allSatisfy({ isZero(sum, in: $0) }) else { return nil }
        let places = bearing.map { sheet.places[rows[$0]] }
        let quarters = Set(rows.map { sheet.places[$0].quarter })
        return 2 * Set(places.map(\.quarter)).count >= quarters.count ? places : nil
    }

    private func relation(_ sum: Sum, _ validity: CountRelation.Validity) -> CountRelation {
        let terms = sum.keys.sorted().flatMap { position in
            columns[position].terms.map { term in
                CountRelation.Term(term.indicator, term.kind, times: term.factor * (sum[position] ?? 0))
            }
        }
        return CountRelation(terms, .equal, [], in: validity)
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
        let equal = Dictionary(grouping: frequent) { columns[$0].check }.values.map(inOrder)
        let pairs = equal.flatMap { group in group.dropFirst().map { [group[0]: 1, $0: -1] } }
        let distinct = inOrder(equal.map { $0[0] })
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
        return [pairs, triples, quadruples].flatMap { $0.sorted(by: isEasier) }
    }

    private static func sum(_ left: [Int], _ right: [Int]) -> Sum {
        var sum: Sum = [:]
        for position in left { sum[position, default: 0] += 1 }
        for position in right { sum[position, default: 0] -= 1 }
        return sum.filter { $0.value != 0 }
    }

    /// Whether one sum is shorter than another, or about counts that are easier to read.
    private func isEasier(_ a: Sum, _ b: Sum) -> Bool {
        func ranks(_ sum: Sum) -> [Int] { sum.keys.map { columns[$0].rank }.sorted() }
        return a.count == b.count ? ranks(a).lexicographicallyPrecedes(ranks(b)) : a.count < b.count
    }

    // MARK: - Any other sum

    private func longSums() -> [Sum] {
        let superfluous = span.pivots
        let left = inOrder(columns.indices.filter { !superfluous.contains($0) && !columns[$0].isRare })
        let space = NullSpace(of: left.map { columns[$0].values }, checks: left.map { columns[$0].check })
        return space.vectors.compactMap { vector in
            Self.whole(Dictionary(uniqueKeysWithValues: vector.map { (left[$0.column], $0.factor) }))
        }.sorted(by: isEasier)
    }

    /// A multiple of a vector that has whole numbers; nil where they are large.
    private static func whole(_ vector: LinearSpan.Vector) -> Sum? {
        var multiple = 1
        var fractions: [Int: (numerator: Int, denominator: Int)] = [:]
        for (position, factor) in vector {
            guard let fraction = factor.fraction else { return nil }
            multiple = multiple / greatestDivisor(multiple, fraction.denominator) * fraction.denominator
            guard multiple <= largestFactor else { return nil }
            fractions[position] = fraction
        }
        let sum = fractions.mapValues { $0.numerator * (multiple / $0.denominator) }
        return sum.values.allSatisfy { abs($0) <= largestFactor } ? sum : nil
    }

    /// A sum with larger factors is fitted, not defined.
    private static let largestFactor = 1_000

    private static func greatestDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestDivisor(b, a % b) }

    // MARK: - Order

    /// Positions of columns, the easiest to read first.
    private func inOrder(_ positions: [Int]) -> [Int] { positions.sorted { columns[$0].rank < columns[$1].rank } }

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

extension CountRelation {
    /// Whether it only says of those who were no success, whatever the indicators, that some are as many as others or
    /// that there are none.
    fileprivate var isAboutOutcomes: Bool {
        let ofIndicators: [String: [Term]] = Dictionary(grouping: terms, by: \.indicator)
        return ofIndicators.values.allSatisfy { (terms: [Term]) -> Bool in
            guard terms.count == 2, terms[0].factor == -terms[1].factor else { return false }
            return Set(terms.map(\.kind)) == [.observed, .n]
        }
    }
}
