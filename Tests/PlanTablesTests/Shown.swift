import ReportKit

@testable import Disclosure
@testable import PlanTables

// Words, lights and trends of findings without disclosure control, for tests of what they say.

extension PercentOfTarget {
    init(finding: Finding, indicator: Indicator) {
        self.init(finding: ShownFinding(finding), indicator: indicator)
    }
}

extension Outturn {
    static func text(_ finding: Finding, _ indicator: Indicator) -> String? {
        text(ShownFinding(finding), indicator)
    }
}

extension TrafficLightRule {
    func light(_ finding: Finding, _ indicator: Indicator) -> (light: TrafficLight, why: String) {
        light(ShownFinding(finding), indicator)
    }
}

extension ComparedFigure {
    init?(_ finding: Finding) {
        self.init(ShownFinding(finding))
    }
}

extension TrendWords {
    init(finding: Finding, report: Report, earlier: [Report]) {
        self.init(
            finding: ShownFinding(finding), report: PublishedReport(everythingIn: report),
            earlier: earlier.map(PublishedReport.init(everythingIn:)))
    }
}

extension PublishedReport {
    /// Every finding, as for an indicator that is not about people.
    init(everythingIn report: Report) { self.init(everythingIn: report, .standard) }
}
