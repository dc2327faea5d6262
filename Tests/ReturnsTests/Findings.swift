import ReportKit

@testable import Returns

/// Findings of every family and verdict, made by rule: the same every time.
struct FindingGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A finding of the family, whose verdict, p values and counts agree.
    mutating func finding(_ family: Family, _ polarity: Polarity, code: String = "X1") -> Finding {
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
        let outcome = TestOutcome(statistic: 1.5, p: p, pAdjusted: p, verdict: verdict)
        let level: AreaLevel = Int.random(in: 0...9, using: &self) == 0 ? .notAssigned : .localAuthority
        let judged = verdict == .notEnoughData || Int.random(in: 0...9, using: &self) > 0 ? verdict : nil
        return Finding(
            area: Area(code: code, name: "Area \(code)", level: level), group: nil, observed: observed, n: n,
            verdict: family == .proportionAgainstPredicted ? verdict : judged, unreliable: n < 30,
            target: target(family, judged, predicted, polarity), dataQuality: [],
            figures: figures(family, n: n, observed: observed, predicted: predicted, outcome, judged))
    }

    private mutating func target(
        _ family: Family, _ verdict: Verdict?, _ predicted: Double, _ polarity: Polarity
    ) -> TargetOutcome? {
        let met: Bool? = [true, false, nil].randomElement(using: &self) ?? nil
        func outcome(_ measure: AgreedTarget.Measure, _ value: Double) -> TargetOutcome {
            TargetOutcome(AgreedTarget(measure: measure, value: value, designated: true, source: "a plan"), met: met)
        }
        switch family {
        // A verdict on a proportion rests on a target.
        case .proportionAgainstTarget: return verdict == nil ? nil : outcome(.rate, predicted)
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
        switch family {
        case .proportionAgainstPredicted:
            let range = 196 * ((1 - predicted) / (predicted * Double(n))).squareRoot()
            let z = Verdict(
                p: Double.random(in: 0...0.1, using: &self), difference: rate - predicted, polarity: .lowerIsBetter)
            return .predicted(
                PredictedFigures(
                    people: Bool.random(using: &self) ? n : max(1, n / 3), expected: predicted * Double(n),
                    actualRate: rate, predictedRate: predicted, relativeDifference: 100 * (rate / predicted - 1),
                    rangeOfInsignificance: [-range, range], smallestDetectable: 1.4 * range,
                    tests: .init(
                        z: TestOutcome(
                            statistic: 2, p: 0.04, verdict: outcome.verdict == .notEnoughData ? .notEnoughData : z),
                        poissonBinomial: outcome, clustered: outcome)))
        case .proportionAgainstTarget:
            return .proportion(
                ProportionFigures(
                    rate: rate, interval: [max(0, rate - 0.02), min(1, rate + 0.02)],
                    notRecorded: Int.random(in: 0...20, using: &self),
                    tests: .init(exactBinomial: judged == nil ? nil : outcome)))
        default:
            let change = 100 * (rate / predicted - 1)
            return .change(
                ChangeFigures(
                    people: outcome.verdict == .notEnoughData ? min(n, 29) : n,
                    yearShare: [0.25, 0.5, 1].randomElement(using: &self) ?? 1, baselinePerPerson: 2,
                    followUpPerPerson: 1, change: change, interval: [change - 10, change + 10],
                    expectedChange: judged == nil ? nil : -22,
                    tests: .init(againstExpected: judged == nil ? nil : outcome)))
        }
    }
}

/// Indicators, reports and returns for tests.
enum Made {
    static func indicator(_ family: Family, _ polarity: Polarity = .lowerIsBetter, id: String = "NI18") -> Indicator {
        Indicator(
            id: id, title: "A title with <angles> & \"quotes\"", definition: "What is counted.", family: family,
            unit: "%", polarity: polarity, decimals: 2, frequency: "quarterly", levels: [.trust, .localAuthority],
            source: "the system", supplier: "somebody", caveats: ["A caveat."], version: "1")
    }

    /// - Parameter areas: how many findings.
    static func report(
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

    struct Missing: Error {}
}
