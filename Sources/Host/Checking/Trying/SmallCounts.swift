import ReportKit

/// Values that a module of the supplied family works out itself, from the rows of a handful of people: nothing but its own
/// counts could keep them from being published.
enum SmallCounts: TrialCheck {
    static let name = CheckName.smallCounts

    /// The least number of people that a value may rest on.
    private static let least = 5

    static func problems(in module: ModuleTrial) throws -> [DeclaredProblem] {
        guard module.family == .supplied, let rows = try module.rows() else { return [] }
        guard module.inspection.tables.contains(where: { ExtractKind(table: $0)?.isOfPeople == true }) else {
            return []
        }
        let values = rows.supplied.filter(\.hasValue)
        let uncounted = values.filter { $0.denominator == nil }
        if let first = uncounted.first {
            return [
                DeclaredProblem(
                    line: module.wording.line(ofColumn: "denominator"),
                    "\(uncounted.count) of \(values.count) values do not say on how many people they rest, such as that of "
                        + "\(module.areas.name(of: first.area)): return that number as denominator.")
            ]
        }
        let small = values.filter { value in
            [value.denominator, value.numerator].contains { $0.map { (1..<least).contains($0) } ?? false }
        }
        guard let first = small.first else { return [] }
        return [
            DeclaredProblem(
                line: module.wording.line(ofColumn: "denominator"),
                "\(small.count) of \(values.count) values rest on 1 to \(least - 1) people, such as that of "
                    + "\(module.areas.name(of: first.area)): it would tell about a single person. Return no value there: "
                    + "having count(*) >= \(least).")
        ]
    }
}

extension ExtractKind {
    /// Whether its rows are about people, and not what others have added up.
    var isOfPeople: Bool {
        switch self {
        case .areaCounts, .suppliedValues, .targets: false
        default: true
        }
    }
}
