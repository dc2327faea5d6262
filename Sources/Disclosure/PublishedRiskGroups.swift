import Significance

extension RiskGroup {
    /// `3`, or `3 to 5`.
    public var name: String {
        tenths.count == 1 ? "\(tenths.lowerBound)" : "\(tenths.lowerBound) to \(tenths.upperBound)"
    }
}

/// Groups of people by their predicted risk, as they may leave the program. Only this library makes them.
public struct PublishedRiskGroups: Sendable {
    /// In order, the lowest predictions first.
    public let groups: [RiskGroup]

    init(published groups: [RiskGroup]) {
        self.groups = groups
    }
}

extension DisclosurePolicy {
    /// Groups as they may be released; neighbours are merged until none has a small count.
    public func published(_ groups: [RiskGroup], for release: Release) -> PublishedRiskGroups {
        PublishedRiskGroups(published: release.isInternal ? groups : joined(groups))
    }

    /// Neighbouring groups merged until none has a small count; empty where that is impossible.
    func joined(_ groups: [RiskGroup]) -> [RiskGroup] {
        var published: [RiskGroup] = []
        var open: RiskGroup?
        for group in groups {
            let joined = open?.joined(group) ?? group
            open = isSafe(joined) ? nil : joined
            if open == nil { published.append(joined) }
        }
        // What remains at the end is merged with the groups before it, as many as it takes.
        while let left = open, let last = published.popLast() {
            let joined = last.joined(left)
            open = isSafe(joined) ? nil : joined
            if open == nil { published.append(joined) }
        }
        return published
    }

    /// The maximum number of a cohort's rows that are of one person: the four snapshots of a year.
    private static let mostRowsOfPerson = 4

    private func isSafe(_ group: RiskGroup) -> Bool {
        let others = group.n - group.observed
        let fewestPeople = (group.n + Self.mostRowsOfPerson - 1) / Self.mostRowsOfPerson
        let saysWhoever = group.n < extremesBelow && (group.observed == 0 || others == 0)
        return !isSmall(group.observed) && !isSmall(others) && !isSmall(fewestPeople) && !saysWhoever
    }
}
