import ReportKit
import Text

/// A file of people, scored without a warehouse.
///
/// The columns read are ``inputs``, in any order, and ``weight`` if it is present. Every column is written back
/// unchanged, except for cells that a spreadsheet would run as formulas, followed by ``outputs``.
public struct OGRS3File {
    /// The required columns.
    public static let inputs = [
        "gender", "date_of_birth", "date_of_current_conviction", "date_at_start_of_followup", "total_sanctions",
        "age_at_first_sanction", "offence_code",
    ]
    /// An optional column, for test cases: unless empty, it replaces the weight of the row's offence code. A number,
    /// `NULL` for an unknown code, or `NEED_DETAILS` for one that covers several offences. A file that has it is one of
    /// test cases of the scale, so that ``OGRS3Rules/published`` hold for it alone.
    public static let weight = "offence_weight_mocked"
    /// The added columns.
    public static let outputs = ["one_year", "two_year", "one_year_percent", "two_year_percent", "band", "error"]

    private let table: CSVTable
    private let places: [Int]
    private let weightPlace: Int?

    /// Reads a file.
    ///
    /// - Throws: ``PredictionError/unreadable(file:reason:)``, or
    ///   ``PredictionError/badFile(file:line:problem:remedy:)``.
    public init(path: String) throws(PredictionError) {
        try self.init(InputFile.bytes(of: path), name: path)
    }

    init(_ bytes: [UInt8], name: String) throws(PredictionError) {
        let table: CSVTable
        do throws(CSVError) {
            table = try CSVTable(bytes, file: name)
        } catch {
            throw .badFile(file: error.file, line: error.line, problem: error.problem, remedy: error.remedy)
        }
        let heading = table.heading.map(\.trimmed)
        func place(_ column: String) throws(PredictionError) -> Int? {
            let places = heading.indices.filter { heading[$0] == column }
            guard places.count <= 1 else {
                throw .badFile(
                    file: name, line: 1, problem: "the column '\(column)' appears \(places.count) times",
                    remedy: "Keep one of them")
            }
            return places.first
        }
        var found: [Int] = []
        for column in Self.inputs {
            guard let place = try place(column) else {
                throw .badFile(
                    file: name, line: 1, problem: "there is no column '\(column)'",
                    remedy: "The columns needed are \(Self.inputs.joined(separator: ", "))")
            }
            found.append(place)
        }
        if let taken = Self.outputs.first(where: heading.contains) {
            throw .badFile(
                file: name, line: 1, problem: "there is already a column '\(taken)', which scoring adds",
                remedy: "Rename it, or score the file that this one was made from")
        }
        self.table = table
        places = found
        weightPlace = try place(Self.weight)
    }

    /// The file with its scores.
    ///
    /// - Parameter today: any later day is still to come.
    public func scored(by scale: OGRS3, today: Day) -> Scored {
        let isOfTestCases = weightPlace != nil
        let rules: OGRS3Rules = isOfTestCases ? .published : .all(today: today)
        var text = CSV.line((table.heading + Self.outputs).map(CSV.copied))
        var counts = OGRS3Counts()
        var givenWeights = 0
        for (_, cells) in table.rows {
            let result = Result { () throws(OGRS3Refusal) in
                let weight = try self.weight(cells)
                if case .ofCode = weight {} else { givenWeights += 1 }
                return try scale.score(try input(cells), weight: weight, rules: rules)
            }
            counts.add(result)
            text += CSV.line(cells.map(Self.kept) + Self.cells(result))
        }
        return Scored(text: text, counts: counts, givenWeights: givenWeights, isOfTestCases: isOfTestCases)
    }

    /// A scored file, and how many rows were scored and refused.
    public struct Scored: Sendable {
        /// The contents of the whole file.
        public let text: String
        public let counts: OGRS3Counts
        /// How many rows had a weight of their own, whether they were scored or refused.
        public let givenWeights: Int
        /// Whether the file is one of test cases, so that only the public rules were applied.
        public let isOfTestCases: Bool
    }
}

// MARK: - Cells

extension OGRS3File {
    private func input(_ cells: [String]) throws(OGRS3Refusal) -> OGRS3Input {
        let values = places.map { cells[$0].trimmed }
        let required = values.allSatisfy { !$0.isEmpty }
        guard required else { throw .missingInput }
        return OGRS3Input(
            sex: try Self.sex(values[0]), birth: try Self.day(values[1]), convictedOn: try Self.day(values[2]),
            followUpFrom: try Self.day(values[3]), sanctions: try Self.whole(values[4]),
            ageAtFirstSanction: try Self.whole(values[5]), offenceCode: values[6])
    }

    private func weight(_ cells: [String]) throws(OGRS3Refusal) -> OffenceWeight {
        guard let weightPlace else { return .ofCode }
        switch cells[weightPlace].trimmed {
        case "": return .ofCode
        case "NULL": return .refused(.unknownCode)
        case "NEED_DETAILS": return .refused(.exactOffenceNeeded)
        case let text:
            guard let number = Double(text), number.isFinite else { throw .numberNotRecognised }
            return .given(number)
        }
    }

    private static func sex(_ text: String) throws(OGRS3Refusal) -> Sex {
        guard let sex = Sex(rawValue: text.uppercased()) else { throw .genderNotRecognised }
        return sex
    }

    private static func day(_ text: String) throws(OGRS3Refusal) -> Day {
        guard let day = Day(text) else { throw .dateNotRecognised }
        return day
    }

    private static func whole(_ text: String) throws(OGRS3Refusal) -> Int {
        guard let number = Int32(text) else { throw .numberNotRecognised }
        return Int(number)
    }

    /// A cell unchanged, except that it loses control characters, and that a spreadsheet does not run it as a formula;
    /// a negative number stays a number.
    private static func kept(_ cell: String) -> String {
        let isNumber = cell.first == "-" && cell.dropFirst().first?.isASCIIDigit == true && Double(cell) != nil
        return isNumber ? cell : CSV.copied(cell)
    }

    private static func cells(_ result: Result<OGRS3Score, OGRS3Refusal>) -> [String] {
        switch result {
        case .success(let score):
            [
                "\(score.oneYear)", "\(score.twoYear)", "\(score.oneYearPercent)", "\(score.twoYearPercent)",
                score.band?.rawValue ?? "", "",
            ]
        case .failure(let refusal): ["", "", "", "", "", refusal.rawValue]
        }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isWholeNumber }
}

extension String {
    /// Without the spaces around it.
    fileprivate var trimmed: String {
        guard let first = utf8.first, let last = utf8.last, first == 0x20 || last == 0x20 else { return self }
        let start = unicodeScalars.drop { $0 == " " }
        return String(Substring(start).reversed().drop { $0 == " " }.reversed())
    }
}
