import ReportKit
import Text

/// What a mapping file says for every kind of extract, or under `kinds` for one of them.
struct MappingLayer {
    private(set) var source: String?
    private(set) var columns: [String: String] = [:]
    private(set) var constants: [Mapping.Constant] = []
    private(set) var codes: [String: [String: String]] = [:]
    private(set) var empty: [String] = []
    private(set) var ignored: Set<String> = []
    private(set) var ignoredRows: [String: [String]] = [:]
    /// Constants of the file's that do not hold for the kind: its own part names them without a value.
    private var withoutConstants: Set<String> = []

    private static let keys = ["source", "columns", "constants", "codes", "empty", "ignore", "ignore-rows"]

    /// Reads a whole mapping file as it is for a kind; what it says of other kinds is checked too.
    static func read(_ root: StrictYAML<LoadError>, for extract: ExtractDescription) throws(LoadError) -> MappingLayer {
        let fields = try root.fields(of: "a mapping file", among: keys + ["kinds"])
        let every = ExtractKind.allCases.map(ExtractDescription.init)
        let known = try headings(fields)
        var layer = try MappingLayer(
            fields, "", MappingScope(extract, others: every.filter { $0.kind != extract.kind }), headings: known)
        for (name, part) in try fields["kinds"]?.entriesIfAny(of: "kinds") ?? [] {
            try part.check(name, among: ExtractKind.allCases.map(\.rawValue), what: "kind of extract")
            guard !part.isNothing, let kind = ExtractKind(rawValue: name) else { continue }
            let path = "kinds.\(name)"
            let own = try part.fields(of: path, among: keys)
            let special = try MappingLayer(
                own, path + ".", MappingScope(ExtractDescription(kind), others: []), headings: known + headings(own))
            if kind == extract.kind { layer.lay(special) }
        }
        return layer
    }

    /// The headings that a part of the file names.
    private static func headings(_ fields: [String: StrictYAML<LoadError>]) throws(LoadError) -> [String] {
        var headings = try (fields["columns"]?.entriesIfAny(of: "columns") ?? []).map(\.key)
        if let ignored = fields["ignore"], !ignored.isNothing {
            for heading in try ignored.items(of: "ignore") {
                headings.append(try heading.verbatim(of: "each of ignore"))
            }
        }
        return headings
    }

    /// - Parameters:
    ///   - path: what comes before the names of keys in messages.
    ///   - headings: all that the file names as a heading.
    private init(
        _ fields: [String: StrictYAML<LoadError>], _ path: String, _ scope: MappingScope, headings: [String]
    ) throws(LoadError) {
        if let value = fields["source"], !value.isNothing { source = try value.verbatim(of: path + "source") }
        try readColumns(fields["columns"], path + "columns", scope)
        try readConstants(fields["constants"], path + "constants", scope, isGeneral: path.isEmpty)
        try readCodes(fields["codes"], path + "codes", scope)
        if let words = fields["empty"], !words.isNothing {
            for word in try words.items(of: path + "empty") {
                let text = Mapping.trimmed(try word.verbatim(of: "each of \(path)empty"))
                guard !text.isEmpty else {
                    throw word.wrong(
                        "each of \(path)empty is a text, and this one has no character",
                        "Cells of blanks alone are empty without being named")
                }
                empty.append(text)
            }
        }
        if let headings = fields["ignore"], !headings.isNothing {
            for heading in try headings.items(of: path + "ignore") {
                ignored.insert(Heading.normalised(try heading.verbatim(of: "each of \(path)ignore")))
            }
        }
        try readIgnoredRows(fields["ignore-rows"], path + "ignore-rows", scope, headings)
    }

    /// Takes over what holds for one kind alone.
    private mutating func lay(_ special: MappingLayer) {
        source = special.source ?? source
        let renamed = Set(special.columns.values)
        columns = columns.filter { !renamed.contains($0.value) && !special.ignored.contains($0.key) }
        columns.merge(special.columns) { $1 }
        let stated = special.withoutConstants.union(special.constants.map(\.column))
        constants = constants.filter { !stated.contains($0.column) } + special.constants
        for (column, words) in special.codes {
            let own = Set(words.keys.map(Mapping.folded))
            let kept = (codes[column] ?? [:]).filter { !own.contains(Mapping.folded($0.key)) }
            codes[column] = kept.merging(words) { $1 }
        }
        empty += special.empty
        ignored = ignored.subtracting(special.columns.keys).union(special.ignored)
        ignoredRows.merge(special.ignoredRows) { $1 }
    }
}

// MARK: - Parts

extension MappingLayer {
    private mutating func readColumns(
        _ field: StrictYAML<LoadError>?, _ path: String, _ scope: MappingScope
    ) throws(LoadError) {
        var headings: [String: String] = [:]
        var words: Set<String> = []
        for (heading, value) in try field?.entriesIfAny(of: path) ?? [] {
            let name = try value.verbatim(of: "\(path).\(heading)")
            let isOwn = try scope.check(name, at: value)
            let word = Heading.normalised(heading)
            guard words.insert(word).inserted else {
                throw value.wrong(
                    "\(path).\(heading) is there twice", "Case and signs do not matter: leave one of the two")
            }
            if let other = headings.updateValue(heading, forKey: name) {
                throw value.wrong(
                    "\(path).\(heading) and \(path).\(other) are both \(name)",
                    "Name one of the two, and ignore the other, or name it under 'kinds' for the kind that has it")
            }
            if isOwn { columns[word] = name }
        }
    }

    private mutating func readConstants(
        _ field: StrictYAML<LoadError>?, _ path: String, _ scope: MappingScope, isGeneral: Bool
    ) throws(LoadError) {
        for (column, value) in try field?.entriesIfAny(of: path) ?? [] {
            let isOwn = try scope.check(column, at: value)
            if !isGeneral, value.isNothing {
                withoutConstants.insert(column)
                continue
            }
            let text = Mapping.trimmed(try value.verbatim(of: "\(path).\(column)"))
            guard !text.isEmpty else {
                throw value.wrong("\(path).\(column) is empty", "Write a value, or take the line away")
            }
            guard !scope.isIdentifying(column) else {
                throw value.wrong(
                    "\(path).\(column) would be the same for everybody", "Such a column must be in the file")
            }
            if let problem = scope.problem(of: text, in: column) {
                throw value.wrong(
                    "\(path).\(column) is '\(text)', which \(problem)",
                    "'laa load --describe \(scope.kind(with: column))' lists what a column takes")
            }
            if isOwn {
                constants.append(
                    Mapping.Constant(column: column, value: text, file: value.file, line: value.line))
            }
        }
    }

    private mutating func readCodes(
        _ field: StrictYAML<LoadError>?, _ path: String, _ scope: MappingScope
    ) throws(LoadError) {
        for (column, own) in try field?.entriesIfAny(of: path) ?? [] {
            try scope.check(column, at: own)
            var seen: [String: String] = [:]
            for (code, value) in try own.entriesIfAny(of: "\(path).\(column)") {
                let name = "\(path).\(column).\(code)"
                let target = try value.verbatim(of: name)
                if let problem = scope.problemForAll(of: target, in: column) {
                    throw value.wrong(
                        "\(name) is '\(target)', which \(problem)",
                        "'laa load --describe \(scope.kind(with: column))' lists what a column takes")
                }
                if let other = seen.updateValue(code, forKey: Mapping.folded(code)) {
                    throw value.wrong(
                        "\(name) and \(path).\(column).\(other) are the same code",
                        "Case and outer blanks do not matter: leave one of the two")
                }
                if scope.takes(target, in: column) {
                    codes[column, default: [:]][Mapping.trimmed(code)] = target
                }
            }
        }
    }

    private mutating func readIgnoredRows(
        _ field: StrictYAML<LoadError>?, _ path: String, _ scope: MappingScope, _ headings: [String]
    ) throws(LoadError) {
        for (heading, value) in try field?.entriesIfAny(of: path) ?? [] {
            let word = Heading.normalised(heading)
            let names = headings + scope.columnNames
            guard names.contains(where: { Heading.normalised($0) == word }) else {
                let nearest = nearestNames(to: heading, among: names, count: 1).first
                throw value.wrong(
                    "\(path).\(heading) is neither a column nor a heading that the mapping names"
                        + (nearest.map { "; is '\($0)' meant?" } ?? ""),
                    "Give the column that the text stands in, then the text")
            }
            let texts = value.isList ? try value.items(of: "\(path).\(heading)") : [value]
            for text in texts {
                let text = Mapping.trimmed(try text.verbatim(of: "\(path).\(heading)"))
                guard !text.isEmpty else {
                    throw value.wrong(
                        "\(path).\(heading) is empty", "Rows of blanks alone are passed over without being named")
                }
                ignoredRows[word, default: []].append(text)
            }
        }
    }
}

extension StrictYAML<LoadError> {
    /// The entries of a mapping; none where nothing is written after its key.
    fileprivate func entriesIfAny(of what: String) throws(LoadError) -> [(key: String, value: StrictYAML<LoadError>)] {
        isNothing ? [] : try entries(of: what)
    }
}
