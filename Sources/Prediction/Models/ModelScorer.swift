/// A model ready to score rows.
struct ModelScorer: Sendable {
    let design: ModelDesign
    /// One for each of the design's columns.
    let coefficients: [Double]
    /// The levels of ``FactorInput/trust`` that the model knows.
    let trusts: [String]

    init(_ model: LogisticModel) {
        let trusts = model.trusts
        var design = ModelDesign()
        var coefficients = [model.intercept]
        func levels(_ factor: FactorInput) -> [String] { factor.levels ?? trusts }
        for term in model.terms {
            let (part, labels, values) = Self.part(of: term.effect, levels)
            var rule = ModelDesign.MissingRule.refuse
            if case .add(let value) = term.missing { rule = value == 0 ? .nothing : .level }
            design.add(term.name, part, labels: labels, missing: rule)
            coefficients += values
            if case .add(let value) = term.missing, value != 0 { coefficients.append(value) }
        }
        self.design = design
        self.coefficients = coefficients
        self.trusts = trusts
    }

    private static func part(
        of effect: LogisticModel.Effect, _ levels: (FactorInput) -> [String]
    ) -> (ModelDesign.Part, labels: [[String]], values: [Double]) {
        var (labels, values): ([[String]], [Double]) = ([], [])
        func place(_ value: Double?, _ label: String) -> Int32 {
            guard let value else { return ModelDesign.refused }
            labels.append([label])
            values.append(value)
            return Int32(values.count - 1)
        }
        switch effect {
        case .factor(let factor, let given):
            let columns = levels(factor).map { place(given[$0], $0) }
            return (.factor(factor, columns: columns), labels, values)
        case .number(let number, let coefficient): return (.number(number), [[]], [coefficient])
        case .spline(let number, let knots, let coefficients):
            guard let spline = RestrictedSpline(knots: knots) else {
                preconditionFailure("knots are checked when read")
            }
            return (.spline(number, spline), spline.labels, coefficients)
        case .pairs(let one, let other, let given):
            let columns = levels(one).map { first in
                levels(other).map { place(given[first]?[$0], ModelDesign.pair(first, $0)) }
            }
            return (.pairs(one, other, columns: columns), labels, values)
        case .numberByLevel(let factor, let number, let given):
            let columns = levels(factor).map { place(given[$0], $0) }
            return (.numberByLevel(factor, number, columns: columns), labels, values)
        case .productOfNumbers(let one, let other, let coefficient):
            return (.productOfNumbers(one, other), [[]], [coefficient])
        }
    }

    /// Calls the closure with a function that gives a row's score, or the term for which the person is refused.
    func scoring<R>(_ body: ((PersonRow) -> Score) throws -> R) rethrows -> R {
        let encoder = RowEncoder(design)
        let count = encoder.columnCount
        return try withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { columns in
            try withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { values in
                try coefficients.withUnsafeBufferPointer { coefficients in
                    try body { row in
                        let count = encoder.encode(row, columns.baseAddress!, values.baseAddress!)
                        guard count >= 0 else { return .refused(term: -1 - count) }
                        var sum = 0.0
                        for index in 0..<count { sum += coefficients[Int(columns[index])] * values[index] }
                        return .score(sum)
                    }
                }
            }
        }
    }

    enum Score: Equatable {
        case score(Double)
        /// By the term's number.
        case refused(term: Int)
    }
}

extension ModelDesign {
    /// The label of a pair of levels.
    static func pair(_ first: String, _ second: String) -> String { "\(first), \(second)" }
}

extension LogisticModel {
    /// The trusts that terms give a coefficient.
    var trusts: [String] {
        var names: Set<String> = []
        for term in terms {
            switch term.effect {
            case .factor(.trust, let levels), .numberByLevel(.trust, _, let levels): names.formUnion(levels.keys)
            case .pairs(let one, let other, let levels):
                if one == .trust { names.formUnion(levels.keys) }
                if other == .trust { names.formUnion(levels.values.flatMap(\.keys)) }
            default: break
            }
        }
        return names.sorted()
    }
}
