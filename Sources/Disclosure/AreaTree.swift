import ReportKit

/// Which areas lie in which, and so how the figures of areas add up to those of others.
public struct AreaTree: Sendable {
    /// An area's identity, whatever its name at the time.
    struct Key: Hashable, Comparable, Sendable {
        let level: AreaLevel
        let code: String

        init(_ area: Area) {
            self.init(level: area.level, code: area.code)
        }

        init(level: AreaLevel, code: String) {
            self.level = level
            self.code = code
        }

        static func < (first: Key, second: Key) -> Bool {
            first.level == second.level
                ? first.code < second.code : first.level.rawValue < second.level.rawValue
        }
    }

    private let parents: [Key: [AreaLevel: Key]]
    private let areas: [Key: Area]
    private let nation: Key?
    private let wholes: [Key: [Whole]]
    private let partsOf: [PartsKey: Set<Key>]
    /// Everything that distinguishes this tree from others, except the areas' names.
    let canonical: [UInt8]

    /// An area whose figure is a sum of others', and the index in ``sums`` of the rule that makes it one.
    struct Whole: Sendable {
        let sum: Int
        let area: Key
    }

    private struct PartsKey: Hashable {
        let sum: Int
        let area: Key
    }

    /// The areas as they stood on a directory's day.
    public init(_ directory: AreaDirectory) {
        areas = Dictionary(
            directory.entries.map { (Key($0.area), $0.area) }, uniquingKeysWith: { first, _ in first })
        nation = areas.keys.filter { $0.level == .national }.min()
        parents = Dictionary(
            directory.entries.map { entry in
                (Key(entry.area), entry.parents.compactMapValues { directory[$0].map { Key($0.area) } })
            }, uniquingKeysWith: { first, _ in first })
        wholes = AreaTree.wholes(parents, nation)
        partsOf = AreaTree.parts(wholes)
        canonical = AreaTree.canonical(parents, nation)
    }

    /// - Parameter parents: for each area, the areas that it lies in.
    init(_ parents: [Area: [Area]]) {
        areas = Dictionary(
            (parents.keys + parents.values.flatMap(\.self)).map { (Key($0), $0) },
            uniquingKeysWith: { first, _ in first })
        nation = areas.keys.filter { $0.level == .national }.min()
        self.parents = Dictionary(
            uniqueKeysWithValues: parents.map { area, larger in
                (Key(area), Dictionary(uniqueKeysWithValues: larger.map { ($0.level, Key($0)) }))
            })
        wholes = AreaTree.wholes(self.parents, nation)
        partsOf = AreaTree.parts(wholes)
        canonical = AreaTree.canonical(self.parents, nation)
    }

    private static func canonical(_ parents: [Key: [AreaLevel: Key]], _ nation: Key?) -> [UInt8] {
        var bytes = CanonicalBytes()
        bytes.add(parents.sorted { $0.key < $1.key }) { bytes, own in
            bytes.add(own.key)
            bytes.add(own.value.values.sorted()) { $0.add($1) }
        }
        bytes.add(nation.map { [$0] } ?? []) { $0.add($1) }
        return bytes.bytes
    }

    /// The levels whose areas are sums of areas of other levels, larger first. Offenders who are not assigned to an
    /// authority count as a part of the trust beside its authorities and beside its delivery units.
    static let sums: [(whole: AreaLevel, parts: Set<AreaLevel>)] = [
        (.national, [.region]), (.national, [.trust]), (.region, [.trust]), (.trust, [.localAuthority, .notAssigned]),
        (.trust, [.ldu, .notAssigned]), (.ldu, [.localAuthority]), (.partnership, [.localAuthority]),
    ]

    /// The levels whose areas' reports say how many are not assigned to an authority.
    static let tellingNotAssigned: [AreaLevel] = [.trust, .region, .national]

    /// Whether an area of regions or trusts has no other parts by a rule of ``sums`` than some areas.
    func isAll(_ parts: Set<Key>, of whole: Key, bySum sum: Int) -> Bool {
        [.national, .region].contains(whole.level)
            && partsOf[PartsKey(sum: sum, area: whole)].map { $0.isSubset(of: parts) } ?? false
    }

    /// The area of a level and code; where the tree does not have it, one whose name is its code.
    func area(_ level: AreaLevel, code: String) -> Area {
        let area = Area(code: code, name: code, level: level)
        return areas[Key(area)] ?? area
    }

    /// The area of the given level that an area lies in.
    func parent(of part: Key, at level: AreaLevel) -> Key? {
        AreaTree.parent(of: part, at: level, parents[part], nation)
    }

    private static func parent(of part: Key, at level: AreaLevel, _ own: [AreaLevel: Key]?, _ nation: Key?) -> Key? {
        own?[level] ?? (level == .national && part.level != .national ? nation : nil)
    }

    /// The areas whose figures an area's own figure is a part of.
    func wholes(of part: Key) -> [Whole] { wholes[part] ?? AreaTree.wholes(of: part, nil, nation) }

    private static func wholes(_ parents: [Key: [AreaLevel: Key]], _ nation: Key?) -> [Key: [Whole]] {
        Dictionary(uniqueKeysWithValues: parents.map { part, own in (part, wholes(of: part, own, nation)) })
    }

    private static func wholes(of part: Key, _ own: [AreaLevel: Key]?, _ nation: Key?) -> [Whole] {
        sums.indices.filter { sums[$0].parts.contains(part.level) }.compactMap { sum in
            parent(of: part, at: sums[sum].whole, own, nation).map { Whole(sum: sum, area: $0) }
        }
    }

    private static func parts(_ wholes: [Key: [Whole]]) -> [PartsKey: Set<Key>] {
        var parts: [PartsKey: Set<Key>] = [:]
        for (part, own) in wholes {
            for whole in own { parts[PartsKey(sum: whole.sum, area: whole.area), default: []].insert(part) }
        }
        return parts
    }

    /// Whether one area lies in another.
    func lies(_ part: Key, in whole: Key) -> Bool {
        whole.level == .national && part.level != .national || parents[part]?[whole.level] == whole
    }
}
