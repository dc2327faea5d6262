import ReportKit

/// The trusts and authorities of a directory, for which extracts are complete, and the areas that are made up of them.
struct AreaUnits {
    let directory: AreaDirectory
    /// The current ones.
    let trusts: [AreaDirectory.Entry]
    let authorities: [AreaDirectory.Entry]
    /// The keys of the probation areas that each trust took over from.
    private let predecessors: [Int: [Int]]
    private let authoritiesOfTrust: [Int: [Int]]
    /// The trusts and authorities that each other area is made up of; the same is asked for every indicator.
    private let members: [Int: [AreaDirectory.Entry]]

    /// The trusts that each authority lay in before, which rows of its people may name.
    private let trustsBefore: [Int: Set<Int>]

    init(_ directory: AreaDirectory, trustsBefore: [Int: Set<Int>] = [:]) {
        self.trustsBefore = trustsBefore
        self.directory = directory
        trusts = directory.entries.filter { $0.current && $0.area.level == .trust }
        authorities = directory.entries.filter { $0.current && $0.area.level == .localAuthority }
        var before: [Int: [Int]] = [:]
        for entry in directory.entries {
            if let successor = entry.successor { before[successor, default: []].append(entry.id) }
        }
        predecessors = before
        var parts: [Int: [Int]] = [:]
        for authority in authorities {
            if let trust = authority.parents[.trust] { parts[trust, default: []].append(authority.id) }
        }
        authoritiesOfTrust = parts
        var members: [Int: [AreaDirectory.Entry]] = [:]
        for trust in trusts {
            if let region = trust.parents[.region] { members[region, default: []].append(trust) }
        }
        for authority in authorities {
            for level in [AreaLevel.ldu, .partnership] {
                if let area = authority.parents[level] { members[area, default: []].append(authority) }
            }
        }
        self.members = members
    }

    /// The keys of the probation areas that a trust took over from.
    func before(_ trust: Int) -> [Int] { predecessors[trust] ?? [] }

    /// The same, and of the areas that these took over from, all the way back.
    func allBefore(_ trust: Int) -> Set<Int> {
        var found: Set<Int> = []
        var next = before(trust)
        while let area = next.popLast() {
            if found.insert(area).inserted { next += before(area) }
        }
        return found
    }

    /// The trusts or authorities that an area is made up of; only itself where it is one.
    func units(of entry: AreaDirectory.Entry) -> [AreaDirectory.Entry] {
        switch entry.area.level {
        case .trust, .localAuthority: [entry]
        case .notAssigned: trusts.filter { $0.id == entry.parents[.trust] }
        case .national: trusts
        case .region, .ldu, .partnership: members[entry.id] ?? []
        }
    }

    /// The areas whose rows are counted in an area: its trusts and authorities, the trusts that these lie in, and the
    /// probation areas before them.
    func place(of entry: AreaDirectory.Entry) -> RowAccounts.Place {
        var keys: Set<Int> = []
        let units = units(of: entry)
        for unit in units {
            keys.insert(unit.id)
            keys.formUnion(trustsBefore[unit.id] ?? [])
            if unit.area.level == .trust { keys.formUnion(authoritiesOfTrust[unit.id] ?? []) }
            if let trust = unit.area.level == .trust ? unit.id : unit.parents[.trust] {
                keys.insert(trust)
                keys.formUnion(allBefore(trust))
            }
        }
        let isOfAuthorities = units.contains { $0.area.level == .localAuthority }
        return RowAccounts.Place(areas: keys, parts: isOfAuthorities ? Set(units.map(\.id)) : nil)
    }
}
