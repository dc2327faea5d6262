import ReportKit
import Warehouse

/// Reads offender-snapshots as models know them from the rows of `apply.sql` and `baseline.sql`.
struct PersonReader {
    static let columns = [
        ColumnRequirement("snapshot_date", .day), ColumnRequirement("offender_id", .integer),
        ColumnRequirement("impossible", .label, nullable: true), ColumnRequirement("sex", .label, nullable: true),
        ColumnRequirement("band", .label, nullable: true), ColumnRequirement("ethnicity", .label, nullable: true),
        ColumnRequirement("tier", .label, nullable: true), ColumnRequirement("order_type", .label, nullable: true),
        ColumnRequirement("offence_code", .label, nullable: true), ColumnRequirement("trust", .label, nullable: true),
        ColumnRequirement("age", .integer, nullable: true), ColumnRequirement("sanctions", .integer, nullable: true),
        ColumnRequirement("first", .integer, nullable: true), ColumnRequirement("career", .integer, nullable: true),
        ColumnRequirement("months", .integer, nullable: true),
    ]
    /// Where the factors' columns begin, in the order of ``FactorInput``, and the numbers', in that of ``NumberSource``.
    private static let (firstFactor, firstNumber) = (3, 10)

    /// The inputs that are read; the others are left as missing.
    private let factors: [FactorInput]
    private let numbers: [NumberSource]
    /// The places of levels by their names, of each of ``factors``.
    private let places: [[String: Int16]]
    /// The level of each label met so far, of each of ``factors``.
    private var known: [[Int16]]

    /// - Parameter trusts: the levels of ``FactorInput/trust``.
    init(factors: [FactorInput], numbers: [NumberSource], trusts: [String]) {
        self.factors = factors
        self.numbers = numbers
        places = factors.map { factor in
            let levels = factor.levels ?? trusts
            return Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, Int16($0)) })
        }
        known = factors.map { _ in [] }
    }

    /// The row of a batch.
    mutating func row(_ index: Int, of batch: Batch) -> PersonRow {
        var row = PersonRow()
        row.person = Int32(truncatingIfNeeded: batch.columns[1].integers[index])
        for (slot, factor) in factors.enumerated() {
            let column = batch.columns[Self.firstFactor + factor.place]
            guard !column.isNull[index] else { continue }
            let label = column.integers[index]
            while known[slot].count <= label {
                known[slot].append(level(slot, factor, column.labels[known[slot].count]))
            }
            row.setLevel(factor.place, known[slot][label])
        }
        for source in numbers {
            let column = batch.columns[Self.firstNumber + source.rawValue]
            guard !column.isNull[index], let number = Int32(exactly: column.integers[index]) else { continue }
            row.setNumber(source, number)
        }
        return row
    }

    /// The name of the rule that makes a row's history impossible; nil where none does.
    func impossible(_ index: Int, of batch: Batch) -> String? {
        let column = batch.columns[2]
        return column.isNull[index] ? nil : column.labels[column.integers[index]]
    }

    private func level(_ slot: Int, _ factor: FactorInput, _ label: String) -> Int16 {
        let name = factor == .offenceGroup ? OffenceCodes.standard.group(of: label) : label
        return name.flatMap { places[slot][$0] } ?? PersonRow.missing
    }
}
