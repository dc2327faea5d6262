import Foundation
import ReportKit
import Text
import Warehouse

/// A `.sql` file of a module folder, read and taken apart, with every problem that can be found without a server.
struct DeclaredFile: Sendable {
    let file: String
    let header: DeclaredHeader?
    let text: DeclaredText?
    let problems: [DeclaredProblem]
    /// Whether the wording of the query is already wrong, so that the server need not be asked.
    let hasBrokenQuery: Bool

    /// The size of the largest file that is read, in bytes.
    private static let largestSize = 1 << 20

    init(file: String) {
        self.init(file: file, content: FileManager.default.contents(atPath: file))
    }

    /// - Parameters:
    ///   - content: the file's bytes; nil if it cannot be read.
    ///   - settings: the values of its parameters that are not to have their defaults.
    init(file: String, content: Data?, settings: [String: Int] = [:]) {
        self.file = file
        func fail(_ message: String, line: Int? = nil) -> (DeclaredHeader?, DeclaredText?, [DeclaredProblem], Bool) {
            (nil, nil, [DeclaredProblem(line: line, message)], true)
        }
        (header, text, problems, hasBrokenQuery) =
            if let content {
                if content.count > Self.largestSize {
                    fail("is larger than a declared module may be (1 MB).")
                } else if let string = String(validating: content, as: UTF8.self), !content.contains(0) {
                    if let text = DeclaredText(string) {
                        Self.read(text, settings)
                    } else if let line = DeclaredText.unclosed(string) {
                        fail(
                            "the header is never closed: write */ behind its last field, on a line of its own.",
                            line: line)
                    } else {
                        fail(
                            "does not begin with a header: a comment /* ... */ of fields, such as id: NI144, and the query below it."
                        )
                    }
                } else {
                    fail("is not UTF-8 text.")
                }
            } else {
                fail("cannot be read.")
            }
    }

    private static func read(
        _ text: DeclaredText, _ settings: [String: Int]
    ) -> (DeclaredHeader?, DeclaredText?, [DeclaredProblem], Bool) {
        let (header, problems) = DeclaredHeader.read(text, settings: settings)
        let query = text.hasQuery ? NamedParameters(text.sql) : nil
        let own = header?.parameters.map(\.name) ?? []
        let broken = query.map { queryProblems($0, QueryRules.breaches(in: $0), own) } ?? []
        let unused = own.filter { query?.names.contains($0) == false }.map { name in
            DeclaredProblem(
                line: header?.lines["parameters"],
                "parameters: the query does not use :\(name), so that setting it would change nothing.")
        }
        let all = (problems + broken + unused).sorted { ($0.line ?? 0, $0.message) < ($1.line ?? 0, $1.message) }
        return (header, text, all, !broken.isEmpty)
    }

    /// What is wrong with the query by its wording alone.
    ///
    /// - Parameter own: the names of the header's own parameters.
    private static func queryProblems(
        _ query: NamedParameters, _ breaches: [QueryRules.Breach], _ own: [String]
    ) -> [DeclaredProblem] {
        var problems: [DeclaredProblem] = []
        if let line = query.secondStatement {
            problems.append(DeclaredProblem(line: line, "a second statement; a module is one select statement."))
        }
        problems += breaches.map { breach in
            DeclaredProblem(line: breach.line, "the query uses '\(breach.word)', which \(breach.reason).")
        }
        if let first = query.words.first, !["select", "with", "values", "table"].contains(first.text) {
            problems.append(
                DeclaredProblem(line: first.line, "'\(first.text)' is not a query; a module is one select statement."))
        }
        if let number = query.positional {
            problems.append(DeclaredProblem(line: nil, "$\(number): parameters have names, such as :period_start."))
        }
        let known = DeclaredModule.parameterNames + own
        for (name, line) in zip(query.names, query.nameLines) where !known.contains(name) {
            let nearest = nearestNames(to: name, among: known, count: 1)
            // :period_begin is spelt more like one than like the other, and may mean either.
            let ends = ["period_start", "period_end"]
            let meant = ends.contains(where: nearest.contains) ? nearestNames(to: name, among: ends) : nearest
            let words = meant.map { ":\($0)" }.joined(separator: " or ")
            problems.append(
                DeclaredProblem(
                    line: line,
                    "there is no parameter :\(name)"
                        + (meant.isEmpty
                            ? "; there are: \(known.map { ":\($0)" }.joined(separator: ", "))."
                            : "; is \(words) meant?")))
        }
        return problems
    }

    /// The module.
    ///
    /// - Throws: ``ModuleProblem/declaration(file:problems:)`` if there is an error in the file.
    func module() throws(ModuleProblem) -> DeclaredModule {
        let errors = problems.filter { $0.severity == .error }
        guard errors.isEmpty, let header, let text else { throw .declaration(file: file, problems: errors) }
        return DeclaredModule(file: file, header: header, text: text)
    }
}
