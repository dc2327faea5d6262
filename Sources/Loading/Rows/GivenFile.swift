import Platform
import ReportKit
import Text

/// A CSV file of a test's rows, with what an extract of its kind must have and a test need not say.
struct GivenFile {
    /// The file as it can be loaded: each row on the line that it had.
    let text: String
    /// What was filled in, as a sentence; nil where nothing was.
    let filled: String?

    /// A column that the file lacks, and what goes into it.
    private struct Filling {
        let column: String
        let value: Value

        enum Value {
            case constant(String)
            /// The same as in another column of the row.
            case copy(of: String)
            /// Where another column of the row has a value.
            case beside(String, String)
            /// A person of the row's own.
            case ownPerson
        }
    }

    /// What stands before the short name of a person, so that it has the form of a case reference number.
    private static let personPrefix = "TEST1-"
    /// By its name, which is that of the probation area before April 2010 and of the trust afterwards.
    private static let usualTrust = "Lancashire"
    /// Days that may be those of another column, without a figure depending on it.
    private static let sameDays = ["proven_date": "offence_date", "requested_on": "due_on"]

    init(_ path: String, kind: ExtractKind) throws(GivenRowsError) {
        let table: CSVTable
        do {
            table = try CSVTable(WholeFile.bytes(of: path), file: path)
        } catch let error as FileError {
            throw .unreadable(problem: "\(path) cannot be read: \(error.reason).")
        } catch {
            throw .unreadable(problem: "\(error)")
        }
        let extract = Extract.of(kind)
        var heading = table.heading.map(Heading.normalised)
        var rows = table.rows
        if let person = heading.firstIndex(of: "person"), !extract.identifiers.isEmpty {
            guard !heading.contains("pnc"), !heading.contains("crn") else { throw .personTwice(file: path) }
            heading[person] = "crn"
            for index in rows.indices {
                let name = rows[index].cells[person]
                guard name.isEmpty || Self.isPerson(name) else {
                    throw .person(file: path, line: rows[index].line, name: name)
                }
                rows[index].cells[person] =
                    name.isEmpty ? Self.ownPerson(kind, line: rows[index].line) : Self.personPrefix + name
            }
        }
        let fillings = try Self.fillings(of: extract, heading: heading, file: path)
        text = Self.text(heading, rows, fillings, kind)
        filled = fillings.isEmpty ? nil : Self.sentence(fillings, file: path)
    }

    private static func isPerson(_ name: String) -> Bool {
        (1...14).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == UInt8(ascii: "-")
            }
    }

    private static func ownPerson(_ kind: ExtractKind, line: Int) -> String {
        "OWN-\(ExtractKind.allCases.firstIndex(of: kind) ?? 0)-\(line)"
    }

    private static func fillings(
        of extract: Extract, heading: [String], file: String
    ) throws(GivenRowsError) -> [Filling] {
        var fillings: [Filling] = []
        var needed: [String] = []
        if !extract.identifiers.isEmpty, !heading.contains("pnc"), !heading.contains("crn") {
            fillings.append(Filling(column: "crn", value: .ownPerson))
        }
        for column in extract.columns where column.isRequired && !heading.contains(column.name) {
            if let value = harmless(column, extract, heading) {
                fillings.append(Filling(column: column.name, value: value))
            } else {
                needed.append(column.name)
            }
        }
        if heading.contains("predicted"), extract.hasHorizons {
            for (column, value) in [("model", "supplied 1"), ("horizon", "3")] where !heading.contains(column) {
                fillings.append(Filling(column: column, value: .beside("predicted", value)))
            }
        }
        guard needed.isEmpty else { throw .columnsNeeded(file: file, columns: needed, kind: extract.kind) }
        return fillings
    }

    /// What may stand in a column without deciding which figure a row counts in; nil where nothing may.
    private static func harmless(_ column: Column, _ extract: Extract, _ heading: [String]) -> Filling.Value? {
        switch column.type {
        case .text where column.name == "source": return .constant("rows of a test")
        case _ where extract.people == .none: return nil
        case .day, .quarterEnd:
            return sameDays[column.name].flatMap { heading.contains($0) ? .copy(of: $0) : nil }
        case .area: return column.name == "trust" && !heading.contains("authority") ? .constant(usualTrust) : nil
        default: return .constant(usual(column, extract, heading))
        }
    }

    /// A column's example, or another of its codes where that one demands a column that the file lacks.
    private static func usual(_ column: Column, _ extract: Extract, _ heading: [String]) -> String {
        guard case .code(let codes) = column.type else { return column.example }
        func demands(_ code: String) -> Bool {
            extract.rules.contains { rule in
                rule.demanded(where: column.name, is: code).map { !heading.contains($0) } ?? false
            }
        }
        return ([column.example] + codes).first { !demands($0) } ?? column.example
    }

    private static func text(
        _ heading: [String], _ rows: [(line: Int, cells: [String])], _ fillings: [Filling], _ kind: ExtractKind
    ) -> String {
        var text = CSV.line(heading + fillings.map(\.column))
        var line = 2
        for row in rows {
            while line < row.line {
                text += "\n"
                line += 1
            }
            let added = CSV.line(
                row.cells
                    + fillings.map { filling in
                        func cell(_ column: String) -> String {
                            heading.firstIndex(of: column).map { row.cells[$0] } ?? ""
                        }
                        switch filling.value {
                        case .constant(let value): return value
                        case .copy(let column): return cell(column)
                        case .beside(let column, let value): return cell(column).isEmpty ? "" : value
                        case .ownPerson: return ownPerson(kind, line: row.line)
                        }
                    })
            text += added
            line += added.utf8.count { $0 == UInt8(ascii: "\n") }
        }
        return text
    }

    private static func sentence(_ fillings: [Filling], file: String) -> String {
        let parts = fillings.map { filling in
            switch filling.value {
            case .constant(let value): "\(filling.column) is '\(value)'"
            case .copy(let column): "\(filling.column) is the same as \(column)"
            case .beside(let column, let value): "\(filling.column) is '\(value)' where \(column) is given"
            case .ownPerson: "every row is about another person"
            }
        }
        return "\(file): \(parts.joined(separator: ", ")) (not given)."
    }
}
