import ReportKit
import Text

/// The groups of each breakdown: whether there are any, whether the warehouse knows them, and whether they add up.
enum Groups: TrialCheck {
    static let name = CheckName.groups

    static func problems(in module: ModuleTrial) throws -> [DeclaredProblem] {
        guard module.family != .supplied, let whole = try? module.groups(by: nil).get(), whole.rows > 0 else {
            return []
        }
        return try module.indicator.breakdowns.flatMap { breakdown in
            guard let rows = try? module.groups(by: breakdown).get() else { return [DeclaredProblem]() }
            return try problems(breakdown, rows, whole, module)
        }
    }

    private static func problems(
        _ breakdown: Breakdown, _ rows: TrialRows, _ whole: TrialRows, _ module: ModuleTrial
    ) throws -> [DeclaredProblem] {
        let groups = Set(rows.places.keys.compactMap(\.group))
        let line = module.wording.breakdownNames.first { $0.text == breakdown.rawValue }?.line
        let way = "with --by \(breakdown.rawValue)"
        if groups.count > ReportMaker.mostGroups {
            return [
                DeclaredProblem(
                    line: line,
                    "\(way) there are \(groups.count) groups, and a report has at most \(ReportMaker.mostGroups). Return a "
                        + "few wide ones.")
            ]
        }
        if groups.isEmpty { return [noGroups(breakdown, module)] }
        return [try strange(groups, breakdown, module, way, line), sum(rows, whole, module, way, line)].compactMap(
            \.self)
    }

    /// Groups that do not add up to what is counted without them.
    private static func sum(
        _ rows: TrialRows, _ whole: TrialRows, _ module: ModuleTrial, _ way: String, _ line: Int?
    ) -> DeclaredProblem? {
        let (sum, all) = (rows.total.size, whole.total.size)
        // Rows that the query cuts off, and counts that it rounds, need not add up.
        let words = module.wording
        let rounding = words.rounds ? Double(rows.places.count) : 1e-6 * max(1, all.magnitude)
        guard !words.cutsRows, (sum - all).magnitude > rounding else { return nil }
        return DeclaredProblem(
            line: line,
            "\(way) the groups add up to \(Numbers.trimmed(sum)), but without it \(Numbers.trimmed(all)) are counted: "
                + (sum < all
                    ? "people whose group is not recorded are lost. Use a left join, and leave their breakdown null."
                    : "somebody is in several groups. Give each row one group."))
    }

    /// A group that the warehouse does not know: certainly wrong where another breakdown has it.
    private static func strange(
        _ groups: Set<String>, _ breakdown: Breakdown, _ module: ModuleTrial, _ way: String, _ line: Int?
    ) throws -> DeclaredProblem? {
        let known = try knownGroups(of: breakdown, in: module)
        guard !known.isEmpty, let strange = groups.subtracting(known).min() else { return nil }
        let others = Breakdown.allCases.filter { $0 != breakdown }
        let other = try others.first { try knownGroups(of: $0, in: module).isSuperset(of: groups) }
        let nearest = nearestNames(to: strange, among: known, count: 1).first
        return DeclaredProblem(
            other == nil ? .warning : .error, line: line,
            "\(way) there is a group '\(strange)', which the warehouse does not know"
                + (other.map { "; it is one of \($0.rawValue)" } ?? nearest.map { "; is '\($0)' meant?" } ?? "")
                + (other == nil && nearest != nil ? "" : "; it knows: \(known.sorted().joined(separator: ", "))."))
    }

    private static func noGroups(_ breakdown: Breakdown, _ module: ModuleTrial) -> DeclaredProblem {
        let hasBranch =
            module.wording.breakdownNames.contains { $0.text == breakdown.rawValue }
            || module.wording.tokens.contains { $0.isWord("person_group") }
                && [.sex, .ageBand, .ethnicity].contains(breakdown)
        let everybody = "with --by \(breakdown.rawValue) everybody is in the group 'not recorded'"
        guard hasBranch else {
            return DeclaredProblem(
                line: module.wording.line(of: "by"),
                "\(everybody): the query has no groups for it. Add a branch, when '\(breakdown.rawValue)' then ..., or take "
                    + "\(breakdown.rawValue) out of 'by'.")
        }
        return DeclaredProblem(
            .warning, line: module.wording.breakdownNames.first { $0.text == breakdown.rawValue }?.line,
            "\(everybody): the column breakdown is null in every row.")
    }

    /// The groups that the warehouse knows; none where any may be.
    private static func knownGroups(of breakdown: Breakdown, in module: ModuleTrial) throws -> Set<String> {
        let codes = try module.codes()
        switch breakdown {
        case .sex: return ["female", "male", "not recorded"]
        case .ageBand:
            // The bands of reporting.age_band.
            return [
                "under 18", "18 to 20", "21 to 24", "25 to 29", "30 to 39", "40 to 49", "50 and over", "not recorded",
            ]
        case .ethnicity: return ["asian", "black", "mixed", "other", "white", "not recorded"]
        case .tier: return ["tier 1", "tier 2", "tier 3", "tier 4", "not recorded"]
        case .orderType:
            let known = (codes["order_type"] ?? []).union(codes["kind"] ?? [])
            return known.isEmpty ? [] : known.union(["not recorded"])
        case .category: return []
        }
    }
}

extension ModuleTrial {
    var indicator: Indicator { module.indicator }

    /// The rows with a breakdown: of the last snapshot alone, where snapshots are counted, since groups are the same in
    /// all of them.
    func groups(by breakdown: Breakdown?) throws -> Result<TrialRows, any Error> {
        guard let last = try snapshots().last, wording.names("snapshots") else { return try run(by: breakdown) }
        return try run(by: breakdown, snapshots: [last])
    }
}
