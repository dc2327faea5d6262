import ReportKit
import Returns
import Significance

extension Calibration {
    /// The calibration for programs: rates are fractions, an interval is a pair, what is not known is null.
    public func json() throws -> String {
        try JSONRenderer.text(
            Document(
                quarter: quarter, snapshots: snapshots, proofLagMonths: proofLag, synthetic: synthetic,
                marking: marking, models: checks.map(Document.Model.init), notChecked: notChecked))
    }
}

private struct Document: Encodable {
    let quarter: Quarter
    let snapshots: [Day]
    let proofLagMonths: Int
    let synthetic: Bool
    /// Left out where everything may be published.
    let marking: String?
    let models: [Model]
    let notChecked: [String]

    struct Model: Encodable {
        let name, version, fittedOn: String
        let horizonMonths, n, people, observed: Int
        let expected: Double
        let deciles: [Tenth]
        @OrNull var areaUnderCurve: Double?
        @OrNull var areaUnderCurveInterval: [Double]?
        @OrNull var brier: Double?
        @OrNull var brierSkill: Double?
        @OrNull var slope: Double?
        @OrNull var slopeInterval: [Double]?
        @OrNull var intercept: Double?
        @OrNull var interceptInterval: [Double]?
        @OrNull var inTheLarge: Double?
        @OrNull var inTheLargeInterval: [Double]?
        @OrNull var note: String?

        init(_ check: CalibrationCheck) {
            (name, version, fittedOn) = (check.model, check.version, check.fittedOn)
            (horizonMonths, n, people) = (check.horizonMonths, check.n, check.people)
            (observed, expected) = (check.observed, check.expected)
            deciles = check.groups.map(Tenth.init)
            areaUnderCurve = check.areaUnderCurve?.value
            areaUnderCurveInterval = check.areaUnderCurve?.interval?.pair
            brier = check.brier?.value
            brierSkill = check.brier?.skill
            let fit = check.recalibration
            (slope, slopeInterval) = (fit?.slope.value, fit?.slope.interval.pair)
            (intercept, interceptInterval) = (fit?.intercept.value, fit?.intercept.interval.pair)
            (inTheLarge, inTheLargeInterval) = (fit?.inTheLarge.value, fit?.inTheLarge.interval.pair)
            note = check.note
        }
    }

    struct Tenth: Encodable {
        let decile, n, observed: Int
        /// The last of several tenths together; left out of one by itself.
        let through: Int?
        let lowest, highest, expected, predictedRate, observedRate: Double
        @OrNull var interval: [Double]?

        init(_ group: RiskGroup) {
            (decile, n, observed) = (group.tenths.lowerBound, group.n, group.observed)
            through = group.tenths.count == 1 ? nil : group.tenths.upperBound
            (lowest, highest, expected) = (group.lowest, group.highest, group.expected)
            (predictedRate, observedRate) = (group.predictedRate, group.observedRate)
            interval = group.interval?.pair
        }
    }
}

extension Interval {
    fileprivate var pair: [Double] { [lower, upper] }
}
