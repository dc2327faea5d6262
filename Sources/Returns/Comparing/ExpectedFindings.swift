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
/// finding it is (`area_code`); every other column is compared. Lines above the heading that begin with `#` are remarks;
/// one of them, ``ExpectedFindings/unchecked``, says that a program wrote the findings.
public struct ExpectedFindings: Sendable {
    /// What to ask for so that a report contains some of the findings.
    public struct Request: Hashable, Sendable {
        public let quarter: Quarter
        public let level: AreaLevel
        public let breakdown: Breakdown?

        public init(quarter: Quarter, level: AreaLevel, breakdown: Breakdown?) {
            self.quarter = quarter
            self.level = level
            self.breakdown = breakdown
        }
    }

    /// Why a file of expected findings cannot be used.
    public struct Problem: Error, CustomStringConvertible {
        public let description: String
    }

    private struct Row {
        let line: Int
        let request: Request
        let area: Key
        let values: [(column: String, expected: String)]
    }

    /// Whose finding it is.
    private struct Key: Hashable {
        let code: String
        let group: String

        var words: String { group.isEmpty ? code : "\(code) \(group)" }
    }

    /// The remark on findings that nobody has checked yet.
    static let unchecked =
        "# Not checked by hand: a program wrote what came out. Count each figure yourself, then remove this line."

    /// Whether nobody has said yet that the findings are right.
    public let isUnchecked: Bool
    private let file: String
    private let rows: [Row]

    /// The columns that identify a finding, and are not compared.
    static let keys = ["quarter", "area_level", "area_code", "by", "group"]

    /// Reads a file.
    ///
    /// - Throws: ``Problem`` with the line, where a row does not say what to ask, or expects no figure.
    public init(_ bytes: [UInt8], file: String) throws(Problem) {
        self.file = file
        var rest = bytes[...]
        var remarks: [String] = []
        while rest.first == UInt8(ascii: "#") {
            let line = rest.prefix { $0 != UInt8(ascii: "\n") }
            remarks.append(String(decoding: line, as: UTF8.self))
            rest = rest.dropFirst(line.count + 1)
        }
        isUnchecked = remarks.contains { $0.lowercased().contains("not checked by hand") }
        let table: CSVTable
        do throws(CSVError) { table = try CSVTable(Array(rest), file: file) } catch {
            throw Problem(
                description: "\(error.file):\(error.line + remarks.count): \(error.problem). \(error.remedy).")
        }
        let places = Dictionary(table.heading.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        for name in Self.keys.prefix(3) where places[name] == nil {
            throw Problem(description: "\(file):\(remarks.count + 1): there is no column '\(name)'.")
        }
        let compared = table.heading.filter { !Self.keys.contains($0) }
        guard !compared.isEmpty else {
            throw Problem(
                description: "\(file):\(remarks.count + 1): nothing to compare: add a column of a report, such as rate."
            )
        }
        var rows: [Row] = []
        for (number, cells) in table.rows {
            let line = number + remarks.count
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
            guard compared.contains(where: { !cell($0).isEmpty }) else {
                throw Problem(
                    description: "\(file):\(line): expects no figure: fill in a column such as \(compared[0]).")
            }
            rows.append(
                Row(
                    line: line,
                    request: Request(
                        quarter: quarter, level: level == .notAssigned ? .localAuthority : level, breakdown: breakdown),
                    area: Key(code: cell("area_code"), group: cell("group")),
                    values: compared.map { ($0, cell($0)) }))
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
    ///
    /// - Parameters:
    ///   - tolerance: how far a number may lie from the one expected, beyond the rounding of that one.
    ///   - onlyListed: whether the report may have findings that are not listed.
    public func differences(
        from report: PublishedReport, for request: Request, tolerance: Double = 0, onlyListed: Bool = false
    ) -> [String] {
        guard
            let table = try? CSVTable(
                Array(CSVRenderer().render(report).utf8), file: "report")
        else {
            return ["\(file): the report cannot be read back"]
        }
        let places = Dictionary(table.heading.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        func cell(_ name: String, _ cells: [String]) -> String { places[name].map { cells[$0] } ?? "" }
        func key(_ cells: [String]) -> Key { Key(code: cell("area_code", cells), group: cell("group", cells)) }
        let found = Dictionary(table.rows.map { (key($0.cells), $0.cells) }, uniquingKeysWith: { first, _ in first })
        let expected = rows.filter { $0.request == request }
        var differences = expected.flatMap { row -> [String] in
            guard let cells = found[row.area] else {
                let meant = table.rows.first { cell("area_name", $0.cells) == row.area.code }
                    .map { "; is its code, \(cell("area_code", $0.cells)), meant?" }
                return ["\(file):\(row.line): the report has no finding of \(row.area.words)\(meant ?? "")"]
            }
            return row.values.compactMap { column, expected -> String? in
                guard let place = places[column] else {
                    return "\(file):\(row.line): the report has no column '\(column)'"
                }
                let value = cells[place]
                guard !ExpectedFigure(expected).allows(value, tolerance: tolerance) else { return nil }
                if value == Shorthand.confidential.rawValue {
                    return
                        "\(file):\(row.line): \(column) of \(row.area.words) is suppressed, and was not compared with what "
                        + "was expected; --internal compares it"
                }
                return
                    "\(file):\(row.line): \(column) of \(row.area.words) is '\(value)', and '\(expected)' was expected"
            }
        }
        if !onlyListed {
            let listed = Set(expected.map(\.area))
            let extra = table.rows.filter { !listed.contains(key($0.cells)) }
            differences += extra.prefix(Self.mostExtra).map { row in
                "\(file): the report of \(request.quarter) by \(request.level.rawValue) also has "
                    + "\(key(row.cells).words) (\(cell("area_name", row.cells))), which is not expected; list it, or give "
                    + "--only-listed"
            }
            if extra.count > Self.mostExtra {
                differences.append("\(file): and \(extra.count - Self.mostExtra) more that are not expected")
            }
        }
        return differences
    }

    /// The most findings that are named where they were not expected.
    private static let mostExtra = 5
}

extension ExpectedFindings.Problem: ExitCoded {
    public var exitCode: ExitCode { .badData }
}
