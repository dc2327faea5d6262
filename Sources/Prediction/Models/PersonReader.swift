import ReportKit
import Warehouse

/// Reads offender-snapshots as models know them from the rows of `apply.sql` and `baseline.sql`.
///
/// Ages and months are counted here, and impossible histories found, in a tenth of the time that the server would take.
/// What a model does not need is null in the rows: the server then neither sends it nor looks it up.
struct PersonReader {
    static let columns = [
        ColumnRequirement("snapshot_date", .day), ColumnRequirement("offender_id", .integer),
        ColumnRequirement("sex", .label, nullable: true),
        ColumnRequirement("ethnicity", .label, nullable: true), ColumnRequirement("tier", .label, nullable: true),
        ColumnRequirement("order_type", .label, nullable: true),
        ColumnRequirement("offence_code", .label, nullable: true), ColumnRequirement("trust", .label, nullable: true),
        ColumnRequirement("birth_month", .day, nullable: true),
        ColumnRequirement("convicted_on", .day, nullable: true),
        ColumnRequirement("follow_up_from", .day, nullable: true),
        ColumnRequirement("sanctions", .integer, nullable: true), ColumnRequirement("first", .integer, nullable: true),
        ColumnRequirement("age_at_conviction", .integer, nullable: true),
        ColumnRequirement("age_at_follow_up", .integer, nullable: true),
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
    private let (wantsAge, wantsBand, wantsMonths, wantsCareer): (Bool, Bool, Bool, Bool)
    private let bandPlace = FactorInput.ageBand.place

    /// The inputs given are read; the others are left as missing.
    ///
    /// - Parameters:
    ///   - trusts: the levels of ``FactorInput/trust``.
    ///   - usesHistory: whether impossible criminal histories are looked for.
    init(factors: [FactorInput], numbers: [NumberSource], trusts: [String], usesHistory: Bool) {
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
            case .age, .monthsSinceConviction, .career: nil
            }
        }
        wantsAge = numbers.contains(.age)
        wantsBand = factors.contains(.ageBand)
        wantsMonths = numbers.contains(.monthsSinceConviction)
        wantsCareer = numbers.contains(.career)
        parameters = [
            "wants_ethnicity": .boolean(factors.contains(.ethnicity)),
            "wants_trust": .boolean(factors.contains(.trust)),
            "uses_history": .boolean(usesHistory),
        ]
    }

    /// The queries' parameters that say what is wanted.
    let parameters: [String: ParameterValue]

    private static func column(_ name: String) -> Int { columns.firstIndex { $0.name == name }! }
    private let birth = PersonReader.column("birth_month")
    private let convicted = PersonReader.column("convicted_on")
    private let followUp = PersonReader.column("follow_up_from")
    private let sanctions = PersonReader.column("sanctions")
    private let first = PersonReader.column("first")
    private let atConviction = PersonReader.column("age_at_conviction")
    private let atFollowUp = PersonReader.column("age_at_follow_up")

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
        if wantsAge || wantsBand, !batch.columns[birth].isNull[index] {
            let age = snapshot.completedYears(since: Day(number: batch.columns[birth].integers[index]))
            if wantsAge { row.setNumber(.age, Int32(truncatingIfNeeded: age)) }
            if wantsBand { row.setLevel(bandPlace, Self.band(of: age)) }
        }
        if wantsMonths, !batch.columns[convicted].isNull[index] {
            let months = snapshot.completedMonths(since: Day(number: batch.columns[convicted].integers[index]))
            row.setNumber(.monthsSinceConviction, Int32(truncatingIfNeeded: months))
        }
        if wantsCareer, let career = history(index, of: batch).career {
            row.setNumber(.career, Int32(truncatingIfNeeded: career))
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

    /// The criminal history of a row.
    func history(_ index: Int, of batch: Batch) -> CriminalHistory {
        func number(_ place: Int) -> Int? {
            let column = batch.columns[place]
            return column.isNull[index] ? nil : column.integers[index]
        }
        return CriminalHistory(
            birth: number(birth).map(Day.init(number:)), convictedOn: number(convicted).map(Day.init(number:)),
            followUpFrom: number(followUp).map(Day.init(number:)), sanctions: number(sanctions),
            ageAtFirstSanction: number(first), ageAtConviction: number(atConviction),
            ageAtFollowUp: number(atFollowUp))
    }
}
