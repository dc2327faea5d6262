import ReportKit
import TestSupport
import Testing

@testable import Disclosure

@Suite("Counts of rejected rows")
struct RejectedRowTests {
    private let region = Area(code: "R", name: "Region", level: .region)
    private let areas = (1...2).map { Area(code: "A\($0)", name: "Area \($0)", level: .trust) }
    private var tree: AreaTree { AreaTree(Dictionary(uniqueKeysWithValues: areas.map { ($0, [region]) })) }

    private func measure(_ count: Int, of: Int = 1_000) -> QualityMeasure {
        QualityMeasure(
            .rejected, count: count, of: of, thresholds: QualityThresholds([.rejected: 0.02]), extract: .terminations)
    }

    private func report(_ counts: [(Area, Int)]) throws -> Report {
        var report = try Made.report(.proportionAgainstTarget, id: "NI143", areas: 1)
        report.findings = counts.map { area, rejected in
            Finding(
                area: area, group: nil, observed: 100, n: 200, verdict: nil, unreliable: false, target: nil,
                dataQuality: [measure(rejected)],
                figures: .proportion(
                    ProportionFigures(
                        rate: 0.5, interval: nil, notRecorded: 0, tests: .init(exactBinomial: nil))))
        }
        report.dataQuality.measures = [measure(13)]
        return report
    }

    @Test("are rounded in the published form, so that those of a region less its areas' tell no small one")
    func published() throws {
        let report = try report([(region, 13), (areas[0], 12), (areas[1], 1)])
        let published = try DisclosureControl(.standard, in: tree).disclosed([report])[0]
        let measures = published.shown.map(\.dataQuality)
        #expect(measures.map { $0.map(\.count) } == [[10], [10], [0]])
        #expect(
            measures[0][0].name == "rows rejected when they were loaded (terminations) (to a multiple of 10)"
                && measures[0][0].of == 1_000)
        // Figures that are not about people may stand beside some that are.
        let policy = DisclosurePolicy(largestSmallCount: 4, valuesLeft: 3, extremesBelow: 10, notOfPeople: ["NI143"])
        let everything = try DisclosureControl(policy, in: tree).disclosed([report])[0]
        #expect(everything.shown.map { $0.dataQuality.map(\.count) } == [[10], [10], [0]])
        #expect(everything.dataQuality.measures.map(\.count) == [10])

        let exact = try DisclosureControl(.standard, in: tree, release: .internal(marking: "SECRET")).disclosed([report]
        )
        #expect(exact[0].shown.map { $0.dataQuality.map(\.count) } == [[13], [12], [1]])
    }

    @Test("are rounded down, or up above the threshold, so that the mark is that of the true count")
    func marks() {
        for of in [7, 100, 250, 1_000] {
            for count in 0...min(of, 60) {
                let exact = measure(count, of: of)
                let rounded = exact.rounded(to: 10)
                #expect(rounded.isInsufficient == exact.isInsufficient, "\(count) of \(of)")
                #expect(abs(rounded.count - count) < 10 && (0...rounded.of).contains(rounded.count))
                #expect(rounded.count % 10 == 0 && rounded.of % 10 == 0 && abs(rounded.of - of) < 10)
            }
        }
    }

    @Test("are rounded in the measures of the warehouse too; a small one is suppressed")
    func quality() throws {
        let all = zip([region] + areas, [33, 29, 4]).map { area, count in
            AreaQuality(
                quarter: Quarter("2010-11Q4")!, area: area, measures: [measure(count, of: count == 4 ? 4 : 1_000)],
                isShown: true)
        }
        func counts(_ release: Release) throws -> [Int?] {
            try DisclosureControl(.standard, in: tree, release: release).published(all).map { quality in
                if case .shown(let measure) = quality.measures[0] { measure.count } else { nil }
            }
        }
        #expect(try counts(.published) == [40, 30, nil])
        #expect(try counts(.internal(marking: "SECRET")) == [33, 29, 4])
    }
}
