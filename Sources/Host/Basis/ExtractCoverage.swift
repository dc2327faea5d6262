import ReportKit
import Warehouse

/// For which areas and days the extracts of a warehouse are complete.
struct ExtractCoverage {
    private struct Key: Hashable {
        let kind: ExtractKind
        /// Nil for every area.
        let area: Int?
    }

    private let spans: [Key: [Period]]
    /// The areas that each extract is for; none for every area.
    private let areasOfVintage: [Int: Set<Int>]
    /// The same days for authorities, through whichever trusts they lay in at the time.
    private let throughTrusts: [Key: [Period]]
    /// The trusts that each authority ever lay in, of those that extracts are complete for.
    let trustsOfAuthorities: [Int: Set<Int>]

    init(from connection: Connection) throws {
        let sql = String(decoding: PackageResources.coverage_sql, as: UTF8.self)
        var spans: [Key: [Period]] = [:]
        var areas: [Int: Set<Int>] = [:]
        for row in try connection.query(sql, [], source: "coverage.sql") {
            guard let kind = ExtractKind(rawValue: try row.get("kind")),
                let days = Period(from: try row.get("covers_from"), to: try row.get("covers_through"))
            else { continue }
            let area: Int? = try row.get("area_id")
            spans[Key(kind: kind, area: area), default: []].append(days)
            if let area { areas[try row.get("vintage_id"), default: []].insert(area) }
        }
        self.spans = spans.mapValues { $0.joined() }
        areasOfVintage = areas
        let ofAuthorities = String(decoding: PackageResources.coverage_of_authorities_sql, as: UTF8.self)
        var through: [Key: [Period]] = [:]
        var trusts: [Int: Set<Int>] = [:]
        for row in try connection.query(ofAuthorities, [], source: "coverage_of_authorities.sql") {
            guard let kind = ExtractKind(rawValue: try row.get("kind")),
                let days = Period(from: try row.get("covers_from"), to: try row.get("covers_through"))
            else { continue }
            let authority: Int = try row.get("area_id")
            through[Key(kind: kind, area: authority), default: []].append(days)
            trusts[authority, default: []].insert(try row.get("trust_id"))
        }
        throughTrusts = through.mapValues { $0.joined() }
        trustsOfAuthorities = trusts
    }

    /// The days for which the extracts of a kind are complete for an authority's people: those of the authority, of its trust
    /// and what that took over, and of the trusts that it lay in before, however these were joined or divided since.
    func days(of kind: ExtractKind, ofAuthority authority: AreaDirectory.Entry, _ units: AreaUnits) -> [Period] {
        let trust = authority.parents[.trust].flatMap { units.directory[$0] }
        return
            (days(of: kind, in: authority, units) + (trust.map { days(of: kind, in: $0, units) } ?? [])
            + (throughTrusts[Key(kind: kind, area: authority.id)] ?? [])).joined()
    }

    /// The days for which the extracts of a kind are complete for one area, as the fewest periods.
    func days(of kind: ExtractKind, in area: AreaDirectory.Entry, _ units: AreaUnits) -> [Period] {
        days(kind, area.id, units, seen: [])
    }

    private func days(_ kind: ExtractKind, _ area: Int, _ units: AreaUnits, seen: Set<Int>) -> [Period] {
        let own = days(kind, area)
        // What a trust took over is covered where all of it is.
        let before = units.before(area).filter { !seen.contains($0) }
            .map { days(kind, $0, units, seen: seen.union([area])) }
        return (own + before.intersected()).joined()
    }

    /// The areas that an extract is for; nil for every area.
    func areas(of vintage: Int) -> Set<Int>? { areasOfVintage[vintage] }

    /// The days of extracts of a kind, for whichever area.
    func days(of kind: ExtractKind) -> [Period] {
        spans.filter { $0.key.kind == kind }.flatMap(\.value).joined()
    }

    private func days(_ kind: ExtractKind, _ area: Int) -> [Period] {
        (spans[Key(kind: kind, area: nil)] ?? []) + (spans[Key(kind: kind, area: area)] ?? [])
    }
}

extension [[Period]] {
    /// The days that are in every one of the lists.
    fileprivate func intersected() -> [Period] {
        guard let first else { return [] }
        return dropFirst().reduce(first.joined()) { common, next in
            let next = next.joined()
            return common.flatMap { one in
                next.compactMap { Period(from: Swift.max(one.from, $0.from), to: Swift.min(one.to, $0.to)) }
            }
        }
    }
}

extension Coverage.Need {
    /// The days of the need that some extracts do not cover; none where it is met.
    ///
    /// Of a list taken on single days, such as a caseload at quarter ends, only those days are needed.
    ///
    /// - Parameter covered: joined.
    func missing(from covered: [Period]) -> [Period] {
        if let days = daysTaken {
            return days.filter { day in !covered.contains { $0.contains(day) } }.compactMap { Period(from: $0, to: $0) }
        }
        var gaps: [Period] = []
        var next = from
        for span in covered where span.to >= next && span.from <= through {
            if span.from > next, let gap = Period(from: next, to: span.from.adding(days: -1)) { gaps.append(gap) }
            next = span.to.adding(days: 1)
        }
        if next <= through, let gap = Period(from: next, to: through) { gaps.append(gap) }
        return gaps
    }

    /// The days on which the lists needed were taken; nil for a kind that is not a list of a day.
    private var daysTaken: [Day]? {
        switch kind {
        case .caseload, .criminalHistory:
            let last = Quarter(containing: through)
            var days: [Day] = []
            var quarter = Quarter(containing: from)
            while quarter <= last {
                if (from...through).contains(quarter.lastDay) { days.append(quarter.lastDay) }
                quarter = quarter.advanced(by: 1)
            }
            return days.isEmpty ? nil : days
        case .ppoCohorts where from == through: return [from]
        default: return nil
        }
    }
}
