import ReportKit

/// Bytes that are the same for the same values in every process, and others for others: each value says where it ends, and
/// what has no order is put into one.
struct CanonicalBytes {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ number: Int) {
        withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ truth: Bool) { bytes.append(truth ? 1 : 0) }

    mutating func add(_ text: String) {
        add(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    /// Bytes that say by themselves where they end.
    mutating func add(_ other: [UInt8]) { bytes.append(contentsOf: other) }

    mutating func add(_ number: Int?) {
        add(number != nil)
        if let number { add(number) }
    }

    mutating func add(_ text: String?) {
        add(text != nil)
        if let text { add(text) }
    }

    mutating func add<Element>(
        _ list: some Collection<Element>, _ each: (inout CanonicalBytes, Element) -> Void
    ) {
        add(list.count)
        for element in list { each(&self, element) }
    }
}

// What a weighing follows from. `WeighingKeyTests` compares these with the properties that the types have.
extension CanonicalBytes {
    mutating func add(_ policy: DisclosurePolicy) {
        add(policy.method.rawValue)
        for number in [
            policy.largestSmallCount, policy.valuesLeft, policy.extremesBelow, policy.quantileLeastN, policy.roundTo,
            policy.largestBreakdown, policy.solverSteps, policy.solverSeconds,
        ] { add(number) }
        add(policy.notOfPeople.sorted()) { $0.add($1) }
        add(policy.headlines.sorted()) { $0.add($1) }
        // What was published before is among the tables.
    }

    mutating func add(_ relation: CountRelation) {
        add(relation.terms) { bytes, term in
            bytes.add(term.indicator)
            bytes.add(term.kind.rawValue)
            bytes.add(term.factor)
        }
        add(relation.comparison.rawValue)
        add(relation.validity.rawValue)
    }

    mutating func add(_ table: CountTable) {
        add(table.indicator)
        add(table.breakdown?.rawValue)
        add(table.span)
        add(table.family.rawValue)
        add(table.columns) { $0.add($1) }
        add(table.cells) { $0.add($1) }
        add(table.isPublished)
        add(table.isOfAllAreas)
        add(table.suppressed.sorted { $0.key < $1.key }) { bytes, suppressed in
            bytes.add(suppressed.key)
            bytes.add(suppressed.value.sorted { $0.key < $1.key }) { bytes, reason in
                bytes.add(reason.key)
                bytes.add(reason.value.rawValue)
            }
        }
    }

    private mutating func add(_ cell: CountTable.Cell) {
        // The area is that of the place, with its name.
        add(cell.place)
        add(cell.counts) { $0.add($1) }
        add(cell.suppressed.sorted()) { $0.add($1) }
        add(cell.yearBefore)
        add(cell.people)
        add(cell.rounded.sorted { $0.key < $1.key }) { bytes, rounded in
            bytes.add(rounded.key)
            bytes.add(rounded.value)
        }
    }

    private mutating func add(_ column: CountColumn) {
        add(column.kind?.rawValue)
        switch column.showing {
        case .byItself: add(0)
        case .followsFrom(let kinds):
            add(1)
            add(kinds) { $0.add($1.rawValue) }
        case .rounded: add(2)
        }
        switch column.overTime {
        case .adds: add(0)
        case .staysSame: add(1)
        case .fixed: add(2)
        case .none: add(3)
        }
        add(column.whenSmall.rawValue)
    }

    private mutating func add(_ place: CountTable.Place) {
        add(place.area)
        add(place.group)
    }

    mutating func add(_ area: AreaTree.Key) {
        add(area.level.rawValue)
        add(area.code)
    }

    private mutating func add(_ period: Period) {
        add(period.from.description)
        add(period.to.description)
    }
}
