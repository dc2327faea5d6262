/// The areas as they were on one day, and which lies within which.
///
/// A row of the warehouse is placed by the trust that supervised the person and, where known, by the authority of the
/// person's address. Trust, region and national figures follow the trust; authority figures follow the authority, and
/// rows without one count as not assigned under their trust. The levels therefore need not add up to each other.
public struct AreaDirectory: Sendable {
    /// An area, with its key in the warehouse and the larger areas that contain it.
    public struct Entry: Codable, Sendable {
        public let id: Int
        public let area: Area
        /// Every code the area has had, in any coding scheme and at any time.
        public let codes: [String]
        /// Whether the area existed on the directory's day.
        public let current: Bool
        /// Keys of the larger areas that contained it on that day, by level.
        public let parents: [AreaLevel: Int]
        /// Key of the trust that has replaced this one by that day.
        public let successor: Int?

        public init(
            id: Int, area: Area, codes: [String], current: Bool, parents: [AreaLevel: Int], successor: Int?
        ) {
            self.id = id
            self.area = area
            self.codes = codes
            self.current = current
            self.parents = parents
            self.successor = successor
        }
    }

    /// Every area, ordered by key.
    public let entries: [Entry]
    private let indexByID: [Int: Int]
    /// For each entry, its position when all entries are sorted by level, name and code.
    private let ranks: [Int]
    private let nationalID: Int?
    private let notAssignedByTrust: [Int: Int]

    public init(entries: [Entry]) {
        self.entries = entries.sorted { $0.id < $1.id }
        indexByID = Dictionary(uniqueKeysWithValues: self.entries.enumerated().map { ($1.id, $0) })
        var ranks = self.entries.map { _ in 0 }
        for (rank, index) in self.entries.inReadingOrder.enumerated() { ranks[index] = rank }
        self.ranks = ranks
        nationalID = self.entries.first { $0.area.level == .national }?.id
        notAssignedByTrust = Dictionary(
            self.entries.filter { $0.area.level == .notAssigned }
                .compactMap { entry in entry.parents[.trust].map { ($0, entry.id) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// The key of every area, in order.
    public var ids: [Int] { entries.map(\.id) }

    public subscript(id: Int) -> Entry? {
        indexByID[id].map { entries[$0] }
    }

    /// The position of an area when all areas are sorted by level, name and code.
    func rank(of id: Int) -> Int? { indexByID[id].map { ranks[$0] } }

    /// The area that a row belongs to at a level, or nil where there is none (such as an authority in no partnership).
    ///
    /// - Parameters:
    ///   - trust: key of the supervising probation area or trust, as recorded.
    ///   - authority: key of the upper-tier authority, or nil where not assigned.
    ///   - level: the level of the area to return.
    public func place(trust: Int, authority: Int?, at level: AreaLevel) -> Int? {
        let trust = currentTrust(for: trust)
        switch level {
        case .national: return nationalID
        case .trust: return trust
        case .region: return self[trust]?.parents[.region]
        case .localAuthority: return authority ?? notAssignedByTrust[trust]
        case .ldu: return authority.flatMap { self[$0]?.parents[.ldu] } ?? notAssignedByTrust[trust]
        case .partnership: return authority.flatMap { self[$0]?.parents[.partnership] }
        case .notAssigned: return authority == nil ? notAssignedByTrust[trust] : nil
        }
    }

    /// The current authorities that lie in an area, or are it.
    public func authorities(in id: Int) -> [Entry] { members(.localAuthority, of: id) }

    /// The current probation trusts that lie in an area, or are it.
    public func trusts(in id: Int) -> [Entry] { members(.trust, of: id) }

    private func members(_ level: AreaLevel, of id: Int) -> [Entry] {
        entries.filter { entry in
            entry.current && entry.area.level == level
                && (entry.id == id
                    || entry.parents.values.contains { $0 == id || self[$0]?.parents.values.contains(id) == true })
        }
    }

    /// The trust that is responsible for a probation area's offenders on the directory's day.
    private func currentTrust(for trust: Int) -> Int {
        var trust = trust
        // What took over may have been taken over itself. There are no more steps than areas, even where they go round.
        for _ in entries {
            guard let entry = self[trust], !entry.current, let successor = entry.successor else { break }
            trust = successor
        }
        return trust
    }
}

extension [AreaDirectory.Entry] {
    /// The indices, sorted by level, name and code.
    fileprivate var inReadingOrder: [Int] {
        indices.sorted { one, other in
            let (first, second) = (self[one].area, self[other].area)
            if first.level != second.level { return first.level.rawValue < second.level.rawValue }
            return (first.name, first.code, one) < (second.name, second.code, other)
        }
    }
}
