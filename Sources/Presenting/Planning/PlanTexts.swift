import ReportKit
import Text

/// A target as it is written on the command line: `-7.77%` is a difference from what was predicted, `10.5%` a rate.
public struct PlanTarget: Hashable, Sendable {
    /// As a fraction.
    public let value: Double
    /// Whether it was written with a sign: a difference from what was predicted.
    public let isDifference: Bool

    public init(_ text: String) throws(PlanError) {
        guard let percentage = Percentage(text), percentage.value.isFinite else { throw .notATarget(text) }
        guard !percentage.mayBeAFraction else { throw .mayBeAFraction(text, percentage.value) }
        value = percentage.value / 100
        isDifference = percentage.isSigned
        guard isDifference ? value > -1 && value < 100 : value > 0 && value < 1 else { throw .impossibleTarget(text) }
    }

    /// The target as a plan takes it.
    var agreed: AgreedTarget {
        AgreedTarget(
            measure: isDifference ? .relativeDifference : .rate, value: value, designated: false, source: "asked for")
    }
}

/// A change or a difference in %, such as `-5%`.
public struct PlanChange: Hashable, Sendable {
    /// In %.
    public let percentage: Double

    public init(_ text: String) throws(PlanError) {
        guard let read = Percentage(text), read.isSigned || read.value == 0, read.value >= -100, read.value <= 1000
        else {
            throw .notAChange(text)
        }
        guard !read.mayBeAFraction else { throw .mayBeAFraction(text, read.value) }
        percentage = read.value
    }

    init(percentage: Double) { self.percentage = percentage }
}

/// The chance with which a difference should be found, such as `80%`.
public struct PlanPower: Hashable, Sendable {
    /// As a fraction.
    public let value: Double

    public static let usual = PlanPower(value: 0.8)

    private init(value: Double) { self.value = value }

    public init(_ text: String) throws(PlanError) {
        guard let read = Percentage(text), !read.isSigned, read.value >= 50, read.value <= 99.9 else {
            throw .notAPower(text)
        }
        value = read.value / 100
    }
}

/// `-7.77%`, `+3 %`, `10.5%`: digits with at most one point, a sign, and the sign of a percentage, which may be left
/// out.
private struct Percentage {
    let value: Double
    let isSigned: Bool
    /// Whether a fraction may be meant: `0.105`, `-0.05`.
    let mayBeAFraction: Bool

    init?(_ text: String) {
        var rest = Substring(text.filter { $0 != " " })
        let isMarked = rest.last == "%"
        if isMarked { rest.removeLast() }
        let sign = rest.first.flatMap { "+-−".contains($0) ? $0 : nil }
        if sign != nil { rest.removeFirst() }
        guard !rest.isEmpty, rest.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }), let size = Double(rest)
        else {
            return nil
        }
        value = sign == "-" || sign == "−" ? -size : size
        isSigned = sign != nil
        mayBeAFraction = !isMarked && size > 0 && size < 1
    }
}
