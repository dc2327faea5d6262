import ReportKit

/// A finding as it may leave the program.
public enum DisclosedFinding: Sendable {
    case published(Finding)
    /// Its counts are rounded.
    case rounded(RoundedFinding)
    /// Kept back: it has no number.
    case suppressed(Suppression)

    public var area: Area {
        switch self {
        case .published(let finding): finding.area
        case .rounded(let finding): finding.area
        case .suppressed(let suppression): suppression.area
        }
    }

    /// The finding as it is, where nothing of it is kept back.
    var asPublished: Finding? { if case .published(let finding) = self { finding } else { nil } }

    /// The group that it is about, where the report is broken down.
    public var group: String? {
        switch self {
        case .published(let finding): finding.group?.value
        case .rounded(let finding): finding.group?.value
        case .suppressed(let suppression): suppression.group
        }
    }
}

/// A report as it may leave the program.
public struct DisclosedReport: Sendable {
    /// In the order of the report.
    public private(set) var findings: [DisclosedFinding]
    /// The report of what is published alone: what words, charts and rankings are made of.
    public private(set) var published: Report
    /// Whether nothing was kept back that should be.
    public let isInternal: Bool

    public var indicator: Indicator { published.indicator }
    /// What is kept back or, of the internal form, what would be.
    public let suppressions: [Suppression]

    /// The same report with no more than so many findings.
    public func first(_ count: Int) -> DisclosedReport {
        var report = self
        report.findings = Array(findings.prefix(count))
        report.published.findings = report.findings.compactMap(\.asPublished)
        return report
    }

    /// What stands on every page of what nothing was kept back from.
    public static let marking = "OFFICIAL-SENSITIVE"

    /// Everything, as it is, and marked so: never to be published or submitted.
    ///
    /// - Parameter suppressions: what the form to be published keeps back.
    public init(internal report: Report, suppressions: [Suppression]) {
        findings = report.findings.map(DisclosedFinding.published)
        var published = report
        published.unshown = UnshownCounts()
        self.published = published
        self.suppressions = suppressions
        isInternal = true
    }

    /// Everything, as it is: for what has nothing of people in it.
    init(everythingIn report: Report) {
        findings = report.findings.map(DisclosedFinding.published)
        var published = report
        published.unshown = UnshownCounts()
        self.published = published
        suppressions = []
        isInternal = false
    }

    /// - Parameter rounded: what is rounded, by place.
    init(_ report: Report, rounded: [CountTable.Place: RoundedFinding], _ policy: DisclosurePolicy) {
        findings = report.findings.map { finding in
            rounded[finding.place].map(DisclosedFinding.rounded)
                ?? .published(DisclosedReport.quieted(finding, hidesNotAssigned: false, policy))
        }
        var published = report
        published.findings = findings.compactMap(\.asPublished)
        published.others = report.others.filter { !policy.isSmall($0.observed) && !policy.isSmall($0.n - $0.observed) }
        published.unshown = UnshownCounts()
        published.calibration = []
        // Denominators of the true counts stand beside what records lack.
        published.dataQuality.measures = []
        for index in published.findings.indices { published.findings[index].dataQuality = [] }
        if !rounded.isEmpty { published.caveats.append(DisclosedReport.roundedCaveat(policy)) }
        self.published = published
        suppressions = []
        isInternal = false
    }

    private static func roundedCaveat(_ policy: DisclosurePolicy) -> String {
        "Counts below \(policy.roundTo) are rounded to 0 or \(policy.roundTo), and totals are made of the rounded, so that "
            + "nobody can be recognised; what rests on the true counts is kept back ([c], confidential)."
    }

    /// - Parameters:
    ///   - suppressed: what is kept back, by place, of areas that are not shown too.
    ///   - tree: how areas lie in one another.
    init(_ report: Report, suppressed: [CountTable.Place: Suppression], _ policy: DisclosurePolicy, in tree: AreaTree) {
        let hidden = Set(suppressed.keys)
        let shown = Set(report.findings.map(\.place)).intersection(hidden)
        findings = report.findings.map { finding in
            suppressed[finding.place].map(DisclosedFinding.suppressed)
                ?? .published(
                    DisclosedReport.quieted(
                        finding,
                        hidesNotAssigned: shown.union(
                            hidden.filter {
                                tree.lies($0.area, in: .init(finding.area)) && finding.area.level == .trust
                            }
                        )
                        .contains { $0.area.level == .notAssigned }, policy))
        }
        var published = report
        published.findings = findings.compactMap(\.asPublished)
        published.others = DisclosedReport.others(of: report, without: hidden, policy)
        published.unshown = UnshownCounts()
        // These are of all areas together: of a nation kept back, or weighed against nothing, they would say how many.
        let hidesNation =
            report.breakdown == nil
            ? !report.tellsNation || hidden.contains { $0.area.level == .national }
            : hidden.contains { $0.area.level == .national && $0.group == nil }
        published.dataQuality.measures =
            hidesNation
            ? []
            : DisclosedReport.quieted(
                report.dataQuality.measures,
                hidesNotAssigned: shown.contains { $0.area.level == .notAssigned }, policy)
        published.calibration = hidesNation ? [] : policy.published(report.calibration)
        if !shown.isEmpty { published.caveats.append(DisclosedReport.caveat) }
        self.published = published
        suppressions = findings.compactMap { finding in
            guard case .suppressed(let suppression) = finding else { return nil }
            return suppression
        }
        isInternal = false
    }

    /// The other areas of the levels shown, without those whose figures are kept back: as points without a name, they
    /// are told from others by nothing but their counts.
    private static func others(
        of report: Report, without hidden: Set<CountTable.Place>, _ policy: DisclosurePolicy
    ) -> [Comparator] {
        struct Point: Hashable {
            let level: AreaLevel
            let observed, n: Int?
        }
        let kept = Set(
            report.unshown.rows.filter { row in
                hidden.contains(.init(area: .init(level: row.level, code: row.code), group: row.group))
            }.map { Point(level: $0.level, observed: $0.observed, n: $0.n) })
        return report.others.filter {
            !kept.contains(Point(level: $0.level, observed: $0.observed, n: $0.n)) && !policy.isSmall($0.observed)
                && !policy.isSmall($0.n - $0.observed)
        }
    }

    /// What a reader of a report with figures kept back is told.
    static let caveat =
        "Some figures are kept back ([c], confidential) so that nobody can be recognised: small ones, and those from which "
        + "small ones could be worked out."

    private static func quieted(
        _ finding: Finding, hidesNotAssigned: Bool, _ policy: DisclosurePolicy
    ) -> Finding {
        var finding = finding
        finding.dataQuality = quieted(finding.dataQuality, hidesNotAssigned: hidesNotAssigned, policy)
        return finding
    }

    /// What records lack, without small counts, and without those that a figure kept back could be told from: how many
    /// are of no known authority is the denominator of their own figure.
    private static func quieted(
        _ measures: [QualityMeasure], hidesNotAssigned: Bool, _ policy: DisclosurePolicy
    ) -> [QualityMeasure] {
        measures.filter { measure in
            !(hidesNotAssigned && measure.measure == .authority) && !policy.isSmall(measure.count)
                && !policy.isSmall(measure.of - measure.count)
        }
    }
}

extension DisclosurePolicy {
    func isSmall(_ count: Int?) -> Bool {
        count.map { (1...largestSmallCount).contains($0) } ?? false
    }
}

extension Report {
    /// Whether the counts of all areas together are among those that disclosure control weighs.
    fileprivate var tellsNation: Bool {
        findings.contains { $0.area.level == .national } || unshown.holds(.national)
    }
}
