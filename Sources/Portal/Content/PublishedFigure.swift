import Presenting
import ReportKit
import Text

/// What a published finding says, in a few characters, as overviews and charts show it.
struct PublishedFigure: Sendable {
    /// The figure as it is written: `11.80%`, `[c]`, `no figure`.
    let text: String
    /// The counts behind it: `170 of 1,441`; nil where there are none, or they are not shown.
    let counts: String?
    /// In the unit of the text; nil where there is no number, or it is suppressed.
    let value: Double?
    /// Its 95% interval, in the same unit.
    let interval: (lower: Double, upper: Double)?
    /// What it is judged against, in the same unit: what was predicted, or the target.
    let reference: Double?
    let referenceName: String
    let unit: PlottedValue.Unit
    /// In words: `significantly worse`, `suppressed`, `not judged`.
    let verdict: String
    let shape: VerdictShape
    /// Whether its target was met; nil where there is none, or that cannot be said.
    let isTargetMet: Bool?
    /// The same in words.
    var target: String? { isTargetMet.map { $0 ? "target met" : "target not met" } }
    /// The finding in a sentence, as it was published.
    let sentence: String

    /// A value that may be suppressed.
    private enum Shown<Value: Decodable>: Decodable {
        case value(Value)
        case suppressed

        private struct Mark: Decodable {
            let suppressed: Bool
        }

        init(from decoder: any Decoder) throws {
            if (try? Mark(from: decoder)) != nil {
                self = .suppressed
            } else {
                self = .value(try Value(from: decoder))
            }
        }

        var value: Value? { if case .value(let value) = self { value } else { nil } }
        var isSuppressed: Bool { if case .suppressed = self { true } else { false } }
    }

    private struct Target: Decodable {
        let measure: AgreedTarget.Measure
        let met: Bool?
        let value: Double?

        /// In the unit in which the figure is written; nil where the target is of something else than the figure.
        func value(_ scale: Scale) -> Double? {
            switch measure {
            case .rate: value.map { $0 * scale.factor }
            case .relativeChange: value.map { $0 * 100 }
            case .count, .value: value
            case .relativeDifference: nil
            }
        }
    }

    private struct Finding: Decodable {
        let sentence: String?
        let family: Family
        let observed, n: Shown<Int?>?
        let verdict: Shown<Verdict?>?
        let target: Shown<Target?>?
        let notJudged: String?
        let rounded: Bool?
        let actualRate, predictedRate, rate, change, expectedChange, mean, value: Shown<Double?>?
        let interval, rateInterval: Shown<[Double]?>?
        let per: Shown<Int?>?
        let text: Shown<String?>?
    }

    /// - Parameter slice: a finding of a `return.json`.
    init(_ slice: JSONSlice) {
        guard let finding = slice.decoded(Finding.self) else {
            (text, counts, value, interval, reference) = ("no figure", nil, nil, nil, nil)
            (referenceName, unit, verdict, shape) = ("", .plain(decimals: 1), "not judged", .notJudged)
            (isTargetMet, sentence) = (nil, "")
            return
        }
        let (shown, scale) = Self.figure(of: finding)
        let number = shown.flatMap { $0.value.flatMap(\.self) }.map { $0 * scale.factor }
        unit = scale.unit
        value = number
        let limits = (finding.rateInterval ?? finding.interval)?.value.flatMap(\.self)
        interval = limits.flatMap {
            $0.count == 2 && number != nil ? ($0[0] * scale.factor, $0[1] * scale.factor) : nil
        }
        let target = finding.target?.value.flatMap(\.self)
        let predicted = finding.predictedRate ?? finding.expectedChange
        reference =
            value == nil
            ? nil : predicted?.value.flatMap(\.self).map { $0 * scale.factor } ?? target?.value(scale)
        referenceName =
            predicted == nil ? "Target" : finding.predictedRate == nil ? "Expected change" : "Predicted rate"
        text =
            number.map { scale.unit.text($0) + scale.suffix } ?? finding.text?.value.flatMap(\.self)
            ?? (shown?.isSuppressed ?? false ? Shorthand.confidential.rawValue : "no figure")
        if let observed = finding.observed?.value.flatMap(\.self), let n = finding.n?.value.flatMap(\.self) {
            counts = "\(Numbers.count(observed)) of \(Numbers.count(n))"
        } else {
            counts = nil
        }
        let isSuppressed = finding.verdict?.isSuppressed ?? false
        let judged = finding.verdict?.value.flatMap(\.self)
        shape = isSuppressed ? .suppressed : VerdictShape(judged)
        verdict =
            isSuppressed ? (finding.rounded ?? false ? "rounded" : "suppressed") : judged?.rawValue ?? "not judged"
        isTargetMet = target?.met
        sentence = finding.sentence ?? ""
    }

    /// How a family's figure is written.
    private struct Scale {
        var factor = 1.0
        let unit: PlottedValue.Unit
        var suffix = ""
    }

    private static func figure(of finding: Finding) -> (Shown<Double?>?, Scale) {
        let per = finding.per?.value.flatMap(\.self) ?? finding.family.rateBase
        switch finding.family {
        case .proportionAgainstPredicted: return (finding.actualRate, Scale(factor: 100, unit: .percent(decimals: 2)))
        case .proportionAgainstTarget: return (finding.rate, Scale(factor: 100, unit: .percent(decimals: 1)))
        case .cohortChange, .countChange: return (finding.change, Scale(unit: .signedPercent(decimals: 1)))
        case .frequency, .ratePerPopulation, .standardisedRate:
            return (
                finding.rate,
                Scale(factor: Double(per), unit: .plain(decimals: 1), suffix: " per \(Numbers.count(per))")
            )
        case .countAgainstTarget:
            let count: Shown<Double?>? = finding.observed.map { count in
                switch count {
                case .value(let number): .value(number.map { Double($0) })
                case .suppressed: .suppressed
                }
            }
            return (count, Scale(unit: .whole))
        case .mean: return (finding.mean, Scale(unit: .plain(decimals: 1)))
        case .quantile: return (finding.value, Scale(unit: .plain(decimals: 1)))
        case .supplied:
            if finding.value?.value.flatMap(\.self) == nil, finding.rate?.value.flatMap(\.self) != nil {
                return (finding.rate, Scale(factor: 100, unit: .percent(decimals: 1)))
            }
            return (finding.value, Scale(unit: .plain(decimals: 1)))
        case .undefined: return (nil, Scale(unit: .plain(decimals: 1)))
        }
    }
}

extension VerdictShape {
    /// The shape of a verdict that is shown.
    fileprivate init(_ verdict: Verdict?) {
        self =
            switch verdict {
            case .significantlyWorse: .worse
            case .significantlyBetter: .better
            case .noSignificantDifference: .plain
            case .notEnoughData: .tooFew
            case nil: .notJudged
            }
    }
}
