import Foundation
import Platform
import ReportKit
import Text
import Warehouse

/// The rows that the author of a module gives for a test: a folder of CSV files, each named for its kind of extract, with
/// only the columns that matter.
///
/// ```
/// terminations.csv
///     terminated_on,person,accommodation
///     2011-01-10,A,settled and suitable
///     2011-02-11,B,not settled
/// ```
///
/// They are loaded as any extract is, by the same checks. What an extract must have and the file lacks is filled in and
/// said: a kind, a reason, a trust. Days and authorities are never filled in, since they decide where a row counts. People
/// have short names in a column `person`; without it every row is about another one.
public struct GivenRows: Sendable {
    private let folder: String
    private let files: [(kind: ExtractKind, name: String)]

    /// How the reason begins for which a row about a person that the warehouse does not know is rejected.
    private static let unknownPerson = "nobody in the warehouse has this"

    /// The most rejected rows that an error shows.
    private static let mostRejects = 5

    /// Looks which files there are.
    ///
    /// - Throws: ``GivenRowsError`` where there is none, or one that is not named for a kind.
    public init(folder: String) throws(GivenRowsError) {
        self.folder = folder
        var files: [(kind: ExtractKind, name: String)] = []
        for name in Folder.names(in: folder).sorted() {
            guard name.hasSuffix(".csv"), !name.hasPrefix("."), !name.hasSuffix(".expected.csv") else { continue }
            let word = String(name.dropLast(4)).lowercased().replacing("_", with: "-")
            guard let kind = ExtractKind(rawValue: word == "reoffences" ? ExtractKind.reoffences.rawValue : word) else {
                throw .unknownKind(file: "\(folder)/\(name)", name: word)
            }
            files.append((kind, name))
        }
        guard !files.isEmpty else { throw .noRows(folder: folder) }
        // Those that bring people before those that only name them.
        self.files = files.sorted { Self.turn($0.kind) < Self.turn($1.kind) }
    }

    private static func turn(_ kind: ExtractKind) -> Int {
        switch Extract.of(kind).people {
        case .added: 0
        case .known: 1
        case .none: 2
        }
    }

    /// Loads them into an empty warehouse, in which extracts of every kind are then complete, for every area and day.
    ///
    /// - Parameter today: any later day is in the future.
    /// - Returns: what was filled in, one sentence for each file that lacked something.
    /// - Throws: ``GivenRowsError``, or `WarehouseError`.
    public func load(
        into connection: Connection, offenceCodes: KnownOffenceCodes?, today: Day, interrupt: Interrupt = .shared
    ) throws -> [String] {
        var template = Array("/tmp/laa-rows-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw FileError("make", "/tmp/laa-rows-XXXXXX") }
        let temporary = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer { Folder.removeTree(temporary) }
        var filled: [String] = []
        for (kind, name) in files {
            let given = try GivenFile("\(folder)/\(name)", kind: kind)
            // Gone in a moment, so nothing waits for the disk.
            try Data(given.text.utf8).write(to: URL(fileURLWithPath: "\(temporary)/\(name)"))
            var options = LoadOptions(today: today)
            options.rejectionLimit = .rows(0)
            options.rejectedList = "\(temporary)/\(name).rejected"
            options.offenceCodes = offenceCodes
            let loader = Loader(
                kind, options: options, key: PseudonymKey(home: temporary + "/key"), interrupt: interrupt)
            do {
                _ = try loader.load("\(temporary)/\(name)", into: connection)
            } catch let error as LoadError {
                if let rejected = rejected(listed: "\(temporary)/\(name).rejected", of: name) { throw rejected }
                throw GivenRowsError.notLoaded(problem: "\(error)".replacing(temporary, with: folder))
            }
            if let sentence = given.filled { filled.append(sentence) }
        }
        try Script.rowsAreAll.run(on: connection)
        return filled
    }

    /// The rows that a load rejected; nil where it failed for another reason.
    private func rejected(listed list: String, of name: String) -> GivenRowsError? {
        guard let bytes = try? WholeFile.bytes(of: list), let table = try? CSVTable(bytes, file: list) else {
            return nil
        }
        let rows = table.rows.prefix(Self.mostRejects).map { _, cells in
            // The number is one that was made of the person's short name, and masked.
            let problem =
                cells[3].hasPrefix(Self.unknownPerson)
                ? "nobody has this person's name yet: give rows of a kind that brings people too, such as commencements.csv "
                    + "or caseload.csv, with a row for each person"
                : "\(cells[1].isEmpty ? "" : "\(cells[1]) '\(cells[2])': ")\(cells[3])"
            return "\(folder)/\(name):\(cells[0]): \(problem)"
        }
        return rows.isEmpty ? nil : .rejected(rows: rows, more: table.rows.count - rows.count)
    }
}
