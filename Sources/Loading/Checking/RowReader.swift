import ReportKit
import Warehouse

/// Reads the cells of one record after another by their columns' types; no memory is allocated for a good row.
final class RowReader {
    /// One column of the file: how its cells are read.
    private struct Step {
        let column: Column
        let cell: Int
        /// The system's own values, and their names here.
        let renamed: (table: ByteTable, words: WordList)?
        /// The words of a code list or of yes and no.
        let codes: ByteTable?
        let words: WordList?
        /// What an empty cell means.
        let absent: WordList?
        /// The index of the day on which an area must exist, or of the measure that an amount is of.
        let otherIndex: Int?
        let hash: UnsafeMutableRawBufferPointer?
    }

    /// What is wrong with the row last read; empty where it is good.
    private(set) var problems: [Reject] = []
    /// Models that are new to the warehouse, with the numbers given to them.
    private(set) var newModels: [(id: Int, label: String)] = []

    private let steps: [Step]
    private let width: Int
    private let unheaded: Int
    private let identifierIndexes: [Int]
    private let areas: AreaWords
    private let indicators: KnownIndicators?
    private let pseudonymiser: Pseudonymiser?
    private let ukDates: Bool
    private let today: Day
    private var values: [StagedValue]
    private var models: [String: Int]
    private var indicatorWords: [String: WordList] = [:]
    private var lastModel: (label: [UInt8], id: Int16) = ([], 0)
    private let hashes = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 8)

    init(
        _ heading: Heading, mapping: Mapping, areas: AreaWords, models: [String: Int], indicators: KnownIndicators?,
        pseudonymiser: Pseudonymiser?, ukDates: Bool, today: Day
    ) {
        self.areas = areas
        self.indicators = indicators
        self.models = models
        self.pseudonymiser = pseudonymiser
        self.ukDates = ukDates
        self.today = today
        width = heading.width
        unheaded = heading.unheaded
        var steps: [Step] = []
        for place in heading.places {
            let renamed = mapping.codes[place.column.name].map { codes in
                let pairs = codes.sorted { $0.key < $1.key }
                return (
                    table: ByteTable(pairs.enumerated().map { ($0.element.key, $0.offset) }),
                    words: WordList(pairs.map(\.value))
                )
            }
            var codes: ByteTable?
            var words: WordList?
            var otherIndex: Int?
            var hash: UnsafeMutableRawBufferPointer?
            switch place.column.type {
            case .code(let list):
                codes = ByteTable(list.enumerated().map { ($0.element, $0.offset) })
                words = WordList(list)
            case .flag:
                codes = ByteTable(RowReader.yesAndNo)
            case .area(_, let other), .amount(_, let other):
                otherIndex = steps.firstIndex { $0.column.name == other }
            case .identifier(let identifier):
                let offset = identifier == .pnc ? 0 : 32
                hash = UnsafeMutableRawBufferPointer(rebasing: hashes[offset..<(offset + 32)])
            default: break
            }
            steps.append(
                Step(
                    column: place.column, cell: place.cell, renamed: renamed, codes: codes, words: words,
                    absent: place.column.absent.map { WordList([$0]) }, otherIndex: otherIndex, hash: hash))
        }
        self.steps = steps
        identifierIndexes = steps.indices.filter {
            if case .identifier = steps[$0].column.type { true } else { false }
        }
        values = Array(repeating: .null, count: steps.count)
    }

    deinit {
        hashes.deallocate()
    }

    /// The columns of the staging table that ``write(line:to:)`` gives values for.
    var stagedColumns: [String] { ["line"] + steps.map(\.column.name) }

    /// Reads the reader's record.
    ///
    /// - Returns: whether the row is good; what is wrong with it is in ``problems``.
    func read(_ csv: CSVReader) -> Bool {
        problems.removeAll(keepingCapacity: true)
        if let flaw = csv.flaw {
            problems.append(Reject(line: csv.line, column: "", value: nil, reason: flaw))
            return false
        }
        guard csv.count >= width, csv.count <= width + unheaded else {
            problems.append(
                Reject(
                    line: csv.line, column: "", value: nil,
                    reason: "the row has \(csv.count) cells, but the heading \(width)"))
            return false
        }
        for index in width..<csv.count where !csv[index].isEmpty {
            problems.append(
                Reject(
                    line: csv.line, column: "", value: nil,
                    reason: "cell \(index + 1) is not empty, but its column has no heading"))
            return false
        }
        for index in steps.indices {
            let cell = csv[steps[index].cell]
            do throws(CellProblem) {
                values[index] = try value(of: cell, steps[index])
            } catch {
                values[index] = .null
                reject(cell, steps[index].column, error, line: csv.line)
            }
        }
        if !identifierIndexes.isEmpty, problems.isEmpty, identifierIndexes.allSatisfy({ isNull(values[$0]) }) {
            problems.append(
                Reject(line: csv.line, column: "pnc", value: nil, reason: "neither pnc nor crn is given"))
        }
        return problems.isEmpty
    }

    /// Writes the row last read, which must be good.
    func write(line: Int, to writer: CopyWriter) throws {
        try writer.beginRow()
        writer.append(int64: Int64(line))
        for value in values { writer.append(value) }
    }

    private func isNull(_ value: StagedValue) -> Bool {
        if case .null = value { true } else { false }
    }

    private func reject(_ cell: UnsafeRawBufferPointer, _ column: Column, _ problem: CellProblem, line: Int) {
        var reason = problem.reason
        if cell.contains(0) {
            reason = "holds a NUL byte"
        } else if !isUTF8(cell) {
            reason = "is not UTF-8: try --encoding windows-1252"
        }
        problems.append(
            Reject(line: line, column: column.name, value: Masking.display(cell, of: column), reason: reason))
    }

    static let yesAndNo = [
        ("yes", 1), ("no", 0), ("true", 1), ("false", 0), ("y", 1), ("n", 0), ("t", 1), ("f", 0), ("1", 1), ("0", 0),
    ]
}

// MARK: - Cells by type

extension RowReader {
    private func value(of given: UnsafeRawBufferPointer, _ step: Step) throws(CellProblem) -> StagedValue {
        var cell = given
        if let renamed = step.renamed, let index = renamed.table.number(of: cell) { cell = renamed.words[index] }
        if cell.isEmpty {
            if step.column.isRequired { throw CellProblem("is missing") }
            guard let absent = step.absent else { return .null }
            cell = absent[0]
        }
        switch step.column.type {
        case .identifier(let identifier): return try hashed(cell, identifier, step)
        case .day(let mayBeFuture): return .day(try day(cell, mayBeFuture: mayBeFuture))
        case .quarterEnd: return .day(try quarterEnd(cell))
        case .birthMonth:
            guard let month = Cells.month(cell, uk: ukDates) else {
                throw CellProblem("is not a month as YYYY-MM" + ukHint(cell))
            }
            return .day(try inRange(month, mayBeFuture: false))
        case .area(let levels, _):
            guard let index = step.otherIndex, case .day(let day) = values[index] else { return .null }
            return .smallint(try areas.area(cell, levels: levels, on: day))
        case .code(let list):
            guard let index = step.codes?.number(of: cell), let words = step.words else {
                throw CellProblem("is not one of: \(list.joined(separator: "; "))")
            }
            return .text(words[index])
        case .flag:
            guard let number = step.codes?.number(of: cell) else { throw CellProblem("is neither yes nor no") }
            return .flag(number == 1)
        case .number(let range):
            guard let number = Cells.number(cell) else { throw CellProblem("is not a number") }
            guard range.contains(number) else {
                throw CellProblem("is not within \(range.lowerBound) to \(range.upperBound)")
            }
            return .double(number)
        case .wholeNumber(let range):
            guard let number = Cells.wholeNumber(cell) else { throw CellProblem("is not a whole number") }
            guard range.contains(number) else {
                throw CellProblem("is not within \(range.lowerBound) to \(range.upperBound)")
            }
            return ColumnType.isSmall(range) ? .smallint(Int16(number)) : .bigint(Int64(number))
        case .digits(let count):
            guard cell.count == count, cell.allSatisfy({ Cells.digit($0) != nil }) else {
                throw CellProblem("is not \(count) digits")
            }
            return .text(cell)
        case .text(let longest): return .text(try text(cell, longest: longest))
        case .model: return .smallint(try model(cell))
        case .indicator(let aliasesMeanTheSame):
            return .text(try indicator(cell, aliasesMeanTheSame: aliasesMeanTheSame))
        case .amount(let range, _):
            var measure: String?
            if let index = step.otherIndex, case .text(let word) = values[index] {
                measure = String(decoding: word, as: UTF8.self)
            }
            return .double(try Amount.read(cell, of: measure, within: range))
        }
    }

    /// The indicator's name as it is kept.
    private func indicator(
        _ cell: UnsafeRawBufferPointer, aliasesMeanTheSame: Bool
    ) throws(CellProblem) -> UnsafeRawBufferPointer {
        let text = try text(cell, longest: 20)
        guard let indicators else { return text }
        let word = String(decoding: text, as: UTF8.self)
        if let kept = indicatorWords[word] { return kept[0] }
        guard let name = indicators.name(word, asIdentifier: aliasesMeanTheSame) else {
            let nearest = indicators.nearest(to: word).map { "; is \($0) meant?" } ?? ""
            throw CellProblem("is not an indicator of 'laa modules list'\(nearest)")
        }
        let kept = WordList([name])
        indicatorWords[word] = kept
        return kept[0]
    }

    private func hashed(
        _ cell: UnsafeRawBufferPointer, _ identifier: Identifier, _ step: Step
    ) throws(CellProblem) -> StagedValue {
        guard let pseudonymiser, let hash = step.hash else { throw CellProblem("cannot be hashed without a key") }
        try pseudonymiser.hash(cell, as: identifier, into: hash)
        return .hash(UnsafeRawBufferPointer(hash))
    }

    private func day(_ cell: UnsafeRawBufferPointer, mayBeFuture: Bool) throws(CellProblem) -> Day {
        guard let day = Cells.day(cell, uk: ukDates) else {
            let form = ukDates ? "YYYY-MM-DD or DD/MM/YYYY" : "YYYY-MM-DD"
            throw CellProblem("is not a calendar date as \(form)" + ukHint(cell))
        }
        return try inRange(day, mayBeFuture: mayBeFuture)
    }

    private func inRange(_ day: Day, mayBeFuture: Bool) throws(CellProblem) -> Day {
        guard day >= RowReader.earliest else { throw CellProblem("is before 1900") }
        guard day <= (mayBeFuture ? RowReader.latest : today) else {
            throw CellProblem(mayBeFuture ? "is after 2999" : "is in the future")
        }
        return day
    }

    private static let earliest = Day(year: 1900, month: 1, day: 1)!
    private static let latest = Day(year: 2999, month: 12, day: 31)!

    private func quarterEnd(_ cell: UnsafeRawBufferPointer) throws(CellProblem) -> Day {
        let day = try day(cell, mayBeFuture: false)
        let next = day.adding(days: 1).components
        guard next.day == 1, next.month % 3 == 1 else { throw CellProblem("is not the last day of a quarter") }
        return day
    }

    /// What to add to a reason where the cell would be a date in the UK's order.
    private func ukHint(_ cell: UnsafeRawBufferPointer) -> String {
        !ukDates && Cells.day(cell, uk: true) != nil ? "; for day/month/year give --uk-dates" : ""
    }

    private func text(_ cell: UnsafeRawBufferPointer, longest: Int) throws(CellProblem) -> UnsafeRawBufferPointer {
        guard isUTF8(cell), !cell.contains(0) else { throw CellProblem("is not plain text") }
        let characters = cell.count { $0 & 0xC0 != 0x80 }
        guard characters <= longest else { throw CellProblem("is longer than \(longest) characters") }
        return cell
    }

    /// The key of a model; one that the warehouse does not know yet gets the next key.
    private func model(_ cell: UnsafeRawBufferPointer) throws(CellProblem) -> Int16 {
        if lastModel.label.elementsEqual(cell) { return lastModel.id }
        let label = String(decoding: try text(cell, longest: 100), as: UTF8.self)
        let id: Int
        if let known = models[label] {
            id = known
        } else {
            guard let space = label.lastIndex(of: " "), space > label.startIndex else {
                throw CellProblem("is not a name, a space and a version")
            }
            guard newModels.count < 20 else { throw CellProblem("is the 21st new model in one file") }
            id = (models.values.max() ?? 0) + 1
            models[label] = id
            newModels.append((id, label))
        }
        lastModel = (Array(cell), Int16(id))
        return lastModel.id
    }

    private func isUTF8(_ cell: UnsafeRawBufferPointer) -> Bool {
        cell.allSatisfy { $0 < 0x80 } || String(validating: cell, as: UTF8.self) != nil
    }
}
