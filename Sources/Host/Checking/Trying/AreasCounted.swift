import ReportKit
import Text

/// Areas that are missing although the denominator's own view has rows of them, and authorities under the wrong trust.
enum AreasCounted: TrialCheck {
    static let name = CheckName.areas

    /// The share of rows that may be about people who live in another trust's area than that which supervises them.
    private static let mostElsewhere = 0.1

    /// The share of trusts that may be without a row, where an area without any has no figure.
    private static let most = 0.8

    static func problems(in module: ModuleTrial) throws -> [DeclaredProblem] {
        guard module.family != .supplied, let rows = try module.rows() else { return [] }
        return try elsewhere(rows, in: module) + missing(rows, in: module)
    }

    private static func elsewhere(_ rows: TrialRows, in module: ModuleTrial) -> [DeclaredProblem] {
        let wrong = rows.places.filter { place, _ in
            guard let trust = place.trust, let authority = place.authority,
                let own = module.areas[authority]?.parents[.trust]
            else { return false }
            return module.areas.place(trust: trust, authority: nil, at: .trust)
                != module.areas.place(trust: own, authority: nil, at: .trust)
        }
        let size = wrong.values.reduce(0) { $0 + $1.size }
        guard size > rows.total.size * mostElsewhere, let worst = wrong.max(by: { $0.value.size < $1.value.size })?.key
        else { return [] }
        return [
            DeclaredProblem(
                line: module.wording.lineOfRows,
                "\(wrong.count) rows put an authority under a trust that it does not lie in, with \(Numbers.trimmed(size)) of "
                    + "\(Numbers.trimmed(rows.total.size)) counted, such as \(worst.authority.map(module.areas.name) ?? "") under "
                    + "\(worst.trust.map(module.areas.name) ?? ""). Take trust_id and authority_id from the same row.")
        ]
    }

    private static func missing(_ rows: TrialRows, in module: ModuleTrial) throws -> [DeclaredProblem] {
        guard let source = try module.source(), let content = try module.content(), content.rows > 0 else {
            return []
        }
        if rows.rows == 0 {
            return [
                DeclaredProblem(
                    line: module.wording.lineOfRows,
                    "the query returns no row for \(module.period), although \(source.view) has \(content.rows) of these days: "
                        + "its conditions let none through.")
            ]
        }
        let trusts = content.areas.filter { module.areas[$0]?.area.level == .trust }
        let lacking = trusts.subtracting(rows.places.keys.compactMap(\.trust))
        let counts = module.family == .countAgainstTarget || module.family == .countChange
        // A share of nobody is no figure, and what is rare happens in few areas.
        guard let first = lacking.min(), counts || Double(lacking.count) > most * Double(trusts.count) else {
            return []
        }
        return [
            DeclaredProblem(
                .warning, line: module.wording.lineOfRows,
                "\(lacking.count) of \(trusts.count) trusts have rows in \(source.view) for \(module.period) and none "
                    + "here, such as \(module.areas.name(of: first)). "
                    + (counts
                        ? "Return a row with 0: put the condition of what is counted into 'count(*) filter (where ...)'."
                        : "A join or a condition leaves them out."))
        ]
    }
}

/// Rows without an authority that a join on the authority loses, with the people they are about.
enum NotAssignedLost: TrialCheck {
    static let name = CheckName.notAssigned

    /// So few may be left out by chance.
    private static let fewest = 10

    static func problems(in module: ModuleTrial) throws -> [DeclaredProblem] {
        guard module.family != .supplied, let rows = try module.rows(), rows.rows > 0, let source = try module.source(),
            rows.places.keys.contains(where: { $0.authority != nil }),
            !rows.places.keys.contains(where: { $0.authority == nil }),
            let content = try source.content(in: module), content.rowsWithoutAuthority >= fewest
        else { return [] }
        return [
            DeclaredProblem(
                .warning, line: module.wording.lineOfRows,
                "\(content.rowsWithoutAuthority) of \(content.rows) rows of \(source.view) have no authority, and none of them "
                    + "is counted: trusts, regions and the nation would be without these people. Use a left join on the "
                    + "authority.")
        ]
    }
}
