import ReportKit
import Text
import Warehouse

/// Finds what the figures of one report rest on, area by area.
///
/// The extracts about people are complete for a probation trust; those of official returns also for a local authority.
/// Every other area is made up of these: it is complete where all of them are.
struct BasisFinder {
    let needs: [Coverage.Need]
    let coverage: ExtractCoverage
    let accounts: RowAccounts
    let thresholds: QualityThresholds

    private let units: AreaUnits
    /// What extracts do not cover, by area; empty lists for areas that are complete.
    private let gaps: [Int: [Gap]]

    /// Days that no extract of a kind covers for an area.
    private struct Gap: Hashable {
        let kind: ExtractKind
        let days: [Period]
    }

    init(
        _ coverageNeeded: Coverage, _ units: AreaUnits, _ coverage: ExtractCoverage, _ accounts: RowAccounts,
        _ thresholds: QualityThresholds
    ) {
        needs = coverageNeeded.needs.filter(\.kind.isAddedUp)
        self.coverage = coverage
        self.accounts = accounts
        self.thresholds = thresholds
        self.units = units
        gaps = Self.gaps(needs, units, coverage)
    }

    /// Whether any trust or authority has everything that the report needs.
    var isAnyAreaComplete: Bool { gaps.values.contains { $0.isEmpty } }

    /// The first need that no area has: with the days that no extract covers for any of them.
    var needOfNobody: (need: Coverage.Need, days: [Period])? {
        for need in needs {
            let days = need.missing(from: coverage.days(of: need.kind))
            if !days.isEmpty { return (need, days) }
        }
        return nil
    }

    var basis: DataBasis {
        guard !needs.isEmpty else { return .unknown }
        var areas: [String: DataBasis.OfArea] = [:]
        for entry in units.directory.entries where entry.current {
            areas[entry.area.code] = basis(of: entry)
        }
        return DataBasis(areas, countsNeedEveryArea: needs.allSatisfy { $0.kind == .areaCounts })
    }

    /// What a reader must know about extracts that were loaded although too many of their rows were rejected.
    var acceptances: [String] {
        guard let nation = units.directory.entries.first(where: { $0.area.level == .national }) else { return [] }
        let everywhere = units.place(of: nation)
        return needs.compactMap { need in
            let reasons = accounts.sum(of: need, in: everywhere).accepted.sorted()
            guard !reasons.isEmpty else { return nil }
            return
                "More rows of the \(need.kind.rawValue) extract were rejected than is allowed, and it was loaded all the "
                + "same. Reason given: \(reasons.joined(separator: "; ")). Figures that rest on it are not judged."
        }
    }

    // MARK: - Units

    private static func gaps(
        _ needs: [Coverage.Need], _ units: AreaUnits, _ coverage: ExtractCoverage
    ) -> [Int: [Gap]] {
        let (trusts, authorities) = (units.trusts, units.authorities)
        var gaps: [Int: [Gap]] = [:]
        for trust in trusts { gaps[trust.id] = [] }
        for authority in authorities { gaps[authority.id] = [] }
        for need in needs {
            var ofTrust: [Int: [Period]] = [:]
            for trust in trusts {
                ofTrust[trust.id] = need.missing(from: coverage.days(of: need.kind, in: trust, units))
            }
            var ofParts: [Int: [Period]] = [:]
            for authority in authorities {
                guard let trust = authority.parents[.trust], var missing = ofTrust[trust] else { continue }
                if need.kind.isByAuthority, !missing.isEmpty {
                    missing = need.missing(from: coverage.days(of: need.kind, in: authority, units))
                    ofParts[trust, default: []] += missing
                }
                if !missing.isEmpty {
                    missing = need.missing(from: coverage.days(of: need.kind, ofAuthority: authority, units))
                }
                if !missing.isEmpty { gaps[authority.id]?.append(Gap(kind: need.kind, days: missing)) }
            }
            for trust in trusts {
                guard let missing = ofTrust[trust.id], !missing.isEmpty else { continue }
                // Where every authority is covered, so is the trust.
                if need.kind.isByAuthority, ofParts[trust.id]?.isEmpty == true { continue }
                gaps[trust.id]?.append(Gap(kind: need.kind, days: missing))
            }
        }
        return gaps
    }

    private func isMadeUp(_ level: AreaLevel) -> Bool {
        switch level {
        case .national, .region, .ldu, .partnership: true
        case .trust, .localAuthority, .notAssigned: false
        }
    }

    // MARK: - One area

    private func basis(of entry: AreaDirectory.Entry) -> DataBasis.OfArea {
        let parts = units.units(of: entry)
        let lacking = parts.filter { gaps[$0.id]?.isEmpty == false }
        var basis = DataBasis.OfArea()
        if isMadeUp(entry.area.level) {
            basis.coverage = MemberCoverage(members: parts.count, missing: lacking.map(\.area))
        }
        if let first = lacking.first, let gap = gaps[first.id]?.first {
            basis.notJudged = NotJudged(.notComplete, reason(gap, first, lacking.count - 1))
        }
        let rejected = rejected(entry)
        basis.rejected = rejected.measure
        basis.notJudged = basis.notJudged ?? rejected.reason
        return basis
    }

    /// What is missing and what would mend it.
    private func reason(_ gap: Gap, _ area: AreaDirectory.Entry, _ others: Int) -> String {
        let more = others > 0 ? ", nor all of what \(others) more \(others == 1 ? "area needs" : "areas need")" : ""
        // An extract about people is for a trust.
        let trust = gap.kind.isByAuthority ? nil : area.parents[.trust].flatMap { units.directory[$0] }
        return "no \(gap.kind.rawValue) extract covers \(area.area.name) for \(gap.days.words)\(more); load it with "
            + MissingExtract.command(
                loading: gap.kind, for: gap.kind.isOfEveryArea ? nil : (trust ?? area).area, gap.days)
    }

    /// The kind of extract of which the largest share was rejected, and why the figures are not judged where it is too
    /// large.
    private func rejected(_ entry: AreaDirectory.Entry) -> (measure: QualityMeasure?, reason: NotJudged?) {
        guard !accounts.isEmpty else { return (nil, nil) }
        let place = units.place(of: entry)
        let sums = needs.map { (need: $0, sum: accounts.sum(of: $0, in: place)) }.filter {
            $0.sum.read + $0.sum.unplaced > 0
        }
        guard let worst = sums.max(by: { $0.sum.share < $1.sum.share }) else { return (nil, nil) }
        let measure = worst.sum.measure(worst.need.kind, thresholds)
        let limit = JudgementRules.standard.largestRejectedShare
        if let accepted = sums.first(where: { !$0.sum.accepted.isEmpty }) {
            return (
                measure,
                NotJudged(
                    .rowsRejected,
                    "more rows of its \(accepted.need.kind.rawValue) extract were rejected than is allowed, which was "
                        + "accepted for this reason: \(accepted.sum.accepted.sorted().joined(separator: "; "))")
            )
        }
        guard worst.sum.share > limit else { return (measure, nil) }
        return (
            measure,
            NotJudged(
                .rowsRejected,
                "more than \(Numbers.trimmed(100 * limit))% of the rows of its \(worst.need.kind.rawValue) extract "
                    + "were rejected: correct the extract and load all of it again")
        )
    }
}

extension ExtractKind {
    /// Whether an extract of the kind can be complete for one local authority.
    var isByAuthority: Bool { self == .areaCounts || self == .youthCohorts }

    /// Whether larger areas are made up of the kind's rows. A target or a supplied value is its area's own: what others
    /// lack says nothing about it.
    var isAddedUp: Bool { self != .targets && self != .suppliedValues }
}
