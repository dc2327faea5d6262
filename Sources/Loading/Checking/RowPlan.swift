/// What a heading and a mapping make of each row: a step for each column that has values, and the order of the steps.
struct RowPlan {
    /// One column of the file: how its cells are read. An object, since a row's cells would copy a dozen values each.
    final class Step {
        let column: Column
        /// The cell that holds it; nil where every row has the same value.
        let cell: Int?
        /// The value of every row, where the mapping gives one.
        let constant: WordList?
        /// The index of the column that a row must have for its constant to hold: a model says nothing without a
        /// prediction.
        let partner: Int?
        /// The system's own values, and their names here.
        let renamed: (table: ByteTable, words: WordList)?
        /// The words of a code list or of yes and no.
        let codes: ByteTable?
        let words: WordList?
        /// What an empty cell means.
        let absent: WordList?
        /// The index of the day on which an area must exist, or of the measure that an amount is of.
        let otherIndex: Int?
        /// The index of the horizon that the row states for a model.
        let horizonIndex: Int?
        let hash: UnsafeMutableRawBufferPointer?

        init(
            column: Column, cell: Int?, constant: WordList?, partner: Int?,
            renamed: (table: ByteTable, words: WordList)?, codes: ByteTable?, words: WordList?, absent: WordList?,
            otherIndex: Int?, horizonIndex: Int?, hash: UnsafeMutableRawBufferPointer?
        ) {
            self.column = column
            self.cell = cell
            self.constant = constant
            self.partner = partner
            self.renamed = renamed
            self.codes = codes
            self.words = words
            self.absent = absent
            self.otherIndex = otherIndex
            self.horizonIndex = horizonIndex
            self.hash = hash
        }
    }

    let steps: [Step]
    /// The steps that are taken for each row, those of cells first: not those of constants that say the same whatever
    /// the row.
    let rowSteps: [Int]
    /// The constants of the mapping, by the indexes of their steps.
    let constants: [(index: Int, constant: Mapping.Constant)]

    /// - Parameter hashes: 64 bytes for the hashes of a row's identifiers, of the PNC number and of the CRN.
    init(_ heading: Heading, of extract: Extract, mapping: Mapping, hashes: UnsafeMutableRawBufferPointer) {
        var steps: [Step] = []
        var rowSteps: [Int] = []
        var constants: [(index: Int, constant: Mapping.Constant)] = []
        for place in heading.places {
            var cell: Int?
            var constant: WordList?
            switch place.source {
            case .cell(let index): cell = index
            case .constant(let given):
                constant = WordList([given.value])
                constants.append((steps.count, given))
            }
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
            var horizonIndex: Int?
            var hash: UnsafeMutableRawBufferPointer?
            switch place.column.type {
            case .code(let list):
                codes = ByteTable(list.enumerated().map { ($0.element, $0.offset) })
                words = WordList(list)
            case .flag:
                codes = ByteTable(RowReader.yesAndNo)
            case .area(_, let other), .amount(_, let other):
                otherIndex = steps.firstIndex { $0.column.name == other }
            case .model:
                horizonIndex = steps.firstIndex { if case .horizon = $0.column.type { true } else { false } }
            case .identifier(let identifier):
                let offset = identifier == .pnc ? 0 : 32
                hash = UnsafeMutableRawBufferPointer(rebasing: hashes[offset..<(offset + 32)])
            default: break
            }
            let isOfRow = otherIndex.map(rowSteps.contains) ?? false
            let partner = constant == nil ? nil : extract.partner(of: place.column, in: heading.places)
            if cell != nil || isOfRow || horizonIndex != nil || place.column.type.isModel {
                rowSteps.append(steps.count)
            }
            steps.append(
                Step(
                    column: place.column, cell: cell, constant: constant, partner: partner, renamed: renamed,
                    codes: codes, words: words,
                    absent: place.column.absent.map { WordList([$0]) }, otherIndex: otherIndex,
                    horizonIndex: horizonIndex, hash: hash))
        }
        self.steps = steps
        self.rowSteps = rowSteps.filter { steps[$0].cell != nil } + rowSteps.filter { steps[$0].cell == nil }
        self.constants = constants
    }
}
