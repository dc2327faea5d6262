import ReportKit
import Returns
import Significance

extension Calibration {
    /// The calibration as JSON, for programs: rates are fractions, an interval is a pair, an unknown value is null.
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
    /// The protective marking; left out if everything may be published.
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
            name = check.model
            version = check.version
            fittedOn = check.fittedOn
            horizonMonths = check.horizonMonths
            n = check.n
            people = check.people
            observed = check.observed
            expected = check.expected
            deciles = check.groups.map(Tenth.init)
            areaUnderCurve = check.areaUnderCurve?.value
            areaUnderCurveInterval = check.areaUnderCurve?.interval?.pair
            brier = check.brier?.value
            brierSkill = check.brier?.skill
            let fit = check.recalibration
            slope = fit?.slope.value
            slopeInterval = fit?.slope.interval.pair
            intercept = fit?.intercept.value
            interceptInterval = fit?.intercept.interval.pair
            inTheLarge = fit?.inTheLarge.value
            inTheLargeInterval = fit?.inTheLarge.interval.pair
            note = check.note
        }
    }

    struct Tenth: Encodable {
        let decile, n, observed: Int
        /// The last of several merged tenths; left out for a single tenth.
        let through: Int?
        let lowest, highest, expected, predictedRate, observedRate: Double
        @OrNull var interval: [Double]?

        init(_ group: RiskGroup) {
            decile = group.tenths.lowerBound
            n = group.n
            observed = group.observed
            through = group.tenths.count == 1 ? nil : group.tenths.upperBound
            lowest = group.lowest
            highest = group.highest
            expected = group.expected
            predictedRate = group.predictedRate
            observedRate = group.observedRate
            interval = group.interval?.pair
        }
    }
}

extension Interval {
    fileprivate var pair: [Double] { [lower, upper] }
}
