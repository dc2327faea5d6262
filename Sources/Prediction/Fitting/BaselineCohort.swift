import Platform
import ReportKit
import Warehouse

/// The people that a model is fitted on: read once, in blocks, and kept in a file that can be read many times.
final class BaselineCohort {
    let snapshots: [Day]
    /// All rows, each person's one after another.
    let rows = RecordFile<PersonRow>()
    /// The rows that differ, and how often each was seen; nil where there are too many to be worth keeping.
    private(set) var patterns: CollapsedRows?
    /// Offender-snapshots with an impossible criminal history, by rule; they are not among the rows.
    private(set) var impossible: [(rule: OGRS3Refusal, count: Int)] = []
    let trusts: [String]
    /// How many rows have each level of each factor.
    private(set) var levelCounts: [[Int]]
    let synthetic: Bool
    let latestVintage: Int
    let offencesThrough: Day
    let inputs: Inputs

    /// Who is in the cohort, and what their outcome is.
    struct Request {
        let snapshots: [Day]
        let months: Int
        let provenWithin: Int
    }

    /// The inputs that terms have.
    struct Inputs {
        let factors: [FactorInput]
        let numbers: [NumberSource]
        let usesHistory: Bool
    }

    /// Reads the cohort within a transaction.
    ///
    /// - Throws: ``PredictionError/baselineNotComplete(through:completeOn:loadedThrough:)`` and
    ///   ``PredictionError/emptyBaseline(snapshots:)``.
    init(_ request: Request, inputs: Inputs, today: Day, on connection: Connection) throws {
        guard let last = request.snapshots.last else { throw PredictionError.emptyBaseline(snapshots: "no quarter") }
        let loaded = try Script.loaded.query(on: connection)[0]
        let completeOn = last.addingMonthsToEnd(request.months + request.provenWithin)
        let through: Day? = try loaded.get("offences_through")
        guard let through, through >= completeOn else {
            throw PredictionError.baselineNotComplete(through: last, completeOn: completeOn, loadedThrough: through)
        }
        offencesThrough = through
        synthetic = try loaded.get("synthetic")
        latestVintage = try loaded.get("latest_vintage")
        trusts = try Script.trusts.query(on: connection).map { try $0.get("name") }
        snapshots = request.snapshots
        self.inputs = inputs
        levelCounts = [[Int]](repeating: [], count: FactorInput.allCases.count)
        for factor in inputs.factors {
            levelCounts[factor.place] = [Int](repeating: 0, count: (factor.levels ?? trusts).count)
        }
        try read(request, today: today, on: connection)
        guard rows.count > 0 else {
            throw PredictionError.emptyBaseline(snapshots: snapshots.map(\.description).joined(separator: ", "))
        }
    }

    /// Whether nobody lacks a number.
    func isKnownOfAll(_ number: NumberInput) throws -> Bool {
        if let patterns { return patterns.rows.allSatisfy { !$0.value(number).isNaN } }
        var isKnown = true
        try rows.visit { row in if row.value(number).isNaN { isKnown = false } }
        return isKnown
    }

    private func read(_ request: Request, today: Day, on connection: Connection) throws {
        var reader = PersonReader(
            factors: inputs.factors, numbers: inputs.numbers, trusts: trusts, usesHistory: inputs.usesHistory)
        let query = PeopleQuery.query(
            "baseline.sql", PackageResources.baseline_sql, today: today, snapshots: snapshots,
            [
                "horizon_months": .integer(request.months),
                "proof_months": .integer(request.months + request.provenWithin),
            ].merging(reader.parameters) { own, _ in own })
        let columns = PersonReader.columns + [ColumnRequirement("reoffended", .boolean)]
        var rules: [OGRS3Refusal: Int] = [:]
        // Locals, since they change with every row.
        var counts = levelCounts
        let places = inputs.factors.map(\.place)
        let (inputs, sorted) = (inputs, RowsByPerson())
        try SnapshotWarehouse(connection).stream(query, columns: columns) { batch in
            let outcomes = batch.columns[columns.count - 1].integers
            for index in 0..<batch.rowCount {
                if inputs.usesHistory, let rule = reader.history(index, of: batch).impossible(today: today) {
                    rules[rule, default: 0] += 1
                    continue
                }
                var row = reader.row(index, of: batch)
                row.event = Int16(outcomes[index])
                for place in places {
                    let level = row.level(place)
                    if level >= 0 { counts[place][Int(level)] += 1 }
                }
                try sorted.append(row)
            }
        }
        levelCounts = counts
        var collapsed: CollapsedRows? = CollapsedRows()
        let file = rows
        try sorted.visit { row in
            try file.append(row)
            if collapsed?.add(row) == false { collapsed = nil }
        }
        patterns = collapsed
        impossible = rules.sorted { $0.key.rawValue < $1.key.rawValue }.map { (rule: $0.key, count: $0.value) }
    }
}

/// Rows of which equal ones are kept once, with how often they were seen and how often the person re-offended.
struct CollapsedRows {
    /// More rows than these are read from the file in the same time.
    private static let largest = 65_536

    private var places: [PersonRow.Pattern: Int] = [:]
    private(set) var rows: [PersonRow] = []
    private(set) var trials: [Int32] = []
    private(set) var events: [Int32] = []

    /// False where there are too many different rows.
    mutating func add(_ row: PersonRow) -> Bool {
        let pattern = row.pattern
        let place: Int
        if let known = places[pattern] {
            place = known
        } else {
            guard rows.count < Self.largest else { return false }
            place = rows.count
            places[pattern] = place
            rows.append(pattern.row)
            trials.append(0)
            events.append(0)
        }
        trials[place] += 1
        events[place] += Int32(row.event)
        return true
    }
}

/// A cohort's rows as a design has them, without those that it refuses.
struct CohortRows: DesignRows {
    let cohort: BaselineCohort
    let design: ModelDesign
    /// Whether each person's rows are needed, one after another.
    var byPerson = false
    /// Only every so many people's rows.
    var oneIn: Int32 = 1
    /// Called with the number of the term for which a row is refused, for each time it was seen.
    var refused: (Int) -> Void

    init(
        cohort: BaselineCohort, design: ModelDesign, byPerson: Bool = false, refused: @escaping (Int) -> Void = { _ in }
    ) {
        self.cohort = cohort
        self.design = design
        self.byPerson = byPerson
        self.refused = refused
    }

    var columnCount: Int { design.columns.count }

    func visit(_ body: (DesignRow) throws -> Void) throws {
        // A pass takes a second at most; between passes a stop is answered.
        try Interrupt.shared.check()
        let encoder = RowEncoder(design)
        try withUnsafeTemporaryAllocation(of: Int32.self, capacity: columnCount) { columns in
            try withUnsafeTemporaryAllocation(of: Double.self, capacity: columnCount) { values in
                let (columns, values) = (columns.baseAddress!, values.baseAddress!)
                @inline(__always) func give(_ row: PersonRow, _ trials: Double, _ events: Double) throws {
                    let count = encoder.encode(row, columns, values)
                    guard count >= 0 else {
                        for _ in 0..<Int(trials) { refused(-1 - count) }
                        return
                    }
                    try body(
                        DesignRow(
                            columns: UnsafeBufferPointer(start: columns, count: count),
                            values: UnsafeBufferPointer(start: values, count: count), trials: trials, events: events,
                            person: row.person))
                }
                if !byPerson, let patterns = cohort.patterns {
                    for index in patterns.rows.indices {
                        try give(patterns.rows[index], Double(patterns.trials[index]), Double(patterns.events[index]))
                    }
                } else {
                    try cohort.rows.visit { row in
                        if oneIn == 1 || row.person % oneIn == 0 { try give(row, 1, Double(row.event)) }
                    }
                }
            }
        }
    }

    /// Calls the closure for each person's row that the design does not refuse, in the order of ``visit(_:)``.
    func visitKept(_ body: (PersonRow) -> Void) throws {
        let encoder = RowEncoder(design)
        try withUnsafeTemporaryAllocation(of: Int32.self, capacity: columnCount) { columns in
            try withUnsafeTemporaryAllocation(of: Double.self, capacity: columnCount) { values in
                try cohort.rows.visit { row in
                    if encoder.encode(row, columns.baseAddress!, values.baseAddress!) >= 0 { body(row) }
                }
            }
        }
    }
}
