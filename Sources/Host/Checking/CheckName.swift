import Text

/// What `laa modules check` looks for in a declared module, by the names under which a header accepts warnings.
public enum CheckName: String, CaseIterable, Codable, Sendable {
    /// Runs that fail.
    case run
    /// Rows that are counted twice, because the query returns them twice.
    case repeatedRows = "repeated-rows"
    /// Rows that are counted several times, because a join multiplies them.
    case multipliedRows = "multiplied-rows"
    /// The days counted: parameters that are not used or in the wrong place, and the clock.
    case period
    /// The months until everything is known, compared with those that the query waits for.
    case completeAfter = "complete-after"
    /// The months for which an outcome counts, compared with those that the query counts.
    case horizon
    /// The groups of each breakdown.
    case groups
    /// The extracts named, compared with those read.
    case extracts
    /// Texts that are compared with a coded column.
    case codes
    /// Figures that are all 0%, or all 100%.
    case allAlike = "all-alike"
    /// Counts that are rounded to be whole.
    case fractions
    /// Areas that are missing, and authorities under the wrong trust.
    case areas
    /// Rows without an authority that are lost.
    case notAssigned = "not-assigned"
    /// Values that rest on a handful of people.
    case smallCounts = "small-counts"
    /// Tables that are read in full for few of their rows.
    case wholeTable = "whole-table"
    /// Shapes of a query that a distributed warehouse answers wrongly, or by bringing people's rows to one server.
    case severalServers = "several-servers"
    /// Texts of the header that end at a hash.
    case cutText = "cut-text"
}

extension HeaderFields {
    /// The warnings that a header accepts, each with its reason: `accepted: {all-alike: Nobody has failed yet.}`
    mutating func acceptedWarnings(_ field: String) -> [CheckName: String] {
        var accepted: [CheckName: String] = [:]
        for (name, reason, line) in named(field) {
            guard let check = CheckName(rawValue: name) else {
                let names = CheckName.allCases.map(\.rawValue)
                let nearest = nearestNames(to: name, among: names, count: 1).first
                report(
                    field,
                    "there is no check '\(name)'"
                        + (nearest.map { "; is \($0) meant?" } ?? "; there are: \(names.joined(separator: ", "))."),
                    line: line)
                continue
            }
            if reason.isEmpty { report(field, "say why '\(name)' is accepted.", line: line) }
            accepted[check] = reason
        }
        return accepted
    }
}

extension DeclaredHeader {
    /// A check's finding under its name: accepted where it is a warning and the header says why.
    func judged(_ problem: DeclaredProblem, by check: CheckName) -> DeclaredProblem {
        guard problem.severity == .warning, let reason = accepted[check], !reason.isEmpty else {
            return DeclaredProblem(problem.severity, line: problem.line, problem.message, check: check)
        }
        return DeclaredProblem(
            .accepted, line: problem.line, "\(problem.message) Accepted: \(reason)", check: check)
    }
}
