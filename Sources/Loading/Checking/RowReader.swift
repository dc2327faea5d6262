import ReportKit
import Text
import Warehouse

/// Reads the cells of one record after another by their columns' types; no memory is allocated for a good row.
final class RowReader {
    private typealias Step = RowPlan.Step

    /// What is wrong with the row last read; empty where it is good.
    private(set) var problems: [Reject] = []
    /// The prediction models that the rows name.
    private(set) var models: NamedModels
    /// The words by which rows name areas.
    let areas: AreaWords
    /// How many cells of identifiers were not taken so far, in good rows and bad ones.
    private(set) var notTaken = NotTaken()
    /// How many offence codes of good rows had their leading zeros restored so far.
    private(set) var restoredCodes = 0

    private let steps: [Step]
    /// The steps that are taken for each row, those of cells first: not those of constants that say the same whatever
    /// the row.
    private let rowSteps: [Int]
    /// The other constants that hold only for rows with another column, and their values there.
    private var partnered: [(index: Int, partner: Int, value: StagedValue)] = []
    /// What stands for an empty cell.
    private let empty: ByteTable?
    /// Cells, and texts of theirs that have a row passed over.
    private let ignoredRows: [(cell: Int, texts: ByteTable)]
    private let width: Int
    private let unheaded: Int
    private let identifierIndexes: [Int]
    /// Where a row's area and first day are among its values; nil where the file has no such column.
    private let areaIndex, partIndex, dayIndex: Int?
    /// Whether the row last read was divided into the cells of the heading.
    private var hasCells = false
    private let indicators: KnownIndicators?
    private let offenceCodes: KnownOffenceCodes?
    /// The row's offence code, where it was restored.
    private let restored = UnsafeMutableRawBufferPointer.allocate(byteCount: KnownOffenceCodes.length, alignment: 1)
    private var isRestored = false
    private let pseudonymiser: Pseudonymiser?
    private let pncReader: PNCReader
    private let keptOut: KeptOut?
    private let ukDates: Bool
    private let today: Day
    private var values: [StagedValue]
    /// The last day that was read on which an area had to exist.
    private var lastDay: Day?
    /// The row's identifiers that were not taken.
    private var flaws: [(identifier: Identifier, flaw: IdentifierFlaw)] = []
    private var indicatorWords: [String: WordList] = [:]
    private let hashes = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 8)

    /// - Throws: ``LoadError/mapping(file:line:problem:)`` where a constant of the mapping cannot be read.
    init(
        _ heading: Heading, of extract: Extract, mapping: Mapping, areas: AreaWords, models: NamedModels,
        indicators: KnownIndicators?, offenceCodes: KnownOffenceCodes?, pseudonymiser: Pseudonymiser?,
        pncReader: PNCReader, keptOut: KeptOut? = nil, ukDates: Bool, today: Day
    ) throws(LoadError) {
        self.areas = areas
        self.indicators = indicators
        self.offenceCodes = offenceCodes
        self.models = models
        self.pseudonymiser = pseudonymiser
        self.pncReader = pncReader
        self.keptOut = keptOut.flatMap { $0.isEmpty ? nil : $0 }
        self.ukDates = ukDates
        self.today = today
        width = heading.width
        unheaded = heading.unheaded
        empty = mapping.empty.isEmpty ? nil : ByteTable(mapping.empty.map { ($0, 0) })
        ignoredRows = heading.ignoredRows.map { ($0.cell, ByteTable($0.texts.map { ($0, 0) })) }
        let plan = RowPlan(heading, of: extract, mapping: mapping, hashes: hashes)
        let steps = plan.steps
        self.steps = steps
        rowSteps = plan.rowSteps
        // The columns of identifiers have the PNC number first.
        identifierIndexes = steps.indices.filter {
            if case .identifier = steps[$0].column.type { true } else { false }
        }
        areaIndex = steps.firstIndex { $0.column.name == extract.areaColumn }
        partIndex = steps.firstIndex { $0.column.name == extract.partColumn }
        dayIndex = steps.firstIndex { $0.column.name == extract.days.first }
        values = Array(repeating: .null, count: steps.count)
        for (index, constant) in plan.constants {
            values[index] = try value(of: constant, steps[index])
            if let partner = steps[index].partner, !rowSteps.contains(index) {
                partnered.append((index, partner, values[index]))
            }
        }
    }

    deinit {
        hashes.deallocate()
        restored.deallocate()
    }

    /// Reads a constant, which must be right before any row is read.
    private func value(of constant: Mapping.Constant, _ step: Step) throws(LoadError) -> StagedValue {
        guard let words = step.constant else { return .null }
        do throws(CellProblem) {
            if case .area = step.column.type, !areas.knows(words[0]) { throw AreaWords.unknown }
            return try value(of: words[0], .text, step)
        } catch {
            throw constant.wrong("is '\(constant.value)', which \(error.reason)")
        }
    }

    /// Whether a record is one that the mapping has passed over, such as a row of totals.
    func passesOver(_ record: some RecordReader) -> Bool {
        for (cell, texts) in ignoredRows where cell < record.count && record.flaw == nil {
            if texts.number(of: record[cell]) != nil { return true }
        }
        return false
    }

    /// The columns of the staging table that ``write(line:to:)`` gives values for.
    var stagedColumns: [String] { ["line"] + steps.map(\.column.name) }

    /// Reads the reader's record.
    ///
    /// - Returns: whether the row is good; what is wrong with it is in ``problems``.
    func read(_ record: some RecordReader) -> Bool {
        problems.removeAll(keepingCapacity: true)
        hasCells = false
        models.beginRow()
        flaws.removeAll(keepingCapacity: true)
        if let flaw = record.flaw {
            problems.append(Reject(line: record.line, column: "", value: nil, reason: flaw))
            return false
        }
        guard record.count >= width, record.count <= width + unheaded else {
            problems.append(
                Reject(
                    line: record.line, column: "", value: nil,
                    reason: "the row has \(record.count) cells, but the heading \(width)"))
            return false
        }
        for index in width..<record.count where !record[index].isEmpty {
            problems.append(
                Reject(
                    line: record.line, column: "", value: nil,
                    reason: "cell \(index + 1) is not empty, but its column has no heading"))
            return false
        }
        hasCells = true
        isRestored = false
        for constant in partnered { values[constant.index] = constant.value }
        for index in rowSteps {
            let step = steps[index]
            let cell: UnsafeRawBufferPointer
            var kind = CellKind.text
            if let place = step.cell {
                cell = record[place]
                kind = record.kind(at: place)
            } else if let partner = step.partner, isNull(values[partner]) {
                values[index] = .null
                continue
            } else {
                cell = step.constant![0]
            }
            do throws(CellProblem) {
                values[index] = try value(of: cell, kind, step)
            } catch {
                values[index] = .null
                reject(cell, step.column, error, line: record.line)
            }
        }
        for constant in partnered where isNull(values[constant.partner]) { values[constant.index] = .null }
        if !identifierIndexes.isEmpty, problems.isEmpty, identifierIndexes.allSatisfy({ isNull(values[$0]) }) {
            problems.append(unidentified(line: record.line))
        }
        guard problems.isEmpty else { return false }
        models.accept()
        if isRestored { restoredCodes += 1 }
        return true
    }

    /// The key of the area of the row last read; nil where it cannot be read, or the kind has none.
    var area: Int16? {
        guard hasCells, let areaIndex, case .smallint(let area) = values[areaIndex] else { return nil }
        return area
    }

    /// The key of the authority within the area; nil where it cannot be read, or the kind has none.
    var part: Int16? {
        guard hasCells, let partIndex, case .smallint(let part) = values[partIndex] else { return nil }
        return part
    }

    /// The hash of the CRN, or else of the PNC number, of the person whom the row last read is about; nil where neither can
    /// be read, or the kind has none.
    var person: UnsafeRawBufferPointer? {
        guard hasCells else { return nil }
        for index in identifierIndexes.reversed() {
            if case .hash(let hash) = values[index] { return hash }
        }
        return nil
    }

    /// Whether the row last read, good or not, is about somebody who is kept out of the warehouse.
    var isKeptOut: Bool {
        guard hasCells, let keptOut else { return false }
        return identifierIndexes.contains { index in
            if case .hash(let hash) = values[index] { keptOut.contains(hash) } else { false }
        }
    }

    /// The hashes of the numbers of the row last read, which have 32 bytes.
    var numbers: [SIMD32<UInt8>] {
        identifierIndexes.compactMap { index in
            if case .hash(let hash) = values[index] { hash.loadUnaligned(as: SIMD32<UInt8>.self) } else { nil }
        }
    }

    /// The first day that the row last read is about; nil where it cannot be read.
    var day: Day? {
        guard hasCells, let dayIndex, case .day(let day) = values[dayIndex] else { return nil }
        return day
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

    /// What is wrong with a row that names nobody.
    private func unidentified(line: Int) -> Reject {
        var reason = "neither a PNC number nor a CRN is given"
        if !flaws.isEmpty {
            reason += ": " + flaws.map { "\($0.identifier.rawValue) \($0.flaw.reason)" }.joined(separator: ", ")
        }
        return Reject(
            line: line, column: (flaws.first?.identifier ?? .pnc).rawValue, value: flaws.isEmpty ? nil : Masking.mask,
            reason: reason)
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

    private static var nothing: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }

    static let yesAndNo = [
        ("yes", 1), ("no", 0), ("true", 1), ("false", 0), ("y", 1), ("n", 0), ("t", 1), ("f", 0), ("1", 1), ("0", 0),
    ]
}

// MARK: - Cells by type

extension RowReader {
    private func value(
        of given: UnsafeRawBufferPointer, _ kind: CellKind, _ step: Step
    ) throws(CellProblem) -> StagedValue {
        var cell = given
        var kind = kind
        if let renamed = step.renamed, let index = renamed.table.number(of: cell) {
            cell = renamed.words[index]
            kind = .text
        } else if empty?.number(of: cell) != nil {
            cell = RowReader.nothing
            kind = .text
        } else if kind != .text {
            try kind.check(for: step.column.type)
        }
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
                throw CellProblem("is not a month as YYYY-MM" + dateHint(cell))
            }
            return .day(try inRange(month, mayBeFuture: false))
        case .area(let levels, _):
            guard let index = step.otherIndex, case .day(let day) = values[index] else {
                // The row is rejected for its day: the area is for its account alone.
                let area = try? areas.area(cell, levels: levels, on: lastDay ?? today)
                return area.map(StagedValue.smallint) ?? .null
            }
            lastDay = day
            return .smallint(try areas.area(cell, levels: levels, on: day))
        case .code(let list):
            guard let index = step.codes?.number(of: cell), let words = step.words else {
                throw CellProblem("is not one of: \(list.joined(separator: "; "))")
            }
            return .text(words[index])
        case .flag:
            guard let number = step.codes?.number(of: cell) else { throw CellProblem("is neither yes nor no") }
            return .flag(number == 1)
        case .number(let range): return .double(try NumberCell.read(cell, within: range))
        case .wholeNumber(let range):
            let number = try NumberCell.readWhole(cell, within: range)
            return ColumnType.isSmall(range) ? .smallint(Int16(number)) : .bigint(Int64(number))
        case .horizon: return .smallint(Int16(try NumberCell.readWhole(cell, within: ColumnType.horizons)))
        case .offenceCode: return .text(Cells.isOffenceCode(cell) ? cell : try restoredCode(cell))
        case .text(let longest): return .text(try text(cell, longest: longest))
        case .model: return .smallint(try model(cell, step))
        case .indicator(let aliasesMeanTheSame):
            return .text(try indicator(cell, aliasesMeanTheSame: aliasesMeanTheSame))
        case .amount(let range, _):
            var measure: String?
            if let index = step.otherIndex, case .text(let word) = values[index] {
                measure = String(decoding: word, as: UTF8.self)
            }
            return .double(try Amount.read(cell, of: measure, within: range, isPercentage: kind == .percentage))
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

    /// The hash of an identifier; null where the cell holds none.
    private func hashed(
        _ cell: UnsafeRawBufferPointer, _ identifier: Identifier, _ step: Step
    ) throws(CellProblem) -> StagedValue {
        guard let pseudonymiser, let hash = step.hash else { throw CellProblem("cannot be hashed without a key") }
        switch identifier {
        case .pnc:
            switch pncReader.read(cell) {
            case .number(let number): pseudonymiser.hash(number, into: hash)
            case .notTaken(let flaw): return countedAsEmpty(identifier, flaw)
            }
        case .crn:
            if Placeholder.isOne(cell) { return countedAsEmpty(identifier, .placeholder) }
            try pseudonymiser.hash(crn: cell, into: hash)
        }
        return .hash(UnsafeRawBufferPointer(hash))
    }

    private func countedAsEmpty(_ identifier: Identifier, _ flaw: IdentifierFlaw) -> StagedValue {
        notTaken.count(identifier, flaw)
        flaws.append((identifier, flaw))
        return .null
    }

    private func day(_ cell: UnsafeRawBufferPointer, mayBeFuture: Bool) throws(CellProblem) -> Day {
        guard let day = Cells.day(cell, uk: ukDates) else {
            let form = ukDates ? "YYYY-MM-DD or DD/MM/YYYY" : "YYYY-MM-DD"
            throw CellProblem("is not a calendar date as \(form)" + dateHint(cell))
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

    /// What to add to a reason where the cell is a date in another form.
    private func dateHint(_ cell: UnsafeRawBufferPointer) -> String {
        if let written = WrittenDay(Cells.withoutMidnight(cell)), !written.hasFourDigitYear {
            return ": write its year with four digits"
        }
        return !ukDates && Cells.day(cell, uk: true) != nil ? "; for day/month/year give --uk-dates" : ""
    }

    private func text(_ cell: UnsafeRawBufferPointer, longest: Int) throws(CellProblem) -> UnsafeRawBufferPointer {
        guard isUTF8(cell), !cell.contains(0) else { throw CellProblem("is not plain text") }
        guard !Printable.hasControl(cell) else { throw CellProblem("holds a control character: take it out") }
        let characters = cell.count { $0 & 0xC0 != 0x80 }
        guard characters <= longest else { throw CellProblem("is longer than \(longest) characters") }
        return cell
    }

    /// An offence code with the leading zeros that it lost.
    private func restoredCode(_ cell: UnsafeRawBufferPointer) throws(CellProblem) -> UnsafeRawBufferPointer {
        guard let offenceCodes else { throw CellProblem("is not \(KnownOffenceCodes.length) digits") }
        guard offenceCodes.restores(cell) else {
            throw CellProblem("is not \(KnownOffenceCodes.length) digits, nor a known code without its leading zeros")
        }
        let zeros = restored.count - cell.count
        for index in restored.indices { restored[index] = index < zeros ? UInt8(ascii: "0") : cell[index - zeros] }
        isRestored = true
        return UnsafeRawBufferPointer(restored)
    }

    private func model(_ cell: UnsafeRawBufferPointer, _ step: Step) throws(CellProblem) -> Int16 {
        var horizon: Int?
        if let index = step.horizonIndex, case .smallint(let stated) = values[index] { horizon = Int(stated) }
        return try models.id(of: cell, stating: horizon) { () throws(CellProblem) in
            String(decoding: try text(cell, longest: 100), as: UTF8.self)
        }
    }

    private func isUTF8(_ cell: UnsafeRawBufferPointer) -> Bool {
        cell.allSatisfy { $0 < 0x80 } || String(validating: cell, as: UTF8.self) != nil
    }
}
