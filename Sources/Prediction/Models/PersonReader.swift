import ReportKit
import Warehouse

/// Reads offender-snapshots as models know them from the rows of `apply.sql` and `baseline.sql`.
///
/// Ages and months are counted here, in a tenth of the time that the server would take.
struct PersonReader {
    static let columns = [
        ColumnRequirement("snapshot_date", .day), ColumnRequirement("offender_id", .integer),
        ColumnRequirement("impossible", .label, nullable: true), ColumnRequirement("sex", .label, nullable: true),
        ColumnRequirement("ethnicity", .label, nullable: true), ColumnRequirement("tier", .label, nullable: true),
        ColumnRequirement("order_type", .label, nullable: true),
        ColumnRequirement("offence_code", .label, nullable: true), ColumnRequirement("trust", .label, nullable: true),
        ColumnRequirement("birth_month", .day, nullable: true),
        ColumnRequirement("convicted_on", .day, nullable: true),
        ColumnRequirement("sanctions", .integer, nullable: true), ColumnRequirement("first", .integer, nullable: true),
        ColumnRequirement("career", .integer, nullable: true),
    ]

    /// A factor that a column has the levels of.
    private struct Labelled {
        /// Its place among the factors.
        let place: Int
        let column: Int
        let isOffence: Bool
        /// The places of its levels by their names.
        let levels: [String: Int16]
        /// The level of each label met so far.
        var known: [Int16] = []
    }

    private var labelled: [Labelled]
    /// The numbers that columns hold, and where.
    private let plain: [(source: NumberSource, column: Int)]
    private let (wantsAge, wantsBand, wantsMonths): (Bool, Bool, Bool)
    private let bandPlace = FactorInput.ageBand.place

    /// The inputs given are read; the others are left as missing.
    ///
    /// - Parameter trusts: the levels of ``FactorInput/trust``.
    init(factors: [FactorInput], numbers: [NumberSource], trusts: [String]) {
        labelled = factors.compactMap { factor in
            let name: String
            switch factor {
            case .ageBand: return nil
            case .sex: name = "sex"
            case .ethnicity: name = "ethnicity"
            case .tier: name = "tier"
            case .orderType: name = "order_type"
            case .offenceGroup: name = "offence_code"
            case .trust: name = "trust"
            }
            let levels = (factor.levels ?? trusts).enumerated().map { ($1, Int16($0)) }
            return Labelled(
                place: factor.place, column: Self.column(name), isOffence: factor == .offenceGroup,
                levels: Dictionary(uniqueKeysWithValues: levels))
        }
        plain = numbers.compactMap { source in
            switch source {
            case .sanctions: (source, Self.column("sanctions"))
            case .ageAtFirstSanction: (source, Self.column("first"))
            case .career: (source, Self.column("career"))
            case .age, .monthsSinceConviction: nil
            }
        }
        wantsAge = numbers.contains(.age)
        wantsBand = factors.contains(.ageBand)
        wantsMonths = numbers.contains(.monthsSinceConviction)
    }

    private static func column(_ name: String) -> Int { columns.firstIndex { $0.name == name }! }
    private static let (birth, convicted) = (column("birth_month"), column("convicted_on"))

    /// The row of a batch.
    mutating func row(_ index: Int, of batch: Batch) -> PersonRow {
        var row = PersonRow()
        row.person = Int32(truncatingIfNeeded: batch.columns[1].integers[index])
        for slot in labelled.indices {
            let column = batch.columns[labelled[slot].column]
            guard !column.isNull[index] else { continue }
            let label = column.integers[index]
            while labelled[slot].known.count <= label {
                let name = column.labels[labelled[slot].known.count]
                let level = labelled[slot].isOffence ? OffenceCodes.standard.group(of: name) : name
                labelled[slot].known.append(level.flatMap { labelled[slot].levels[$0] } ?? PersonRow.missing)
            }
            row.setLevel(labelled[slot].place, labelled[slot].known[label])
        }
        for (source, place) in plain {
            let column = batch.columns[place]
            guard !column.isNull[index], let number = Int32(exactly: column.integers[index]) else { continue }
            row.setNumber(source, number)
        }
        let snapshot = Day(number: batch.columns[0].integers[index])
        if wantsAge || wantsBand, !batch.columns[Self.birth].isNull[index] {
            let age = snapshot.completedYears(since: Day(number: batch.columns[Self.birth].integers[index]))
            if wantsAge { row.setNumber(.age, Int32(truncatingIfNeeded: age)) }
            if wantsBand { row.setLevel(bandPlace, Self.band(of: age)) }
        }
        if wantsMonths, !batch.columns[Self.convicted].isNull[index] {
            let months = snapshot.completedMonths(since: Day(number: batch.columns[Self.convicted].integers[index]))
            row.setNumber(.monthsSinceConviction, Int32(truncatingIfNeeded: months))
        }
        return row
    }

    /// The place of the band that `reporting.age_band` gives an age.
    static func band(of age: Int) -> Int16 {
        switch age {
        case ..<18: 0
        case ..<21: 1
        case ..<25: 2
        case ..<30: 3
        case ..<40: 4
        case ..<50: 5
        default: 6
        }
    }

    /// The name of the rule that makes a row's history impossible; nil where none does.
    func impossible(_ index: Int, of batch: Batch) -> String? {
        let column = batch.columns[2]
        return column.isNull[index] ? nil : column.labels[column.integers[index]]
    }
}
