/// Makes a design's columns of rows: the design laid out flat, since it is gone through millions of times.
final class RowEncoder {
    /// A term, without anything that is counted by reference.
    private struct Step: BitwiseCopyable {
        enum Kind: UInt8 { case factor, number, spline, pairs, numberByLevel, productOfNumbers }

        let kind: Kind
        /// The factors' places among the levels of a row.
        var one = 0
        var other = 0
        /// The numbers' places among ``numbers``.
        var left = 0
        var right = 0
        let first: Int32
        /// Where the columns of levels begin in ``tables``, or a spline in ``splines``, and how many levels the second
        /// factor has.
        var table = 0
        var width = 0
        /// A column, or ``refuse`` or ``nothing``.
        let missing: Int32
    }

    private static let (refuse, nothing): (Int32, Int32) = (-1, -2)

    private let steps: UnsafeMutableBufferPointer<Step>
    private let tables: UnsafeMutableBufferPointer<Int32>
    private let numbers: UnsafeMutableBufferPointer<NumberInput>
    private let splines: [RestrictedSpline]
    /// The numbers of the row at hand.
    private let values: UnsafeMutableBufferPointer<Double>
    let columnCount: Int

    init(_ design: ModelDesign) {
        var (steps, tables, numbers): ([Step], [Int32], [NumberInput]) = ([], [], [])
        var splines: [RestrictedSpline] = []
        func place(_ number: NumberInput) -> Int {
            if let known = numbers.firstIndex(of: number) { return known }
            numbers.append(number)
            return numbers.count - 1
        }
        for term in design.terms {
            let missing: Int32 =
                switch term.missing {
                case .refuse: Self.refuse
                case .nothing: Self.nothing
                case .column(let column): Int32(column)
                }
            func step(_ kind: Step.Kind) -> Step { Step(kind: kind, first: Int32(term.first), missing: missing) }
            var made: Step
            switch term.part {
            case .factor(let factor, let columns):
                made = step(.factor)
                (made.one, made.table) = (factor.place, tables.count)
                tables += columns
            case .number(let number):
                made = step(.number)
                made.left = place(number)
            case .spline(let number, let spline):
                made = step(.spline)
                (made.left, made.table) = (place(number), splines.count)
                splines.append(spline)
            case .pairs(let one, let other, let columns):
                made = step(.pairs)
                (made.one, made.other) = (one.place, other.place)
                (made.table, made.width) = (tables.count, columns.first?.count ?? 0)
                tables += columns.flatMap(\.self)
            case .numberByLevel(let factor, let number, let columns):
                made = step(.numberByLevel)
                (made.one, made.left, made.table) = (factor.place, place(number), tables.count)
                tables += columns
            case .productOfNumbers(let one, let other):
                made = step(.productOfNumbers)
                (made.left, made.right) = (place(one), place(other))
            }
            steps.append(made)
        }
        self.steps = .allocate(capacity: steps.count)
        _ = self.steps.initialize(from: steps)
        self.tables = .allocate(capacity: tables.count)
        _ = self.tables.initialize(from: tables)
        self.numbers = .allocate(capacity: numbers.count)
        _ = self.numbers.initialize(from: numbers)
        values = .allocate(capacity: numbers.count)
        values.initialize(repeating: 0)
        self.splines = splines
        columnCount = design.columns.count
    }

    deinit {
        steps.deallocate()
        tables.deallocate()
        numbers.deallocate()
        values.deallocate()
    }

    /// Writes the row's columns that are not 0 and their values, in ascending order.
    ///
    /// - Returns: how many were written; or, negative, -1 minus the term for which the person is refused.
    func encode(
        _ row: PersonRow, _ columns: UnsafeMutablePointer<Int32>, _ cells: UnsafeMutablePointer<Double>
    ) -> Int {
        for index in 0..<numbers.count { values[index] = row.value(numbers[index]) }
        columns[0] = 0
        cells[0] = 1
        var count = 1
        for index in 0..<steps.count {
            let step = steps[index]
            // The column of the row's levels, or -1 for the reference, and the value in it.
            var (column, value, isMissing) = (Int32(-1), 1.0, false)
            switch step.kind {
            case .factor:
                let level = row.level(step.one)
                if level < 0 { isMissing = true } else { column = tables[step.table + Int(level)] }
            case .number:
                (column, value) = (0, values[step.left])
                isMissing = value.isNaN
            case .spline:
                let x = values[step.left]
                isMissing = x.isNaN
                if !isMissing {
                    count += write(splines[step.table], x, step.first, columns + count, cells + count)
                }
            case .pairs:
                let (left, right) = (row.level(step.one), row.level(step.other))
                if left < 0 || right < 0 {
                    isMissing = true
                } else {
                    column = tables[step.table + Int(left) * step.width + Int(right)]
                }
            case .numberByLevel:
                let level = row.level(step.one)
                value = values[step.left]
                if level < 0 || value.isNaN { isMissing = true } else { column = tables[step.table + Int(level)] }
            case .productOfNumbers:
                (column, value) = (0, values[step.left] * values[step.right])
                isMissing = value.isNaN
            }
            if isMissing {
                guard step.missing != Self.refuse else { return -1 - index }
                guard step.missing >= 0 else { continue }
                columns[count] = step.missing
                cells[count] = 1
                count += 1
            } else if column >= 0 {
                if value != 0 {
                    columns[count] = step.first + column
                    cells[count] = value
                    count += 1
                }
            } else if column == ModelDesign.refused {
                return -1 - index
            }
        }
        return count
    }

    /// Writes a spline's columns that are not 0, and gives how many.
    private func write(
        _ spline: RestrictedSpline, _ x: Double, _ first: Int32, _ columns: UnsafeMutablePointer<Int32>,
        _ cells: UnsafeMutablePointer<Double>
    ) -> Int {
        var count = 0
        for column in 0..<spline.count {
            let value = spline.value(x, column: column)
            guard value != 0 else { continue }
            columns[count] = first + Int32(column)
            cells[count] = value
            count += 1
        }
        return count
    }
}
