import Text

/// The design that a specification asks for, of a cohort whose levels and values are known.
struct FitDesign {
    private(set) var design = ModelDesign()
    /// Levels that nobody has: they get no prediction.
    private(set) var notes: [String] = []
    /// The group of levels that each level of a factor belongs to, by the group's own level, and which column each group has.
    private var groups: [FactorInput: Groups] = [:]
    private let specification: FitSpecification
    private let cohort: BaselineCohort

    private struct Groups {
        /// For each level, the number of its group.
        var ofLevel: [Int]
        var names: [[String]]
        var counts: [Int]
        var reference: Int
    }

    init(_ specification: FitSpecification, _ cohort: BaselineCohort) throws {
        self.specification = specification
        self.cohort = cohort
        for term in specification.terms {
            switch term.kind {
            case .factor(let factor, let reference, let merge):
                let groups = try groups(factor, reference, merge, term)
                self.groups[factor] = groups
                let (columns, labels) = Self.columns(of: groups)
                try add(
                    term, .factor(factor, columns: columns), labels,
                    isKnownOfAll: cohort.levelCounts[factor.place].reduce(0, +) == cohort.rows.count)
            case .number(let number):
                try add(term, .number(number), [[]], isKnownOfAll: cohort.isKnownOfAll(number))
            case .spline(let number, let knots):
                let spline = try spline(number, knots, term)
                try add(
                    term, .spline(number, spline), spline.labels,
                    isKnownOfAll: cohort.isKnownOfAll(number))
            case .product(let one, let other): try addProduct(one, other, term)
            }
        }
    }

    /// Adds a term on one input. What nobody lacks has no coefficient of its own for those who lack it.
    private mutating func add(
        _ term: FitSpecification.Term, _ part: ModelDesign.Part, _ labels: [[String]],
        isKnownOfAll: @autoclosure () throws -> Bool
    ) rethrows {
        var missing = term.missing
        if missing == .level, try isKnownOfAll() {
            notes.append("Nobody in the baseline lacks the input of '\(term.name)': people who do get no prediction.")
            missing = .refuse
        }
        design.add(term.name, part, labels: labels, missing: missing)
    }

    private mutating func groups(
        _ factor: FactorInput, _ reference: String?, _ merge: [String: String], _ term: FitSpecification.Term
    ) throws -> Groups {
        let levels = factor.levels ?? cohort.trusts
        let counts = cohort.levelCounts[factor.place]
        func wrong(_ level: String, _ what: String) -> PredictionError {
            let present = levels.indices.filter { counts[$0] > 0 }.map { levels[$0] }
            let nearest = nearestNames(to: level, among: present, count: 1).first.map { "; is '\($0)' meant?" } ?? ""
            return .badFile(
                file: specification.file, line: term.line,
                problem: "nobody in the baseline has the level '\(level)' of '\(factor.rawValue)', \(what)\(nearest)",
                remedy: "There are: \(present.joined(separator: ", "))")
        }
        for (from, to) in merge.sorted(by: { $0.key < $1.key }) {
            for level in [from, to] where !levels.contains(level) { throw wrong(level, "which is to be merged") }
        }
        let kept = levels.filter { merge[$0] == nil }
        let ofLevel = levels.map { level in kept.firstIndex(of: merge[level] ?? level) ?? 0 }
        var result = Groups(
            ofLevel: ofLevel, names: kept.map { [$0] }, counts: kept.map { _ in 0 }, reference: 0)
        for (index, level) in levels.enumerated() {
            result.counts[ofLevel[index]] += counts[index]
            if merge[level] != nil { result.names[ofLevel[index]].append(level) }
        }
        if let reference {
            guard let place = kept.firstIndex(of: reference), result.counts[place] > 0 else {
                throw wrong(reference, "which is the reference")
            }
            result.reference = place
        } else {
            result.reference = result.counts.indices.max { result.counts[$0] < result.counts[$1] } ?? 0
        }
        guard result.counts.count(where: { $0 > 0 }) > 1 else {
            throw PredictionError.badFile(
                file: specification.file, line: term.line,
                problem: "everybody in the baseline has the same level of '\(factor.rawValue)', or none",
                remedy: "Leave the term out")
        }
        let nobody = result.counts.indices.filter { result.counts[$0] == 0 }.flatMap { result.names[$0] }
        if factor != .trust, !nobody.isEmpty {
            notes.append(
                "Nobody in the baseline has '\(factor.rawValue)' \(nobody.joined(separator: ", ")): people who have it get "
                    + "no prediction, unless it is merged with another level.")
        }
        return result
    }

    private static func columns(of groups: Groups) -> ([Int32], labels: [[String]]) {
        var (numbers, labels): ([Int32], [[String]]) = ([], [])
        for group in groups.names.indices {
            if groups.counts[group] == 0 {
                numbers.append(ModelDesign.refused)
            } else if group == groups.reference {
                numbers.append(ModelDesign.reference)
            } else {
                numbers.append(Int32(labels.count))
                labels.append(groups.names[group])
            }
        }
        return (groups.ofLevel.map { numbers[$0] }, labels)
    }

    private func spline(
        _ number: NumberInput, _ knots: FitSpecification.Knots, _ term: FitSpecification.Term
    ) throws -> RestrictedSpline {
        switch knots {
        case .at(let places): if let spline = RestrictedSpline(knots: places) { return spline }
        case .count(let count):
            let quantiles = try Quantiles(of: number, in: cohort)
            let places = Quantiles.harrell[count]?.map(quantiles.value) ?? []
            if let spline = RestrictedSpline(knots: places) { return spline }
        }
        throw PredictionError.badFile(
            file: specification.file, line: term.line,
            problem: "'\(number.rawValue)' has too few different values in the baseline for these knots",
            remedy: "Say where the knots are, as in 'knots: [18, 25, 40]', or make it a number")
    }

    private mutating func addProduct(_ one: String, _ other: String, _ term: FitSpecification.Term) throws {
        let factors = [one, other].compactMap(FactorInput.init)
        let numbers = [one, other].compactMap(NumberInput.init)
        if factors.count == 2, let first = groups[factors[0]], let second = groups[factors[1]] {
            let (rows, rowLabels) = Self.columns(of: first)
            let (columns, columnLabels) = Self.columns(of: second)
            let labels = rowLabels.flatMap { row in
                columnLabels.map { column in row.flatMap { left in column.map { ModelDesign.pair(left, $0) } } }
            }
            let places = rows.map { row in
                columns.map { column -> Int32 in
                    if row == ModelDesign.refused || column == ModelDesign.refused { return ModelDesign.refused }
                    guard row >= 0, column >= 0 else { return ModelDesign.reference }
                    return row * Int32(columnLabels.count) + column
                }
            }
            design.add(
                term.name, .pairs(factors[0], factors[1], columns: places), labels: labels, missing: term.missing)
        } else if let factor = factors.first, let number = numbers.first, let groups = groups[factor] {
            let (columns, labels) = Self.columns(of: groups)
            design.add(
                term.name, .numberByLevel(factor, number, columns: columns), labels: labels, missing: term.missing)
        } else if numbers.count == 2 {
            design.add(term.name, .productOfNumbers(numbers[0], numbers[1]), labels: [[]], missing: term.missing)
        }
    }
}

/// Quantiles of a number in a cohort, as R's default has them (type 7).
private struct Quantiles {
    /// Where Harrell puts so many knots (Regression Modeling Strategies, 2nd ed. (2015), table 2.3).
    static let harrell: [Int: [Double]] = [
        3: [0.1, 0.5, 0.9], 4: [0.05, 0.35, 0.65, 0.95], 5: [0.05, 0.275, 0.5, 0.725, 0.95],
        6: [0.05, 0.23, 0.41, 0.59, 0.77, 0.95], 7: [0.025, 0.1833, 0.3417, 0.5, 0.6583, 0.8167, 0.975],
    ]

    private let values: [(value: Double, through: Int)]

    init(of number: NumberInput, in cohort: BaselineCohort) throws {
        var counts: [Double: Int] = [:]
        try cohort.rows.visit { row in
            let value = row.value(number)
            if !value.isNaN { counts[value, default: 0] += 1 }
        }
        var through = 0
        values = counts.sorted { $0.key < $1.key }.map { value, count in
            through += count
            return (value, through)
        }
    }

    func value(_ share: Double) -> Double {
        guard let total = values.last?.through else { return .nan }
        let place = share * Double(total - 1)
        let whole = Int(place)
        let (low, high) = (ordered(whole), ordered(min(whole + 1, total - 1)))
        return low + (place - Double(whole)) * (high - low)
    }

    private func ordered(_ index: Int) -> Double {
        values.first { index < $0.through }?.value ?? .nan
    }
}
