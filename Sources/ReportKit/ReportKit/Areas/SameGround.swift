/// Which areas of an earlier day are of the same ground as areas of a later one, so that their figures can be compared.
///
/// An area that was renamed, or given another code, is. One that was made of several others is not the same as any of them,
/// nor is one that lost a part, whatever it is called.
public struct SameGround: Sendable {
    private struct Place: Hashable {
        let level: AreaLevel
        let code: String
    }

    private let former: [Place: String]
    private let later: [Place: String]

    /// - Parameters:
    ///   - now: the areas as they stood on the later day.
    ///   - then: the areas as they stood on the earlier day.
    public init(of now: AreaDirectory, in then: AreaDirectory) {
        struct Ground: Hashable {
            let level: AreaLevel
            let keys: Set<Int>
        }
        func codes(_ areas: AreaDirectory) -> [Ground: String] {
            let grounds = areas.grounds()
            return Dictionary(
                areas.entries.filter(\.current).compactMap { entry in
                    grounds[entry.id].map { (Ground(level: entry.area.level, keys: $0), entry.area.code) }
                }, uniquingKeysWith: { first, _ in first })
        }
        let before = codes(then)
        var former: [Place: String] = [:]
        var later: [Place: String] = [:]
        for (ground, code) in codes(now) {
            guard let own = before[ground] else { continue }
            former[Place(level: ground.level, code: code)] = own
            later[Place(level: ground.level, code: own)] = code
        }
        (self.former, self.later) = (former, later)
    }

    /// The code that an area of the later day had on the earlier one; nil where no area was of the same ground.
    public func formerCode(_ level: AreaLevel, _ code: String) -> String? { former[Place(level: level, code: code)] }

    /// The code that an area of the earlier day has on the later one; nil where no area is of the same ground.
    public func laterCode(_ level: AreaLevel, _ code: String) -> String? { later[Place(level: level, code: code)] }
}

extension AreaDirectory {
    /// What each current area's figures are about, in keys that mean the same on any day: two areas of one level, each of
    /// another day, are of the same ground where these are equal.
    ///
    /// An authority is its own ground. A trust's are the areas that it took over from, all the way back, and the authorities
    /// within it; a larger area's those of its trusts or authorities, whichever its figures follow.
    func grounds() -> [Int: Set<Int>] {
        var before: [Int: [Int]] = [:]
        for entry in entries {
            if let successor = entry.successor { before[successor, default: []].append(entry.id) }
        }
        func roots(_ id: Int, seen: Set<Int> = []) -> Set<Int> {
            guard let former = before[id], !seen.contains(id) else { return [id] }
            return former.reduce(into: []) { $0.formUnion(roots($1, seen: seen.union([id]))) }
        }
        var grounds: [Int: Set<Int>] = [:]
        for entry in entries where entry.current && entry.area.level == .localAuthority {
            grounds[entry.id] = [entry.id]
        }
        for entry in entries where entry.current && entry.area.level == .trust { grounds[entry.id] = roots(entry.id) }
        for entry in entries where entry.current && entry.area.level == .localAuthority {
            for level in [AreaLevel.trust, .ldu, .partnership] {
                if let area = entry.parents[level], self[area]?.current == true {
                    grounds[area, default: []].insert(entry.id)
                }
            }
        }
        for entry in entries where entry.current && entry.area.level == .trust {
            if let region = entry.parents[.region] { grounds[region, default: []].formUnion(grounds[entry.id] ?? []) }
        }
        for entry in entries where entry.current {
            switch entry.area.level {
            // The whole of both countries, whatever lies in it.
            case .national: grounds[entry.id] = [entry.id]
            case .notAssigned: grounds[entry.id] = entry.parents[.trust].flatMap { grounds[$0] }
            default: break
            }
        }
        return grounds
    }
}
