import ReportKit

/// What one run of a declared module's query returned, added up for the checks.
struct TrialRows {
    /// Where a row belongs.
    struct Place: Hashable {
        let trust: Int?
        let authority: Int?
        let group: String?
        /// The age band, in the family that returns a row for each.
        var part: String?
    }

    /// The rows of one place.
    struct Sums: Equatable {
        var rows = 0
        /// The numerator.
        var counted = 0.0
        /// The denominator.
        var n = 0.0
        /// All that the rows stand for, whether or not it is in the denominator.
        var size = 0.0
    }

    private(set) var rows = 0
    private(set) var places: [Place: Sums] = [:]
    /// How many rows each person has, in the families that return people.
    private(set) var people: [Int: Int] = [:]
    /// The values of supplied areas, in the family that returns them.
    private(set) var supplied: [SuppliedRow] = []

    /// A figure that somebody else calculated.
    struct SuppliedRow {
        let area: Int
        let hasValue: Bool
        let numerator: Int?
        let denominator: Int?
    }

    private let family: Family

    init(of family: Family) {
        self.family = family
    }

    /// The columns to read: nulls where they may not be are for the report to refuse.
    static func columns(of family: Family) -> [ColumnRequirement] {
        family.columns.map { ColumnRequirement($0.name, $0.kind, nullable: true) }
    }

    mutating func add(_ batch: Batch) {
        rows += batch.rowCount
        for row in 0..<batch.rowCount {
            if family == .supplied { addSupplied(batch, row) } else { add(batch, row) }
        }
    }

    /// All places together.
    var total: Sums {
        places.values.reduce(into: Sums()) { total, sums in
            total.rows += sums.rows
            total.counted += sums.counted
            total.n += sums.n
            total.size += sums.size
        }
    }

    private mutating func add(_ batch: Batch, _ row: Int) {
        func number(_ column: Int) -> Double? {
            let column = batch.columns[column]
            if column.isNull[row] { return nil }
            return column.requirement.kind == .real ? column.reals[row] : Double(column.integers[row])
        }
        func text(_ column: Int) -> String? {
            let column = batch.columns[column]
            return column.isNull[row] ? nil : column.labels[column.integers[row]]
        }
        var place = Place(trust: number(0).map { Int($0) }, authority: number(1).map { Int($0) }, group: text(2))
        var sums = Sums(rows: 1)
        switch family {
        case .proportionAgainstTarget:
            sums.counted = number(3) ?? 0
            sums.n = number(4) ?? 0
            sums.size = sums.n + (number(5) ?? 0)
        case .proportionAgainstPredicted:
            sums.counted = number(4) ?? 0
            sums.n = number(4) == nil ? 0 : 1
            sums.size = 1
        case .cohortChange:
            sums.counted = (number(4) ?? 0) + (number(5) ?? 0)
            sums.n = 1
            sums.size = 1
        case .frequency:
            sums.counted = number(4) ?? 0
            sums.n = 1
            sums.size = 1
        case .quantile:
            sums.n = number(4) == nil ? 0 : 1
            sums.counted = sums.n
            sums.size = 1
        case .ratePerPopulation, .mean:
            sums.counted = number(3) ?? 0
            sums.n = number(4) ?? 0
            sums.size = sums.n
        case .standardisedRate:
            place.part = text(3)
            sums.counted = number(4) ?? 0
            sums.n = number(5) ?? 0
            sums.size = sums.n
        case .countAgainstTarget:
            sums.counted = number(3) ?? 0
            sums.n = sums.counted
            sums.size = sums.counted
        case .countChange:
            sums.counted = (number(3) ?? 0) + (number(4) ?? 0)
            sums.n = sums.counted
            sums.size = sums.counted
        case .supplied, .undefined: break
        }
        if family.isOfPeople, let person = number(3) { people[Int(person), default: 0] += 1 }
        let known = places[place] ?? Sums()
        places[place] = Sums(
            rows: known.rows + 1, counted: known.counted + sums.counted, n: known.n + sums.n,
            size: known.size + sums.size)
    }

    private mutating func addSupplied(_ batch: Batch, _ row: Int) {
        func count(_ column: Int) -> Int? {
            batch.columns[column].isNull[row] ? nil : batch.columns[column].integers[row]
        }
        supplied.append(
            SuppliedRow(
                area: count(0) ?? 0, hasValue: !batch.columns[1].isNull[row], numerator: count(5),
                denominator: count(6)))
    }
}

extension Family {
    /// Whether its query returns a row for each person, rather than sums.
    var isOfPeople: Bool {
        switch self {
        case .proportionAgainstPredicted, .cohortChange, .frequency, .quantile: true
        case .proportionAgainstTarget, .ratePerPopulation, .standardisedRate, .countAgainstTarget, .countChange,
            .mean, .supplied, .undefined:
            false
        }
    }

    /// Whether its query returns residents, which must count once.
    var isOfResidents: Bool { self == .ratePerPopulation || self == .standardisedRate }
}
