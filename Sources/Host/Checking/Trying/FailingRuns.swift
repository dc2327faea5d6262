import ReportKit
import Text
import Warehouse

/// Runs that fail although the server found nothing wrong with the query: without a breakdown, and with each.
enum FailingRuns: TrialCheck {
    static let name = CheckName.run

    static func problems(in module: ModuleTrial) throws -> [DeclaredProblem] {
        let ways = [nil] + module.indicator.breakdowns
        var found: [DeclaredProblem] = []
        for breakdown in ways where breakdown == nil || module.family != .supplied {
            guard case .failure(let error) = try module.groups(by: breakdown) else { continue }
            let way = breakdown.map { "with --by \($0.rawValue): " } ?? ""
            let problem = module.wording.problem(error, file: module.module.file)
            found.append(DeclaredProblem(line: problem.line, way + problem.message))
            // Where it fails without a breakdown, it would fail with each.
            if breakdown == nil { break }
        }
        return found
    }
}

extension ModuleWording {
    /// What the server or the reader of its rows says, with the line and what to do about it.
    func problem(_ error: any Error, file: String) -> DeclaredProblem {
        switch error {
        case WarehouseError.server(let error) where error.sqlState == "22012":
            let lines = tokens.filter { $0.isSign("/") || $0.isSign("%") }.map(\.line)
            return DeclaredProblem(
                line: lines.count == 1 ? lines[0] : error.line,
                "division by zero\(lines.count > 1 ? " in one of \(Self.words(of: lines))" : ""): write x / nullif(y, 0), "
                    + "which is null where y is 0.")
        case WarehouseError.server(let error):
            return DeclaredProblem(line: error.line, "\(error.message).\(error.hint.map { " \($0)" } ?? "")")
        case WarehouseError.statementTimeout(let limit):
            return DeclaredProblem(
                line: nil,
                "it did not end\(limit.map { " within \($0)" } ?? " in the time allowed"). Count less, or allow it more time "
                    + "with --time-limit.")
        default: return DeclaredProblem(line: nil, "\(error)".replacing("\(file): ", with: ""))
        }
    }
}
