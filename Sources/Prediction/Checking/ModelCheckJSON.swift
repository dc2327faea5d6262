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
    /// Cross-validated, by factor; left out unless the check is for internal use.
    let groups: [String: [Group]]?
    /// Those of NI 18's cohort of a quarter, where one was asked for.
    let quarter: OfQuarter?

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
        groups = check.groups.isEmpty ? nil : Self.byFactor(check.groups)
        quarter = check.quarter.map {
            OfQuarter(quarter: $0.quarter.description, groups: Self.byFactor($0.groups))
        }
    }

    private static func byFactor(_ groups: [PublishedGroups]) -> [String: [Group]] {
        Dictionary(uniqueKeysWithValues: groups.map { ($0.name, $0.rows.map(Group.init)) })
    }

    struct OfQuarter: Encodable {
        let quarter: String
        let groups: [String: [Group]]
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

    /// What is suppressed is null.
    struct Group: Encodable {
        let level: String
        @OrNull var n: Int?
        @OrNull var observed: Int?
        @OrNull var expected: Double?
        @OrNull var ratio: Double?
        @OrNull var interval: [Double]?

        init(_ row: PublishedGroups.Row) {
            level = row.level
            (n, observed, expected) = (row.n, row.observed, row.expected)
            ratio = row.ratio?.value
            interval = row.ratio.map { [$0.interval.lower, $0.interval.upper] }
        }
    }
}
