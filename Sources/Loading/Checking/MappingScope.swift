import Text

/// The kind that a mapping is read for, and the others that the same part of it may be for.
struct MappingScope {
    private let own: ExtractDescription
    private let others: [ExtractDescription]

    init(_ own: ExtractDescription, others: [ExtractDescription]) {
        self.own = own
        self.others = others
    }

    private var every: [ExtractDescription] { [own] + others }

    /// The names of all columns, without repeats.
    var columnNames: [String] {
        var seen: Set<String> = []
        return every.flatMap(\.columnNames).filter { seen.insert($0).inserted }
    }

    /// Throws where no kind has the column.
    ///
    /// - Returns: whether the kind that the mapping is read for has it.
    @discardableResult
    func check(_ column: String, at value: StrictYAML<LoadError>) throws(LoadError) -> Bool {
        if own.columnNames.contains(column) { return true }
        if others.contains(where: { $0.columnNames.contains(column) }) { return false }
        let nearest = nearestNames(to: column, among: columnNames, count: 1).first
        let isOthers = nearest.map { !own.columnNames.contains($0) } ?? false
        let what = isOthers ? "any kind of extract" : "a \(own.kind.rawValue) extract"
        throw value.wrong(
            "'\(column)' is not a column of \(what)" + (nearest.map { "; is '\($0)' meant?" } ?? ""),
            isOthers
                ? "'laa load --describe KIND' lists the columns of a kind"
                : "There are: \(own.columnNames.joined(separator: ", "))")
    }

    func isIdentifying(_ column: String) -> Bool { every.contains { $0.isIdentifying(column) } }

    /// The kind whose column it is: the one that the mapping is read for, or the first other that has it.
    func kind(with column: String) -> String {
        (every.first { $0.columnNames.contains(column) } ?? own).kind.rawValue
    }

    /// Whether the kind that the mapping is read for has the column, and the column that value.
    func takes(_ value: String, in column: String) -> Bool {
        own.columnNames.contains(column) && own.problem(of: value, in: column) == nil
    }

    /// What is wrong with a value for the kind that the mapping is read for, or, where that has no such column, for
    /// each kind that has one.
    func problem(of value: String, in column: String) -> String? {
        own.columnNames.contains(column) ? own.problem(of: value, in: column) : problemForAll(of: value, in: column)
    }

    /// What is wrong with a value where no kind's column takes it.
    func problemForAll(of value: String, in column: String) -> String? {
        let having = every.filter { $0.columnNames.contains(column) }
        guard having.allSatisfy({ $0.problem(of: value, in: column) != nil }) else { return nil }
        return having.first?.problem(of: value, in: column)
    }
}
