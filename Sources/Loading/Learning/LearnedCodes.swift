import ReportKit
import Warehouse

/// A system's own words in a column of codes, with what they might mean.
///
/// Only columns whose values are a list are looked at, and of these only words that many rows have and that mean a
/// value or are no names: an officer's name in a column of grades may stand in many rows, and what few rows have may be
/// anybody's in the wrong place.
struct LearnedCodes {
    /// A word that is not understood by itself.
    struct Code {
        let word: String
        /// The value that it means; nil where that cannot be told.
        let meaning: String?
        /// Whether it means that without doubt.
        let isCertain: Bool
    }

    private(set) var codes: [Code] = []
    /// Different words that are not shown: few rows have them, they may be names, or there are too many for codes.
    private(set) var notShown = 0
    /// Words for an empty cell.
    private(set) var empty: [String] = []

    /// In how many rows a word must stand to be shown.
    static let fewest = 5
    /// How many different words a column of codes has at most.
    static let most = 36

    /// - Parameter values: the column's cells.
    init(_ values: some Sequence<String>, of column: Column) {
        guard Self.isList(column.type) else { return }
        var counts: [String: (word: String, rows: Int)] = [:]
        var rows = 0
        for value in values where !value.isEmpty && !Self.isUnderstood(value, column.type) {
            rows += 1
            counts[Mapping.folded(value), default: (value, 0)].rows += 1
            // Not a list of codes: what follows would only take memory.
            if counts.count > 1_000 { break }
        }
        let frequent = counts.values.filter { count in
            count.rows >= Self.fewest && count.word.count <= 40
                && !LearnedValue.bytes(of: count.word, IdentifierShape.occurs)
                && count.word.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        }
        let shown = frequent.map(\.rows).reduce(0, +)
        guard counts.count <= Self.most, shown * 10 >= rows * 9 else {
            notShown = counts.count
            return
        }
        notShown = counts.count - frequent.count
        for word in frequent.map(\.word).sorted() {
            if LearnedValue.isEmpty(word) {
                empty.append(word)
                continue
            }
            let (meaning, isCertain) = Self.meaning(of: word, column)
            if meaning == nil, Masking.mayBeName(word) {
                notShown += 1
                continue
            }
            codes.append(Code(word: word, meaning: meaning, isCertain: isCertain))
        }
    }

    private static func isList(_ type: ColumnType) -> Bool {
        switch type {
        case .code, .flag, .area: true
        case .wholeNumber(let range): range.count <= 10
        default: false
        }
    }

    private static func isUnderstood(_ value: String, _ type: ColumnType) -> Bool {
        if case .area(let levels, _) = type { return levels.contains { ReferenceAreas.know(value, at: $0) } }
        return type.problem(of: value) == nil
    }

    /// What a word might mean: the same word written otherwise, or the only one that it abbreviates or begins with.
    private static func meaning(of word: String, _ column: Column) -> (String?, Bool) {
        switch column.type {
        case .code(let list):
            let plain = AreaNaming.folded(word)
            if let same = list.first(where: { AreaNaming.folded($0) == plain }) { return (same, true) }
            let alike = list.filter { value in
                let value = AreaNaming.folded(value)
                return value.hasPrefix(plain) || plain.hasPrefix(value + " ")
            }
            guard alike.count == 1 else { return (nil, false) }
            return (alike[0], column.name == "sex" && alike[0].hasPrefix(plain))
        case .wholeNumber:
            let digits = word.filter(\.isNumber)
            let fits = column.type.problem(of: digits) == nil && !digits.isEmpty
            let isNamed = Mapping.folded(word) == "\(column.name) \(digits)"
            return (fits ? digits : nil, fits && isNamed)
        default: return (nil, false)
        }
    }
}
