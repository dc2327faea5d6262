import ReportKit
import TestSupport

@testable import Disclosure
@testable import PlanTables
@testable import Presenting
@testable import Returns
@testable import Spreadsheet

// A synthetic return for the plans' tables: a trust and its authority, one indicator for each kind of wording.
extension Made {
    static let trust = Area(code: "PT-X", name: "Westshire", level: .trust)
    static let authority = Area(code: "E1", name: "Westshire", level: .localAuthority)
    static let unit = Area(code: "LDU-1", name: "Westshire <LDU>", level: .ldu)

    static func quarter(_ text: String = "2010-11Q4") -> Quarter {
        guard let quarter = Quarter(text) else { preconditionFailure("'\(text)' is a quarter") }
        return quarter
    }

    /// The rolling year that ends with a quarter.
    static func year(to quarter: Quarter) -> Period {
        guard let period = Period(from: quarter.advanced(by: -3).firstDay, to: quarter.lastDay) else {
            preconditionFailure("a year has days")
        }
        return period
    }

    /// Actual against predicted: how many of how many re-offended, and how many were predicted to.
    static func predicted(
        _ area: Area, observed: Int, n: Int, expected: Double, _ verdict: Verdict?, target: TargetOutcome? = nil
    ) -> Finding {
        let outcome = TestOutcome(statistic: 2, p: 0.01, pAdjusted: 0.02, verdict: verdict)
        return Finding(
            area: area, group: nil, observed: observed, n: n, verdict: verdict, unreliable: false, target: target,
            dataQuality: [],
            figures: .predicted(
                .made(observed: observed, n: n, people: n / 3, expected: expected, outcome)))
    }

    /// A proportion with an interval of two points each way.
    static func proportion(
        _ area: Area, observed: Int, n: Int, _ verdict: Verdict?, target: TargetOutcome?
    ) -> Finding {
        let rate = Double(observed) / Double(n)
        return Finding(
            area: area, group: nil, observed: observed, n: n, verdict: verdict, unreliable: false, target: target,
            dataQuality: [],
            figures: .proportion(
                ProportionFigures(
                    rate: rate, interval: .pair(max(0, rate - 0.02), min(1, rate + 0.02)), notRecorded: 0,
                    tests: .init(exactBinomial: nil))))
    }

    static func supplied(_ area: Area, _ value: Double, target: TargetOutcome?) -> Finding {
        Finding(
            area: area, group: nil, observed: nil, n: nil, verdict: nil, unreliable: false, target: target,
            dataQuality: [],
            figures: .supplied(
                SuppliedFigures(
                    value: value, text: nil, interval: nil, rate: nil, rateInterval: nil, source: nil,
                    tests: .init(exactBinomial: nil))))
    }

    static func count(_ area: Area, _ observed: Int, of target: Double, yearShare: Double = 1) -> Finding {
        let due = target * yearShare
        return Finding(
            area: area, group: nil, observed: observed, n: nil, verdict: .noSignificantDifference, unreliable: false,
            target: self.target(.count, target, met: Double(observed) >= due), dataQuality: [],
            figures: .count(
                CountFigures(
                    interval: .pair(Double(observed) * 0.9, Double(observed) * 1.1), yearShare: yearShare,
                    targetToDate: due,
                    targetToDateUpper: nil, percentOfTarget: 100 * Double(observed) / due,
                    tests: .init(againstTarget: nil))))
    }

    static func target(
        _ measure: AgreedTarget.Measure, _ value: Double, to upper: Double? = nil, met: Bool?, designated: Bool = false
    ) -> TargetOutcome {
        TargetOutcome(
            AgreedTarget(measure: measure, value: value, upper: upper, designated: designated, source: "a plan"),
            met: met)
    }

    static func report(
        _ indicator: Indicator, _ findings: [Finding], quarter: Quarter = quarter(), period: Period? = nil
    ) -> Report {
        Report(
            indicator: indicator, requested: .quarter(quarter), period: period ?? Period(quarter), breakdown: nil,
            findings: findings, caveats: [], dataQuality: DataQuality(synthetic: false, sources: [], measures: []))
    }

    /// The suppression of an area's figure, as a small count.
    static func suppression(_ id: String, _ area: Area) -> Suppression {
        Suppression(
            indicator: id, area: area, group: nil, span: Period(quarter()), breakdown: nil, reason: .smallCount,
            counts: [.observed, .n])
    }

    static let sickness: Indicator = {
        var sickness = indicator(.supplied, id: "IPPF08", unit: "days")
        sickness.decimals = 1
        return sickness
    }()

    /// The reports of a return of that trust.
    static var planReports: [Report] {
        let year = year(to: quarter())
        return [
            report(
                indicator(.proportionAgainstPredicted, id: "OM21"),
                [
                    predicted(trust, observed: 1130, n: 10_000, expected: 1055, .significantlyWorse),
                    predicted(unit, observed: 105, n: 1000, expected: 105.5, .noSignificantDifference),
                ], period: year),
            report(
                indicator(.proportionAgainstPredicted, id: "NI18"),
                [
                    predicted(
                        authority, observed: 1130, n: 10_000, expected: 1055, .significantlyWorse,
                        target: target(.relativeDifference, -0.0777, met: false, designated: true))
                ], period: year),
            report(
                indicator(.proportionAgainstTarget, .higherIsBetter, id: "OM20"),
                [
                    proportion(
                        trust, observed: 750, n: 1000, .significantlyBetter, target: target(.rate, 0.7, met: true)),
                    proportion(unit, observed: 75, n: 100, nil, target: nil),
                ]),
            report(sickness, [supplied(trust, 8.3, target: target(.value, 10.5, met: true))]),
            report(
                indicator(.countAgainstTarget, .higherIsBetter, id: "INT05", unit: "count"),
                [count(trust, 1423, of: 1500)]),
        ]
    }

    static let agreements: [Agreement] = {
        func agreed(_ year: String, _ kind: Agreement.Kind, _ measure: AgreedTarget.Measure, _ value: Double)
            -> Agreement
        {
            let (first, last) = (quarter("\(year)Q1").firstDay, quarter("\(year)Q4").lastDay)
            guard let applies = Period(from: first, to: last) else { preconditionFailure("a year has days") }
            return Agreement(
                indicator: "NI18", area: authority, kind: kind,
                terms: AgreedTarget(
                    measure: measure, value: value, designated: kind == .target, source: "an agreement"),
                applies: applies)
        }
        return [
            agreed("2008-09", .baseline, .rate, 0.0976), agreed("2010-11", .target, .relativeDifference, -0.0777),
        ]
    }()

    static func planEdition(
        _ disclosed: [PublishedReport] = planReports.map(PublishedReport.init(everythingIn:)), earlier: [Report] = []
    ) -> Return {
        Return(
            areas: [trust, authority], quarter: quarter(), reports: disclosed, missing: [],
            earlier: earlier.map(PublishedReport.init(everythingIn:)))
    }

    static var names: IndicatorNames { IndicatorNames(planReports.map(\.indicator)) }

    static func plan(_ yaml: String) throws -> PartnershipPlan {
        try PartnershipPlan(yaml, file: "plan.yaml", for: [], names)
    }

    static func sources(_ plan: PartnershipPlan? = nil) -> TemplateSources {
        TemplateSources(names: names, agreements: agreements, plan: plan)
    }

    /// One of the program's own templates.
    static func template(_ name: String, _ plan: PartnershipPlan? = nil) throws -> TemplateFormat {
        let template = try TemplateLibrary(folders: []).templates(named: [name])[0]
        return try TemplateFormat(template, from: sources(plan))
    }

    /// Its files by name, as text.
    static func files(
        _ name: String, of edition: Return = planEdition(), _ plan: PartnershipPlan? = nil
    ) throws -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: try template(name, plan).files(of: edition).map {
                ($0.name, String(decoding: $0.contents, as: UTF8.self))
            })
    }
}
