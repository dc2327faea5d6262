import ReportKit

/// The extracts that the header names, compared with those behind the tables that the server reads for the query.
enum ExtractsRead: TrialCheck {
    static let name = CheckName.extracts

    static func problems(in module: ModuleTrial) throws -> [DeclaredProblem] {
        let tables = try module.tables()
        let line = module.wording.line(of: "extracts")
        let named = Set(module.module.header.extracts)
        let read = Set(tables.compactMap(ExtractKind.init(table:)))
        // A target or an expected change may be there or not: a figure is given without it.
        let missing = read.subtracting(named).subtracting([.targets]).map(\.rawValue).sorted()
        let unread = named.subtracting(read).map(\.rawValue).sorted()
        var problems: [DeclaredProblem] = []
        if !missing.isEmpty {
            let all = (module.module.header.extracts + read.subtracting(named).subtracting([.targets])).map(\.rawValue)
                .filter { !unread.contains($0) }
            problems.append(
                DeclaredProblem(
                    line: line,
                    "extracts: the query reads \(missing.joined(separator: " and ")), which \(missing.count == 1 ? "is" : "are") "
                        + "not named: a figure would be given before \(missing.count == 1 ? "it is" : "they are") loaded. Write: "
                        + "extracts: [\(all.sorted().joined(separator: ", "))]"))
        }
        // Where nothing can be counted, the server need not read anything.
        if !unread.isEmpty, try module.rows().map({ $0.rows > 0 }) ?? true {
            problems.append(
                DeclaredProblem(
                    missing.isEmpty ? .warning : .error, line: line,
                    "extracts: the query reads nothing of \(unread.joined(separator: " and ")), for which a figure would "
                        + "wait. Take \(unread.count == 1 ? "it" : "them") out."))
        }
        return problems
    }
}
