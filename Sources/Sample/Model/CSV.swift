/// A file of comma-separated values with a heading, like those in `data`; quoted fields may contain commas.
struct CSV {
    /// The file's name, for messages.
    let name: String
    let rows: [Row]

    init(_ bytes: [UInt8], name: String) {
        self.name = name
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(CSV.fields)
        let heading = lines.first ?? []
        rows = lines.dropFirst().map { Row(file: name, heading: heading, fields: $0) }
    }

    /// One row, whose fields are looked up by column name.
    struct Row {
        fileprivate let file: String
        fileprivate let heading: [String]
        fileprivate let fields: [String]

        func text(_ column: String) throws -> String {
            guard let index = heading.firstIndex(of: column), index < fields.count else {
                throw SampleError.data(file: file, problem: "has a row without '\(column)'")
            }
            return fields[index]
        }

        func whole(_ column: String) throws -> Int {
            guard let number = try optionalWhole(column) else {
                throw SampleError.data(file: file, problem: "has a row with an empty '\(column)'")
            }
            return number
        }

        func real(_ column: String) throws -> Double {
            guard let number = try optionalReal(column) else {
                throw SampleError.data(file: file, problem: "has a row with an empty '\(column)'")
            }
            return number
        }

        /// Nil where the field is empty.
        func optionalWhole(_ column: String) throws -> Int? {
            try number(column, Int.init)
        }

        /// Nil where the field is empty.
        func optionalReal(_ column: String) throws -> Double? {
            try number(column, Double.init)
        }

        private func number<N>(_ column: String, _ read: (String) -> N?) throws -> N? {
            let field = try text(column)
            if field.isEmpty { return nil }
            guard let number = read(field) else {
                throw SampleError.data(file: file, problem: "has '\(field)' as '\(column)'")
            }
            return number
        }
    }

    private static func fields(of line: Substring) -> [String] {
        var fields = [""]
        var quoted = false
        for character in line {
            switch character {
            case "\"": quoted.toggle()
            case "," where !quoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}
