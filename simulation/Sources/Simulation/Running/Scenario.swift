import ReportKit

/// One row of the grid: reports of a family whose areas are all of the same design and size.
public struct Scenario: Sendable {
    public let family: Family
    public let design: String
    /// The rows, people or expected events of each area.
    public let size: Int
    private let draw: @Sendable (inout RandomStream, Set<Part>) throws -> [Effect: VerdictCounts]

    /// What is measured.
    public enum Part: Sendable, CaseIterable {
        /// How often a verdict is given by chance, in reports where no area differs.
        case size
        /// How often fixed differences are found.
        case differences
        /// How often the smallest detectable differences are found that the findings name.
        case detectable
    }

    public init(_ family: some SimulatedFamily, design: String, size: Int) {
        self.family = family.family
        self.design = design
        self.size = size
        draw = { random, parts in try Scenario.verdicts(of: family, parts, &random) }
    }

    /// The family, design and size, which name the scenario's random numbers too.
    public var name: String { "\(family.rawValue): \(design), \(size)" }

    /// The verdicts of one set of reports on the same people.
    func verdicts(seed: UInt64, set number: Int, parts: Set<Part>) throws -> [Effect: VerdictCounts] {
        var random = RandomStream(seed: seed, name: name, number: number)
        return try draw(&random, parts)
    }

    /// Draws people, and reports on them.
    ///
    /// In the first report no area differs. In the five that follow, a fifth of the areas has each of the four
    /// differences and a fifth has none, in turn, so that every area has each of them once. Were all areas to differ in
    /// the same way, whatever is estimated over the cohort would take the difference for the rule; as it is,
    /// differences cancel out, as they do where areas are compared with their nation's own rate. In the last two, few
    /// areas differ, by what their own findings in the first report said could be detected.
    private static func verdicts<F: SimulatedFamily>(
        of family: F, _ parts: Set<Part>, _ random: inout RandomStream
    ) throws -> [Effect: VerdictCounts] {
        var counts: [Effect: VerdictCounts] = [:]
        let people = family.people(&random)

        func judge(_ effects: [(effect: Effect, size: Double)], counting: (Effect) -> Bool) throws -> [Finding] {
            let rows = family.rows(of: people, effects: effects.map(\.size), &random)
            let findings = try rows.judged(by: family.family, target: family.target)
            guard findings.count == effects.count else { throw SimulationError.findings(findings.count) }
            for (finding, (effect, _)) in zip(findings, effects) where counting(effect) {
                guard let verdict = finding.verdict else { throw SimulationError.noVerdict(family.family) }
                counts[effect, default: VerdictCounts()].add(verdict)
            }
            return findings
        }

        let areas = 0..<SimulatedAreas.count
        let unchanged = areas.map { _ in (effect: Effect.none, size: 0.0) }
        let first =
            parts.contains(.size) || parts.contains(.detectable)
            ? try judge(unchanged) { _ in parts.contains(.size) } : []
        if parts.contains(.differences) {
            let turns = Effect.differences + [.none]
            for report in turns.indices {
                _ = try judge(areas.map { turns[($0 + report) % turns.count].withSize }) { $0 != .none }
            }
        }
        let detectable = first.map(family.detectable)
        if parts.contains(.detectable), detectable.contains(where: { $0.worse != nil || $0.better != nil }) {
            for report in 0..<detectableReports {
                _ = try judge(
                    areas.map { area in
                        let (worse, better) = detectable[area]
                        switch area / differing - 2 * report {
                        case 0: return worse.map { (.detectablyWorse, $0) } ?? (.none, 0)
                        case 1: return better.map { (.detectablyBetter, $0) } ?? (.none, 0)
                        default: return (.none, 0)
                        }
                    }
                ) { $0 != .none }
            }
        }
        return counts
    }

    /// How many reports there are whose areas differ by what can be detected.
    private static let detectableReports = 2
    /// How many of their areas differ for the worse, and how many for the better.
    private static let differing = 5
    /// How many areas of a set differ for the worse by what can be detected, and how many for the better.
    static let detectableAreas = detectableReports * differing
}

extension Effect {
    fileprivate var withSize: (effect: Effect, size: Double) {
        if case .percent(let percent) = self { (self, Double(percent) / 100) } else { (self, 0) }
    }
}

/// A report that cannot be counted.
enum SimulationError: Error, CustomStringConvertible {
    case findings(Int)
    case noVerdict(Family)

    var description: String {
        switch self {
        case .findings(let count):
            "a report of \(SimulatedAreas.count) simulated areas has \(count) findings: see how the family reads its rows"
        case .noVerdict(let family):
            "a finding of the family \(family.rawValue) has no verdict: see what its rows or targets lack"
        }
    }
}
