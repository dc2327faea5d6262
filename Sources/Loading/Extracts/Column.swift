import ReportKit

/// One column of an extract, as `laa load --describe` prints it.
struct Column: Sendable {
    /// The heading, and the name in the staging table.
    let name: String
    let type: ColumnType
    /// Whether every row must have a value; otherwise the column may also be missing altogether.
    let isRequired: Bool
    /// The value that an empty cell stands for; nil where it means that nothing is known.
    let absent: String?
    let meaning: String
    let example: String

    init(
        _ name: String, _ type: ColumnType, required: Bool = false, absent: String? = nil, _ meaning: String,
        example: String
    ) {
        self.name = name
        self.type = type
        isRequired = required
        self.absent = absent
        self.meaning = meaning
        self.example = example
    }

    /// The column's name in the table, where the table has it.
    var tableName: String {
        switch type {
        case .area, .model: name + "_id"
        default: name
        }
    }

    /// Whether a value identifies somebody, so that it is never printed or kept.
    var isIdentifying: Bool {
        switch type {
        case .identifier, .birthMonth: true
        default: false
        }
    }
}

/// What a cell of a column may hold.
enum ColumnType: Sendable {
    /// A person's identifier: hashed at once.
    case identifier(Identifier)
    /// A day; not in the future unless allowed.
    case day(mayBeFuture: Bool)
    /// The last day of March, June, September or December.
    case quarterEnd
    /// A month of birth; from a whole date only the year and month are taken.
    case birthMonth
    /// An area of one of these levels, which must exist on the day in another column.
    case area([AreaLevel], on: String)
    /// One of a few words, without regard to case.
    case code([String])
    /// Yes or no.
    case flag
    /// A number in a range.
    case number(ClosedRange<Double>)
    /// A whole number in a range.
    case wholeNumber(ClosedRange<Int>)
    /// A Home Office offence code: five digits, kept as text for their leading zeros.
    case offenceCode
    /// Any text of at most that many characters.
    case text(longest: Int)
    /// A prediction model, as its name, a space and its version.
    case model
    /// The horizon of the row's prediction model: it belongs to the model, and is not kept in the row.
    case horizon
    /// An indicator, by its identifier or an alias; kept under its identifier where aliases mean the same.
    case indicator(aliasesMeanTheSame: Bool)
    /// A number in a range, which may be a percentage where the measure in another column is a share of something.
    case amount(ClosedRange<Double>, of: String)
}

/// The numbering that an identifier belongs to.
enum Identifier: String, CaseIterable, Sendable {
    /// Police National Computer number.
    case pnc
    /// Case reference number of the probation service.
    case crn
}

extension ColumnType {
    /// The SQL type of the column in the staging table.
    var stagedType: String {
        switch self {
        case .identifier: "bytea"
        case .day, .quarterEnd, .birthMonth: "date"
        case .wholeNumber(let range): ColumnType.isSmall(range) ? "smallint" : "bigint"
        case .area, .model, .horizon: "smallint"
        case .number, .amount: "double precision"
        case .flag: "boolean"
        case .code, .offenceCode, .text, .indicator: "text"
        }
    }

    /// Whether a value names a prediction model, which a row does together with its horizon.
    var isModel: Bool { if case .model = self { true } else { false } }

    /// The horizons that a prediction may have, in months.
    static let horizons = 1...120

    /// Whether a whole number of the range is a `smallint`.
    static func isSmall(_ range: ClosedRange<Int>) -> Bool {
        Int16(exactly: range.lowerBound) != nil && Int16(exactly: range.upperBound) != nil
    }

    /// The type in a few words, with the rule that values must follow.
    var description: String {
        switch self {
        case .identifier(.pnc):
            "PNC number with its check letter: YYYY/NNNNNNNL or as below; replaced by a keyed hash, never kept or shown"
        case .identifier(.crn):
            "identifier: 4 to 20 letters, digits, / or -; replaced by a keyed hash, never kept or shown"
        case .day(let mayBeFuture): "date, 1900 or later" + (mayBeFuture ? "" : ", not in the future")
        case .quarterEnd: "date, the last day of March, June, September or December"
        case .birthMonth:
            "month as YYYY-MM; from a whole date only the year and month are read, the day is never kept or shown"
        case .area(let levels, let day):
            "code (gss, ons-legacy, laa) or name of a \(levels.map(\.rawValue).joined(separator: " or ")) on \(day)"
        case .code(let words): "one of: \(words.joined(separator: "; "))"
        case .flag: "yes or no (also true, false, y, n, 1, 0)"
        case .number(let range) where range == 0...1: "number from 0 to 1, or a percentage with its sign, such as 75%"
        case .number(let range):
            range.lowerBound.isFinite && abs(range.lowerBound) < 1e15
                ? "number from \(range.lowerBound) to \(range.upperBound)" : "number"
        case .wholeNumber(let range): "whole number from \(range.lowerBound) to \(range.upperBound)"
        case .offenceCode:
            "\(KnownOffenceCodes.length) digits; leading zeros that are lost (801 for 00801) are restored if that makes "
                + "a known code"
        case .text(let longest): "text of at most \(longest) characters"
        case .model: "name and version of a prediction model, separated by a space"
        case .horizon:
            "whole number from \(ColumnType.horizons.lowerBound) to \(ColumnType.horizons.upperBound); the same in "
                + "every row of a model, and in every extract"
        case .indicator: "identifier or alias of an indicator that 'laa modules list' shows"
        case .amount(_, let measure):
            "number; as a percentage with its sign, such as -7.77%, where \(measure) is a share"
        }
    }
}
