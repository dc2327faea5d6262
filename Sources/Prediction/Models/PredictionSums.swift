import ReportKit
import Warehouse

/// What the uncertainty of a fitted model's coefficients does to the sums of its predictions, by place and group of
/// people.
///
/// The sum of predictions p over some people varies with the coefficients β as gᵀ(β - β̂), g being the sum of p(1 - p)x
/// over the people's rows x of the design: the delta method. With the covariance V = LLᵀ of the coefficients its
/// variance is the sum of squares of Lᵀg, which adds up over places and groups: forty numbers or so for each of them,
/// instead of a design's row for each person.
///
/// V is the covariance by person: people who were in several snapshots of the baseline tell less than the plain one
/// takes them to, and where the model is not quite right it holds all the same. Where it is singular (fewer people than
/// coefficients) the plain one stands in.
///
/// Counted are people who were matched to the Police National Computer, as NI 18 counts them, in snapshots that the
/// model was not fitted on: of those that it was, predictions and outcomes err together.
struct PredictionSums {
    /// The factors that figures are broken down by, besides none.
    static let breakdowns: [FactorInput] = [.sex, .ageBand, .ethnicity, .tier, .orderType]

    /// Of a person's row of `apply.sql`, after ``PersonReader/columns``.
    static let columns = [
        ColumnRequirement("trust_id", .integer), ColumnRequirement("authority_id", .integer, nullable: true),
        ColumnRequirement("pnc_matched", .boolean),
    ]

    private struct Place: Hashable {
        let snapshot: Int
        let trust: Int
        let authority: Int?
    }

    /// One group of a breakdown, or everybody.
    private struct Group {
        let breakdown: FactorInput?
        let name: String?
    }

    private let encoder: RowEncoder
    private let factor: Cholesky
    private let fittedOn: Set<Int>
    private let groups: [Group]
    /// Where the groups of each breakdown begin; the last of each is of those not recorded.
    private let firstGroup: [Int]
    private var places: [Place] = []
    private var numbers: [Place: Int] = [:]
    /// g of each group of each place; empty where nobody is in it.
    private var gradients: [[Double]] = []
    private var columns: [Int32]
    private var values: [Double]

    /// Nil where the file has no covariance that could be used.
    init?(of fitted: FittedModel) {
        let matrices = [fitted.fit.covarianceByPerson, fitted.fit.covariance].map(SymmetricMatrix.init(lines:))
        guard let factor = matrices.lazy.compactMap(Cholesky.init).first else { return nil }
        self.factor = factor
        encoder = RowEncoder(ModelDesign(of: fitted, trusts: fitted.model.trusts))
        fittedOn = Set(fitted.fit.snapshots.compactMap { Day($0)?.number })
        var groups = [Group(breakdown: nil, name: nil)]
        var firstGroup: [Int] = []
        for breakdown in Self.breakdowns {
            firstGroup.append(groups.count)
            groups += (breakdown.levels ?? []).map { level in
                // As NI 18's query names them.
                Group(breakdown: breakdown, name: breakdown == .tier ? "tier \(level)" : level)
            }
            groups.append(Group(breakdown: breakdown, name: nil))
        }
        (self.groups, self.firstGroup) = (groups, firstGroup)
        columns = [Int32](repeating: 0, count: encoder.columnCount)
        values = [Double](repeating: 0, count: encoder.columnCount)
    }

    /// Adds a person's row.
    ///
    /// - Parameters:
    ///   - row: with the levels of all ``breakdowns``.
    ///   - p: the prediction.
    ///   - index: the row's place in the batch.
    mutating func add(_ row: PersonRow, predicted p: Double, _ index: Int, of batch: Batch) {
        let (trust, authority) = (batch.columns[batch.columns.count - 3], batch.columns[batch.columns.count - 2])
        guard batch.columns[batch.columns.count - 1].integers[index] != 0 else { return }
        let snapshot = batch.columns[0].integers[index]
        guard !fittedOn.contains(snapshot) else { return }
        let count = encoder.encode(row, &columns, &values)
        guard count >= 0 else { return }
        let place = number(
            of: Place(
                snapshot: snapshot, trust: trust.integers[index],
                authority: authority.isNull[index] ? nil : authority.integers[index]))
        let weight = p * (1 - p)
        add(weight, count, to: place * groups.count)
        for (breakdown, first) in zip(Self.breakdowns, firstGroup) {
            let level = Int(row.level(breakdown.place))
            let last = breakdown.levels?.count ?? 0
            add(weight, count, to: place * groups.count + first + (level < 0 ? last : level))
        }
    }

    private mutating func add(_ weight: Double, _ count: Int, to slot: Int) {
        if gradients[slot].isEmpty { gradients[slot] = [Double](repeating: 0, count: encoder.columnCount) }
        for index in 0..<count { gradients[slot][Int(columns[index])] += weight * values[index] }
    }

    private mutating func number(of place: Place) -> Int {
        if let known = numbers[place] { return known }
        numbers[place] = places.count
        places.append(place)
        gradients += [[Double]](repeating: [], count: groups.count)
        return places.count - 1
    }

    /// Stores the sums under the model.
    func store(of model: Int, on connection: Connection) throws {
        try connection.copyIn(
            "warehouse.prediction_uncertainty",
            columns: [
                "model_id", "snapshot_date", "trust_id", "authority_id", "breakdown", "in_group", "variance",
                "directions",
            ]
        ) { writer in
            for (slot, gradient) in gradients.enumerated() where !gradient.isEmpty {
                let (place, group) = (places[slot / groups.count], groups[slot % groups.count])
                try writer.beginRow()
                writer.append(int16: Int16(model))
                writer.append(day: Day(number: place.snapshot))
                writer.append(int16: Int16(place.trust))
                if let authority = place.authority {
                    writer.append(int16: Int16(authority))
                } else {
                    writer.appendNull()
                }
                for text in [group.breakdown?.rawValue, group.name] {
                    if let text { writer.append(text: text) } else { writer.appendNull() }
                }
                // The intercept's column is 1 throughout: Σ p(1 - p).
                writer.append(double: gradient[0])
                writer.append(doubles: factor.transposedFactor(times: gradient))
            }
        }
    }
}

extension SymmetricMatrix {
    /// A matrix from all its elements, line by line.
    fileprivate init(lines: [[Double]]) {
        self.init(size: lines.count)
        for row in lines.indices {
            for column in row..<lines.count { self[row, column] = lines[row][column] }
        }
    }
}
