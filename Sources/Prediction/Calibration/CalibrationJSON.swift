import ReportKit
import Significance
import Text

extension PublishedCalibration {
    /// The calibration for programs: rates are fractions, an interval is a pair, what is not known is null.
    public func json() throws -> String {
        try JSONText.text(
            Document(
                quarter: quarter, snapshots: snapshots, proofLagMonths: proofLag, synthetic: synthetic,
                marking: release.marking, models: checks.map { Document.Model($0.check, $0.groups.groups) },
                notChecked: notChecked))
    }
}

extension Calibration {
    /// The whole calibration, as it is kept in the warehouse.
    func record() throws -> String {
        try JSONText.text(
            Document(
                quarter: quarter, snapshots: snapshots, proofLagMonths: proofLag, synthetic: synthetic,
                marking: nil, models: checks.map { Document.Model($0, $0.groups) }, notChecked: notChecked))
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
        @PairOrNull var areaUnderCurveInterval: Interval?
        @OrNull var brier: Double?
        @OrNull var brierSkill: Double?
        @OrNull var slope: Double?
        @PairOrNull var slopeInterval: Interval?
        @OrNull var intercept: Double?
        @PairOrNull var interceptInterval: Interval?
        @OrNull var inTheLarge: Double?
        @PairOrNull var inTheLargeInterval: Interval?
        @OrNull var note: String?

        init(_ check: CalibrationCheck, _ groups: [RiskGroup]) {
            name = check.model
            version = check.version
            fittedOn = check.fittedOn
            horizonMonths = check.horizonMonths
            n = check.n
            people = check.people
            observed = check.observed
            expected = check.expected
            deciles = groups.map(Tenth.init)
            areaUnderCurve = check.areaUnderCurve?.value
            areaUnderCurveInterval = check.areaUnderCurve?.interval
            brier = check.brier?.value
            brierSkill = check.brier?.skill
            let fit = check.recalibration
            slope = fit?.slope.value
            slopeInterval = fit?.slope.interval
            intercept = fit?.intercept.value
            interceptInterval = fit?.intercept.interval
            inTheLarge = fit?.inTheLarge.value
            inTheLargeInterval = fit?.inTheLarge.interval
            note = check.note
        }
    }

    struct Tenth: Encodable {
        let decile, n, observed: Int
        /// The last of several merged tenths; left out for a single tenth.
        let through: Int?
        let lowest, highest, expected, predictedRate, observedRate: Double
        @PairOrNull var interval: Interval?

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
            interval = group.interval
        }
    }
}
