import ReportKit
import Significance
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting
@testable import Returns

@Suite("Predictions against what happened, as they may be published")
struct RiskGroupTests {
    /// Tenths of people of whom so many each re-offended.
    private func groups(_ observed: [Int], of n: Int) throws -> [RiskGroup] {
        let outcomes = ScoredOutcomes(
            observed.enumerated().flatMap { tenth, observed in
                (0..<n).map { .init(predicted: Double(tenth + 1) / 20, happened: $0 < observed) }
            })
        return RiskGroup.tenths(of: outcomes)
    }

    private static let policy = DisclosurePolicy.standard

    @Test("tenths without small counts are published as they are")
    func safe() throws {
        let groups = try groups([5, 6, 7, 8, 9, 10, 11, 12, 13, 15], of: 20)
        #expect(Self.policy.joined(groups) == groups)
    }

    @Test("a tenth with few who did, or few who did not, is taken together with the next, the last with the one before")
    func small() throws {
        let published = Self.policy.joined(try groups([0, 3, 1, 8, 9, 10, 19, 2, 12, 18], of: 20))
        #expect(published.map(\.tenths) == [1...1, 2...4, 5...5, 6...6, 7...8, 9...10])
        #expect(published.map(\.observed) == [0, 12, 9, 10, 21, 30])
        #expect(published.map(\.n) == [20, 60, 20, 20, 40, 40])
    }

    @Test("rows that may be those of four people, each in four snapshots, are taken together with others")
    func fewPeople() throws {
        let published = Self.policy.joined(try groups(Array(repeating: 8, count: 10), of: 16))
        #expect(published.map(\.n) == [32, 32, 32, 32, 32])
        #expect(Self.policy.joined(Array(try groups([8], of: 16))).isEmpty)
    }

    @Test("where there are too few of all, nothing is published")
    func none() throws {
        #expect(Self.policy.joined(try groups([0, 0, 0, 0, 0, 1, 1, 0, 1, 1], of: 20)).isEmpty)
        #expect(Self.policy.joined([]).isEmpty)
    }

    @Test("nothing small is ever published, and all are in some group or none is", arguments: 0..<200)
    func always(number: Int) throws {
        let tenths = (0..<10).map { (number &* 7919 &+ $0 &* (104_729 &+ number * number)) >> 3 % 23 }
        let groups = try groups(tenths.map { min(22, abs($0) % 23) }, of: 22)
        let published = Self.policy.joined(groups)
        for group in published {
            #expect(!(1...4).contains(group.observed) && !(1...4).contains(group.n - group.observed))
        }
        #expect(published.isEmpty || published.reduce(0) { $0 + $1.n } == groups.reduce(0) { $0 + $1.n })
        #expect(zip(published, published.dropFirst()).allSatisfy { $0.tenths.upperBound + 1 == $1.tenths.lowerBound })
    }

    @Test("they are kept back with the nation's own figure, and where counts are rounded")
    func nation() throws {
        let region = MadeRegion(seed: 7, trusts: 2, authorities: 2, size: 30)
        var report = try region.report(3)
        report.calibration = try groups([5, 6, 7, 8, 9, 10, 11, 12, 13, 15], of: 20)
        func disclosed(_ policy: DisclosurePolicy) throws -> [RiskGroup] {
            try DisclosureControl(policy, in: region.tree).disclosed([report])[0].calibration.groups
        }
        #expect(try disclosed(.standard) == report.calibration)
        let strict = DisclosurePolicy(largestSmallCount: 1_000_000, valuesLeft: 3, extremesBelow: 10)
        #expect(try disclosed(strict).isEmpty)
        // An indicator that has no figure of the nation: its total would be known from this alone.
        report.findings.removeAll { $0.area.level == .national }
        report.dataQuality.measures = [
            QualityMeasure(.pncMatch, count: 50, of: 1_000, thresholds: QualityThresholds([:]))
        ]
        let untold = try DisclosureControl(.standard, in: region.tree).disclosed([report])[0]
        #expect(untold.calibration.groups.isEmpty && untold.dataQuality.measures.isEmpty)
        let rounding = DisclosurePolicy(method: .round, largestSmallCount: 4, valuesLeft: 3, extremesBelow: 10)
        #expect(try disclosed(rounding).isEmpty)
    }
}
