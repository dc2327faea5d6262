import ReportKit

/// Rows that are counted twice, since every row that a query returns is counted.
enum RepeatedRows: TrialCheck {
    static let name = CheckName.repeatedRows

    static func problems(in module: ModuleTrial) throws -> [DeclaredProblem] {
        guard let rows = try module.rows() else { return [] }
        if module.family == .supplied { return repeated(rows.supplied.map(\.area), in: module) }
        if module.family.isOfPeople { return try people(in: module) }
        let repeated = rows.places.filter { $0.value.rows > 1 }
        if let (place, sums) = repeated.max(by: { $0.value.rows < $1.value.rows }) {
            let columns = module.family == .standardisedRate ? "breakdown and age_band" : "and breakdown"
            return [
                DeclaredProblem(
                    line: module.wording.lineOfRows,
                    "\(repeated.count) of \(rows.places.count) places have more than one row, such as \(sums.rows) rows of "
                        + "\(place.words(in: module.areas)): they are added up. Return one row for each trust_id, "
                        + "authority_id \(columns): group by these alone, and combine the parts of a union before that."
                )
            ]
        }
        return module.family.isOfResidents ? twice(rows, in: module) : []
    }

    /// Areas with more than one figure.
    private static func repeated(_ areas: [Int], in module: ModuleTrial) -> [DeclaredProblem] {
        let repeated = Dictionary(grouping: areas) { $0 }.filter { $0.value.count > 1 }.map(\.key)
        guard let first = repeated.min() else { return [] }
        return [
            DeclaredProblem(
                line: module.wording.lineOfRows,
                "\(repeated.count) areas have more than one row, such as \(module.areas.name(of: first)): figures "
                    + "are never added up. Return one row for each area_id.")
        ]
    }

    /// People who are counted twice in one snapshot, or at all where there are no snapshots.
    private static func people(in module: ModuleTrial) throws -> [DeclaredProblem] {
        let snapshots = try module.snapshots()
        let parts = snapshots.isEmpty || !module.wording.names("snapshots") ? [nil] : snapshots.map { [$0] }
        for part in parts {
            guard let rows = try? module.run(snapshots: part).get() else { continue }
            // Without the parameter, the snapshots cannot be told apart: a person may be in each once.
            let most = part == nil ? max(1, snapshots.count) : 1
            let repeated = rows.people.values.filter { $0 > most }
            guard !repeated.isEmpty else { continue }
            let of = rows.people.count
            let place = part.map { "the snapshot of \($0[0])" } ?? "\(module.period)"
            return [
                DeclaredProblem(
                    line: module.wording.lineOfRows,
                    "\(repeated.count) of \(of) people have more than one row in \(place), up to "
                        + "\(repeated.max() ?? 0): each counts as a person of its own, and a verdict rests on people who "
                        + "do not exist. Return one row for each person: join a table that has several rows for one as "
                        + "'select distinct', or with 'exists (...)'.")
            ]
        }
        return []
    }

    /// Authorities whose residents are counted under several trusts.
    private static func twice(_ rows: TrialRows, in module: ModuleTrial) -> [DeclaredProblem] {
        struct Key: Hashable {
            let authority: Int
            let group: String?
            let part: String?
        }
        var trusts: [Key: Int] = [:]
        for place in rows.places.keys {
            guard let authority = place.authority else { continue }
            trusts[Key(authority: authority, group: place.group, part: place.part), default: 0] += 1
        }
        let repeated = Set(trusts.filter { $0.value > 1 }.keys.map(\.authority))
        guard let first = repeated.min() else { return [] }
        return [
            DeclaredProblem(
                line: module.wording.lineOfRows,
                "\(repeated.count) authorities are under several trusts, such as \(module.areas.name(of: first)): their "
                    + "residents and events are counted under each. Return one row for each authority; with "
                    + "reporting.area_parent, add: and valid @> :period_end")
        ]
    }
}

extension TrialRows.Place {
    /// The place's name.
    func words(in areas: AreaDirectory) -> String {
        let named = [authority.map(areas.name) ?? trust.map(areas.name), group, part].compactMap(\.self)
        return named.isEmpty ? "no area" : named.joined(separator: ", ")
    }
}

extension AreaDirectory {
    /// An area's name and code, for messages; its key where there is no such area.
    func name(of id: Int) -> String { self[id].map { "\($0.area.name) (\($0.area.code))" } ?? "\(id)" }
}

extension ModuleWording {
    /// Whether the query uses a parameter.
    func names(_ parameter: String) -> Bool { tokens.contains { $0.kind == .parameter && $0.text == parameter } }
}
