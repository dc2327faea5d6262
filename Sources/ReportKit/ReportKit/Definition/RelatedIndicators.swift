/// Indicators whose counts add up with one another, directly or through others.
public struct RelatedIndicators: Hashable, Sendable {
    /// The identifiers of the indicators that count for themselves, in the order of identifiers.
    public let indicators: [String]
    /// How their counts add up, each relation once: what modules declare, and what holds within each indicator by its
    /// family (``Family/relations(of:)``).
    public let relations: [CountRelation]
}

extension Collection<Indicator> {
    /// The indicators that an indicator is related to, itself included, and the relations among them.
    ///
    /// An indicator that repeats another's counts stands for that other one (``Indicator/countsOf``), in the result
    /// too. A relation with an indicator that is not in the collection is ignored: its counts are not published.
    ///
    /// - Parameter id: the identifier or an alias of an indicator; one that is not in the collection is related to
    ///   nothing.
    public func related(to id: String) -> RelatedIndicators {
        let start = countedNames[id] ?? id
        return clusters.first { $0.indicators.contains(start) } ?? RelatedIndicators(indicators: [start], relations: [])
    }

    /// The indicators of the collection, each with those that it is related to, in the order of identifiers.
    public var clusters: [RelatedIndicators] {
        let names = countedNames
        let counted = Set(map(\.countsOf))
        var relations: [CountRelation] = []
        var seen: Set<CountRelation> = []
        for indicator in sorted(by: { $0.id < $1.id }) {
            let own = indicator.sameAs == nil ? indicator.family.relations(of: indicator.id) : []
            for relation in own + indicator.relations {
                let relation = relation.renamed { names[$0] ?? $0 }
                guard relation.terms.allSatisfy({ counted.contains($0.indicator) }), seen.insert(relation).inserted
                else {
                    continue
                }
                relations.append(relation)
            }
        }
        var cluster = Dictionary(uniqueKeysWithValues: counted.map { ($0, $0) })
        func root(_ id: String) -> String {
            var id = id
            while let next = cluster[id], next != id { id = next }
            return id
        }
        for relation in relations {
            let roots = relation.terms.map { root($0.indicator) }
            guard let first = roots.min() else { continue }
            for other in roots { cluster[other] = first }
        }
        let grouped = Dictionary(grouping: relations.filter { !$0.terms.isEmpty }) { root($0.terms[0].indicator) }
        return Dictionary(grouping: counted, by: root).map { first, ids in
            RelatedIndicators(indicators: ids.sorted(), relations: grouped[first] ?? [])
        }.sorted { $0.indicators[0] < $1.indicators[0] }
    }

    /// A relation in terms of the indicators that do the counting.
    ///
    /// - Returns: nil where it has an indicator that is not in the collection.
    public func resolved(_ relation: CountRelation) -> CountRelation? {
        let names = countedNames
        guard relation.terms.allSatisfy({ names[$0.indicator] != nil }) else { return nil }
        return relation.renamed { names[$0] ?? $0 }
    }

    /// For every identifier and alias, the identifier of the indicator that does the counting.
    private var countedNames: [String: String] {
        var names: [String: String] = [:]
        for indicator in self { for alias in indicator.aliases { names[alias] = indicator.countsOf } }
        for indicator in self { names[indicator.id] = indicator.countsOf }
        return names
    }
}
