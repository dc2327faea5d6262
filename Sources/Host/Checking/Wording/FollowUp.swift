import ReportKit
import Warehouse

/// The months for which a query waits, `reporting.months_after(day, 6)`, compared with those that the header states.
enum FollowUp: WordingCheck {
    static let name = CheckName.completeAfter

    static func problems(in module: ModuleWording) -> [DeclaredProblem] {
        guard let longest = module.followUps.max(by: { $0.months < $1.months }) else { return [] }
        let header = module.header
        // The last of the four quarter ends is three months before the end of the quarter that is asked for.
        let needed = longest.months - (header.counts == .rollingSnapshots ? 3 : 0)
        guard needed > header.completeAfter else { return [] }
        // What began so long before the period is over by its end.
        if !header.counts.hasSnapshots, header.reachesBack >= needed * 28 { return [] }
        let stated =
            module.line(of: "complete-after") == nil
            ? "complete-after is missing" : "complete-after: \(header.completeAfter) is too early"
        return [
            DeclaredProblem(
                header.counts.hasSnapshots ? .error : .warning, line: module.line(of: "complete-after") ?? longest.line,
                "\(stated): the query counts what becomes known up to \(longest.months) months after a day counted (line "
                    + "\(longest.line)), so that the figure would be given before all of it is there. Write: complete-after: "
                    + "\(needed)")
        ]
    }
}

/// The months for which a query counts an outcome, compared with those for which the header says it does.
enum HorizonCounted: WordingCheck {
    static let name = CheckName.horizon

    static func problems(in module: ModuleWording) -> [DeclaredProblem] {
        guard let horizon = module.header.horizon, let first = module.followUps.first,
            !module.followUps.contains(where: { $0.months == horizon })
        else { return [] }
        let counted = module.followUps.min { $0.months < $1.months } ?? first
        return [
            DeclaredProblem(
                line: module.line(of: "horizon"),
                "horizon: is \(horizon) months, but the query counts outcomes within \(counted.months) months (line "
                    + "\(counted.line)): they would be judged against predictions for another time. Write: horizon: "
                    + "\(counted.months)")
        ]
    }
}

extension ModuleWording {
    /// The months, written as a number or as a parameter to which one may be added, of each `reporting.months_after(day, months)` of the query.
    var followUps: [(months: Int, line: Int)] {
        tokens.indices.compactMap { index in
            guard tokens[index].isWord("months_after"), index + 1 < tokens.count, tokens[index + 1].isSign("(") else {
                return nil
            }
            var depth = 0
            for next in tokens[(index + 1)...].indices {
                if tokens[next].isSign("(") { depth += 1 }
                if tokens[next].isSign(")") { depth -= 1 }
                if depth == 0 {
                    return months(before: next).map { ($0, tokens[index].line) }
                }
            }
            return nil
        }
    }

    /// The months of a second argument that ends at a bracket: `6`, `:months` or `:months + 3`; nil for any other.
    private func months(before bracket: Int) -> Int? {
        guard let comma = tokens[..<bracket].lastIndex(where: { $0.isSign(",") }) else { return nil }
        let argument = tokens[(comma + 1)..<bracket]
        func value(_ token: SQLToken?) -> Int? {
            switch token?.kind {
            case .number: token.flatMap { Int($0.text) }
            case .parameter: token.flatMap { header.values[$0.text] }
            default: nil
            }
        }
        if argument.count == 1 { return value(argument.first) }
        guard argument.count == 3, argument.dropFirst().first?.isSign("+") == true, let first = value(argument.first),
            let second = value(argument.last)
        else { return nil }
        return first + second
    }
}
