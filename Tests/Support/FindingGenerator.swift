import ReportKit
import Significance

/// Findings of every family and verdict, made by rule: the same every time.
package struct FindingGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A finding of the family, whose verdict, p values and counts agree.
    package mutating func finding(_ family: Family, _ polarity: Polarity, code: String = "X1") -> Finding {
        let n =
            Int.random(in: 0...4, using: &self) == 0
            ? Int.random(in: 1...29, using: &self) : Int.random(in: 30...60_000, using: &self)
        let predicted = Double.random(in: 0.01...0.6, using: &self)
        let actual = min(1, max(0, predicted * Double.random(in: 0.4...1.6, using: &self)))
        let observed = Int((actual * Double(n)).rounded())
        let p =
            n < 30
            ? nil
            : Bool.random(using: &self)
                ? Double.random(in: 0...0.0499, using: &self) : Double.random(in: 0.05...1, using: &self)
        let expected = predicted * Double(n)
        let verdict = Verdict(p: p, difference: Double(observed) - expected, polarity: polarity)
        let outcome = TestOutcome(statistic: 1.5, p: p, verdict: verdict)
        let level: AreaLevel = Int.random(in: 0...9, using: &self) == 0 ? .notAssigned : .localAuthority
        let judged = verdict == .notEnoughData || Int.random(in: 0...9, using: &self) > 0 ? verdict : nil
        let target = target(family, judged, predicted, polarity)
        return Finding(
            area: Area(code: code, name: "Area \(code)", level: level), group: nil,
            observed: family == .quantile ? nil : observed,
            n: family == .countAgainstTarget ? nil : n,
            verdict: family == .proportionAgainstPredicted ? verdict : judged, unreliable: n < 30,
            target: target, dataQuality: [],
            figures: figures(family, n: n, observed: observed, predicted: predicted, outcome, judged))
    }

    private mutating func target(
        _ family: Family, _ verdict: Verdict?, _ predicted: Double, _ polarity: Polarity
    ) -> TargetOutcome? {
        let met: Bool? = [true, false, nil].randomElement(using: &self) ?? nil
        func upper(_ generator: inout FindingGenerator) -> Double? {
            polarity == .insideBand || Int.random(in: 0...4, using: &generator) == 0 ? 1.5 * predicted : nil
        }
        func outcome(_ measure: AgreedTarget.Measure, _ value: Double, to upper: Double? = nil) -> TargetOutcome {
            TargetOutcome(
                AgreedTarget(measure: measure, value: value, upper: upper, designated: true, source: "a plan"), met: met
            )
        }
        switch family {
        // These verdicts rest on a target.
        case .proportionAgainstTarget, .frequency:
            return verdict == nil ? nil : outcome(.rate, predicted, to: upper(&self))
        case .supplied, .mean, .quantile:
            return verdict == nil ? nil : outcome(.value, 100 * predicted, to: upper(&self).map { 100 * $0 })
        case .countAgainstTarget:
            return verdict == nil ? nil : outcome(.count, 1000, to: upper(&self).map { _ in 1200 })
        default:
            let values: [Double] = [-0.0777, 0, 0.05, -0.22]
            let value = values.randomElement(using: &self) ?? 0
            let measures: [AgreedTarget.Measure] = [.relativeDifference, .relativeChange, .count]
            return Bool.random(using: &self) ? outcome(measures.randomElement(using: &self) ?? .count, value) : nil
        }
    }

    private mutating func figures(
        _ family: Family, n: Int, observed: Int, predicted: Double, _ outcome: TestOutcome, _ judged: Verdict?
    ) -> Finding.Figures {
        let rate = Double(observed) / Double(n)
        let callable: [Verdict] =
            observed.isMultiple(of: 2) ? [.significantlyWorse] : [.significantlyBetter, .significantlyWorse]
        switch family {
        case .proportionAgainstPredicted:
            let z = Verdict(
                p: Double.random(in: 0...0.1, using: &self), difference: rate - predicted, polarity: .lowerIsBetter)
            return .predicted(
                .made(
                    observed: observed, n: n, people: Bool.random(using: &self) ? n : max(1, n / 3),
                    expected: predicted * Double(n), outcome,
                    z: TestOutcome(
                        statistic: 2, p: 0.04, verdict: outcome.verdict == .notEnoughData ? .notEnoughData : z)))
        case .proportionAgainstTarget:
            return .proportion(
                ProportionFigures(
                    rate: rate, interval: .pair(max(0, rate - 0.02), min(1, rate + 0.02)),
                    notRecorded: Int.random(in: 0...20, using: &self),
                    tests: .init(exactBinomial: judged == nil ? nil : outcome)))
        case .frequency:
            return .frequency(
                FrequencyFigures(
                    people: outcome.verdict == .notEnoughData || Bool.random(using: &self) ? n : max(30, n / 3),
                    per: 100, rate: rate, interval: .pair(rate * 0.9, rate * 1.1),
                    poissonInterval: .pair(rate * 0.95, rate * 1.05),
                    dispersion: 1.4, clustering: 0.4, callable: callable,
                    tests: .init(againstTarget: judged == nil ? nil : outcome)))
        case .ratePerPopulation:
            let baseline = judged == nil ? nil : predicted
            return .rate(
                RateFigures(
                    per: 1000, rate: rate, interval: .pair(rate * 0.9, rate * 1.1),
                    baselineEvents: baseline.map { Int($0 * Double(n)) }, baselinePopulation: baseline.map { _ in n },
                    baselineRate: baseline, change: baseline.map { 100 * (rate / $0 - 1) }, changeInterval: nil,
                    tests: .init(againstBaseline: judged == nil ? nil : outcome)))
        case .standardisedRate:
            let unknown = outcome.verdict == .notEnoughData && Bool.random(using: &self)
            return .standardised(
                StandardisedFigures(
                    per: 100_000, crudeRate: rate, rate: unknown ? nil : rate,
                    interval: unknown || observed == 0 ? nil : .pair(rate * 0.9, rate * 1.1),
                    overallRate: judged == nil ? nil : predicted,
                    tests: .init(againstOverall: judged == nil ? nil : outcome)))
        case .countAgainstTarget:
            let due = judged == nil ? nil : 250.0
            return .count(
                CountFigures(
                    interval: .pair(Double(observed) * 0.9, Double(observed) * 1.1 + 3.7), yearShare: 0.25,
                    targetToDate: due, targetToDateUpper: nil,
                    percentOfTarget: due.map { 100 * Double(observed) / $0 },
                    tests: .init(againstTarget: judged == nil ? nil : outcome)))
        case .countChange:
            let change = 100 * (rate - 1)
            return .countChange(
                CountChangeFigures(
                    change: change, interval: .pair(change - 5, change + 5),
                    tests: .init(againstBaseline: judged == nil ? nil : outcome)))
        case .mean:
            return .mean(
                MeanFigures(
                    total: Double(observed), denominator: Double(n), mean: rate,
                    interval: judged == nil ? nil : .pair(rate * 0.9, rate * 1.1),
                    tests: .init(againstTarget: judged == nil ? nil : outcome)))
        case .quantile:
            let value = 100 * rate
            func five(_ value: Double, _ rule: FloatingPointRoundingRule) -> Double { 5 * (value / 5).rounded(rule) }
            let interval: Interval? = judged == nil ? nil : .pair(0.9 * value, 1.1 * value)
            let outwards = interval.map { Interval.pair(five($0.lower, .down), five($0.upper, .up)) }
            let rounding = QuantileRounding(
                step: 5, value: five(value, .toNearestOrAwayFromZero), alike: n, interval: outwards, alikeAtEnds: n,
                met: nil)
            return .quantile(
                QuantileFigures(
                    quantile: [0.5, 0.9, 0.333].randomElement(using: &self) ?? 0.5, value: value, interval: interval,
                    tests: .init(againstTarget: judged == nil ? nil : outcome), roundings: [rounding]))
        case .supplied:
            let isText = judged == nil && Bool.random(using: &self)
            return .supplied(
                SuppliedFigures(
                    value: isText ? nil : 100 * rate, text: isText ? "Scheme published. " : nil, interval: nil,
                    rate: isText ? nil : rate, rateInterval: isText ? nil : .pair(rate * 0.9, rate * 1.1),
                    source: Bool.random(using: &self) ? "Place Survey 2008" : nil,
                    tests: .init(exactBinomial: judged == nil ? nil : outcome)))
        case .cohortChange, .undefined:
            let change = 100 * (rate / predicted - 1)
            return .change(
                ChangeFigures(
                    people: outcome.verdict == .notEnoughData ? min(n, 29) : n,
                    yearShare: [0.25, 0.5, 1].randomElement(using: &self) ?? 1, baselinePerPerson: 2,
                    followUpPerPerson: 1, change: change, interval: .pair(change - 10, change + 10),
                    expectedChange: judged == nil ? nil : -22, dispersion: 1.1, callable: callable,
                    tests: .init(againstExpected: judged == nil ? nil : outcome)))
        }
    }
}

/// Indicators, reports and returns for tests.
package enum Made {
    package static func indicator(
        _ family: Family, _ polarity: Polarity = .lowerIsBetter, id: String = "NI18", unit: String = "%"
    ) -> Indicator {
        Indicator(
            id: id, title: "A title with <angles> & \"quotes\"", definition: "What is counted.", family: family,
            unit: unit, polarity: polarity, decimals: 2, frequency: "quarterly", levels: [.trust, .localAuthority],
            source: "the system", supplier: "somebody", caveats: ["A caveat."], version: "1")
    }

    /// - Parameter areas: how many findings.
    package static func report(
        _ family: Family, _ polarity: Polarity = .lowerIsBetter, id: String = "NI18", areas: Int, seed: UInt64 = 1
    ) throws -> Report {
        var generator = FindingGenerator(seed: seed)
        guard let quarter = Quarter("2010-11Q4") else { throw Missing() }
        let findings = (0..<areas).map { generator.finding(family, polarity, code: "E\(100 + $0)") }
        return Report(
            indicator: indicator(family, polarity, id: id), requested: .quarter(quarter), period: Period(quarter),
            breakdown: nil, findings: findings, caveats: ["A caveat."],
            dataQuality: DataQuality(synthetic: false, sources: [], measures: []))
    }

    /// Reports of three families, with areas of both levels, and other areas beside them.
    package static func reports(areas: Int = 5) throws -> [Report] {
        let families: [(Family, String)] = [
            (.proportionAgainstPredicted, "NI18"), (.cohortChange, "NI30"), (.proportionAgainstTarget, "NI143"),
        ]
        return try families.map { family, id in
            var report = try report(family, id: id, areas: areas)
            report.others = try Self.report(family, id: id, areas: 60, seed: 7).findings.compactMap(\.comparator)
                .unnamed()
            return report
        }
    }

    /// A fixture that cannot be made.
    package struct Missing: Error {
        package init() {}
    }
}
