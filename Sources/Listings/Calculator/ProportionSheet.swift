import ReportKit
import Significance
import Text

/// A proportion against a predicted rate.
public struct ProportionSheet: CalculatorSheet {
    let observed: Int
    let n: Int
    let predicted: Double
    let rate: Double
    /// 100 x (rate - predicted) / predicted; null where nothing is predicted.
    @OrNull var relativeDifference: Double?
    /// The official-style z; null where the predicted rate is 0 or 1.
    @OrNull var z: Double?
    let pZ: Double
    let pLower: Double
    let pUpper: Double
    let pExact: Double
    let pMid: Double
    let clopperPearson: [Double]
    let wilson: [Double]
    /// The relative differences, in %, that the z test cannot distinguish from chance; null where nothing is predicted.
    @OrNull var rangeOfInsignificance: [Double]?
    /// The true relative difference, in %, that the z test would detect four times in five.
    @OrNull var smallestDetectable: Double?

    /// - Throws: `SignificanceError`, naming the invalid argument.
    public init(observed: Int, n: Int, predicted: Double) throws {
        let test = try Proportions.zTest(observed: observed, n: n, predicted: predicted)
        let exact = try Proportions.exactTest(observed: observed, n: n, predicted: predicted)
        let clopperPearson = try Proportions.clopperPearsonInterval(observed: observed, n: n)
        let wilson = try Proportions.wilsonInterval(observed: observed, n: n)
        self.observed = observed
        self.n = n
        self.predicted = predicted
        rate = Double(observed) / Double(n)
        relativeDifference = predicted > 0 ? 100 * (rate - predicted) / predicted : nil
        z = test.statistic
        pZ = test.p
        pLower = exact.pLower
        pUpper = exact.pUpper
        pExact = exact.p
        pMid = try Proportions.midPTest(observed: observed, n: n, predicted: predicted).p
        self.clopperPearson = [clopperPearson.lower, clopperPearson.upper]
        self.wilson = [wilson.lower, wilson.upper]
        let range = try Planning.rangeOfInsignificance(n: n, predicted: predicted)
        rangeOfInsignificance = range.isFinite ? [-range, range] : nil
        let detectable = try Planning.smallestDetectableDifference(n: n, predicted: predicted)
        smallestDetectable = detectable.isFinite ? detectable : nil
    }

    public var lines: [(name: String, value: String)] {
        [
            ("observed", "\(Numbers.count(observed)) of \(Numbers.count(n)), \(Numbers.percent(rate))"),
            ("predicted", Numbers.percent(predicted)),
            ("relative difference", Numbers.signedPercent(relativeDifference)),
            ("z (official style)", "\(z.map { Numbers.fixed($0, 3) } ?? Numbers.missing), p \(Sheet.p(pZ))"),
            ("exact binomial", "p \(Sheet.p(pExact))"), ("mid-p", "p \(Sheet.p(pMid))"),
            ("at most that many", "p \(Sheet.p(pLower))"), ("at least that many", "p \(Sheet.p(pUpper))"),
            ("Clopper-Pearson 95%", Sheet.pair(clopperPearson)), ("Wilson 95%", Sheet.pair(wilson)),
            ("insignificant by z", rangeOfInsignificance.map { "±" + Numbers.fixed($0[1], 1) + "%" } ?? "-"),
            ("detectable by z (80%)", smallestDetectable.map { Numbers.fixed($0, 1) + "%" } ?? "-"),
        ]
    }
}
