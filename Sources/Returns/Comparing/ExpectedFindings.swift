import Disclosure
import Platform
import Presenting
import ReportKit
import Text

/// The findings that a module's author expects, as CSV: any of the columns that reports have, one row per finding.
///
/// ```
/// quarter,area_level,area_code,observed,n,rate
/// 2010-11Q4,trust,PT-LANCASHIRE,317,402,0.78855721393
/// ```
///
/// Each row says what to ask (`quarter`, `area_level`, and `by` with `group` where the figures are broken down) and whose
/// finding it is (`area_code`); every other column is compared.
public struct ExpectedFindings: Sendable {
    /// What to ask for so that a report contains some of the findings.
    public struct Request: Hashable, Sendable {
        public let quarter: Quarter
        public let level: AreaLevel
        public let breakdown: Breakdown?
    }

    /// Why a file of expected findings cannot be used.
    public struct Problem: Error, CustomStringConvertible {
        public let description: String
    }

    private struct Row {
        let line: Int
        let request: Request
        let areaCode: String
        let group: String
        let values: [(column: String, expected: String)]
    }

    private let file: String
    private let rows: [Row]

    /// The columns that identify a finding, and are not compared.
    private static let keys = ["quarter", "area_level", "area_code", "by", "group"]
    /// How far a number may lie from the one expected, as a share of it.
    private static let tolerance = 1e-9

    /// Reads a file.
    ///
    /// - Throws: ``Problem`` with the line, where a row does not say what to ask.
    public init(_ bytes: [UInt8], file: String) throws(Problem) {
        self.file = file
        let table: CSVTable
        do throws(CSVError) { table = try CSVTable(bytes, file: file) } catch {
            throw Problem(description: error.description)
        }
        let places = Dictionary(table.heading.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        for name in Self.keys.prefix(3) where places[name] == nil {
            throw Problem(description: "\(file):1: there is no column '\(name)'.")
        }
        var rows: [Row] = []
        for (line, cells) in table.rows {
            func cell(_ name: String) -> String { places[name].map { cells[$0] } ?? "" }
            func problem(_ column: String) -> Problem {
                Problem(
                    description:
                        "\(file):\(line): column '\(column)' holds '\(cell(column))', which is not a valid \(column).")
            }
            guard let quarter = Quarter(cell("quarter")) else { throw problem("quarter") }
            // Offenders not assigned to an authority are reported among the authorities.
            guard let level = AreaLevel(rawValue: cell("area_level")) else { throw problem("area_level") }
            let breakdown = Breakdown(rawValue: cell("by"))
            guard breakdown != nil || cell("by").isEmpty else { throw problem("by") }
            rows.append(
                Row(
                    line: line,
                    request: Request(
                        quarter: quarter, level: level == .notAssigned ? .localAuthority : level, breakdown: breakdown),
                    areaCode: cell("area_code"), group: cell("group"),
                    values: table.heading.filter { !Self.keys.contains($0) }.map { ($0, cell($0)) }))
        }
        guard table.heading.contains(where: { !Self.keys.contains($0) }) else {
            throw Problem(
                description: "\(file):1: nothing to compare: add a column of a report, such as rate.")
        }
        guard !rows.isEmpty else { throw Problem(description: "\(file): expects nothing: add a row for a finding.") }
        self.rows = rows
    }

    /// How many findings are expected.
    public var count: Int { rows.count }

    /// What must be asked for, in the order of the rows.
    public var requests: [Request] {
        var seen: Set<Request> = []
        return rows.map(\.request).filter { seen.insert($0).inserted }
    }

    /// Where a report's findings differ from those expected of that request, one line each; empty where they do not.
    public func differences(from report: PublishedReport, for request: Request) -> [String] {
        guard
            let table = try? CSVTable(
                Array(CSVRenderer().render(report).utf8), file: "report")
        else {
            return ["\(file): the report cannot be read back"]
        }
        let places = Dictionary(table.heading.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return rows.filter { $0.request == request }.flatMap { row -> [String] in
            let found = table.rows.first { cells in
                places["area_code"].map { cells.cells[$0] } == row.areaCode
                    && (places["group"].map { cells.cells[$0] } ?? "") == row.group
            }
            guard let found else {
                return ["\(file):\(row.line): the report has no finding of \(row.areaCode) \(row.group)"]
            }
            return row.values.compactMap { column, expected -> String? in
                guard let place = places[column] else {
                    return "\(file):\(row.line): the report has no column '\(column)'"
                }
                let value = found.cells[place]
                guard !Self.isSame(value, expected) else { return nil }
                if value == Shorthand.confidential.rawValue {
                    return
                        "\(file):\(row.line): \(column) of \(row.areaCode) is suppressed, and was not compared with what was "
                        + "expected; --internal compares it"
                }
                return "\(file):\(row.line): \(column) of \(row.areaCode) is '\(value)', and '\(expected)' was expected"
            }
        }
    }

    private static func isSame(_ value: String, _ expected: String) -> Bool {
        if value == expected { return true }
        guard let number = Double(value), let other = Double(expected), number.isFinite, other.isFinite else {
            return false
        }
        return (number - other).magnitude <= tolerance * max(number.magnitude, other.magnitude)
    }
}

extension ExpectedFindings.Problem: ExitCoded {
    public var exitCode: ExitCode { .badData }
}
