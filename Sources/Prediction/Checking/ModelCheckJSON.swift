import ReportKit
import Significance
import Text

extension PublishedModelCheck {
    /// The check for programs: rates are fractions, an interval is a pair, what is not known is null.
    public func json() throws -> String { try JSONText.text(Document(self)) }
}

private struct Document: Encodable {
    let name, version, fittedOn, fittedOnDay: String
    let horizonMonths, folds: Int
    let seed: UInt64
    let synthetic: Bool
    /// The protective marking; left out if everything may be published.
    let marking: String?
    let parts: [Part]
    let deciles: [Tenth]
    /// Left out unless the check is for internal use.
    let groups: [String: [Group]]?

    init(_ check: PublishedModelCheck) {
        name = check.model.name
        version = check.model.version
        fittedOn = check.model.fittedOn
        fittedOnDay = check.fit.fittedOnDay
        horizonMonths = check.model.horizonMonths
        folds = check.folds
        seed = check.seed
        synthetic = check.synthetic
        marking = check.release.marking
        parts = check.parts.map(Part.init)
        deciles = check.crossValidated.groups.map(Tenth.init)
        groups = check.groups.map { groupings in
            Dictionary(uniqueKeysWithValues: groupings.map { ($0.factor.rawValue, $0.groups.map(Group.init)) })
        }
    }

    struct Estimate: Codable, Hashable {
        let value, standardError: Double
        let interval: [Double]

        init(_ estimate: IntervalEstimate) {
            value = estimate.value
            standardError = estimate.standardError
            interval = [estimate.interval.lower, estimate.interval.upper]
        }
    }

    struct Part: Encodable {
        let name: String
        let n, people, observed: Int
        let expected: Double
        @OrNull var areaUnderCurve: Estimate?
        @OrNull var brier: Estimate?
        @OrNull var slope: Estimate?
        @OrNull var inTheLarge: Estimate?

        init(_ part: PublishedModelCheck.Part) {
            name = part.name
            n = part.performance.n
            people = part.performance.people
            observed = part.performance.observed
            expected = part.performance.expected
            areaUnderCurve = part.performance.areaUnderCurve.map(Estimate.init)
            brier = part.performance.brier.map(Estimate.init)
            slope = part.performance.slope.map(Estimate.init)
            inTheLarge = part.performance.inTheLarge.map(Estimate.init)
        }
    }

    struct Tenth: Encodable {
        let tenths: String
        let n, observed: Int
        let expected: Double

        init(_ group: RiskGroup) {
            tenths = "\(group.tenths.lowerBound)-\(group.tenths.upperBound)"
            (n, observed, expected) = (group.n, group.observed, group.expected)
        }
    }

    struct Group: Encodable {
        let level: String
        let n, observed: Int
        let expected: Double
        @OrNull var ratio: Estimate?

        init(_ group: ModelCheck.Group) {
            level = group.level
            (n, observed, expected) = (group.n, group.observed, group.expected)
            ratio = group.ratio.map(Estimate.init)
        }
    }
}
