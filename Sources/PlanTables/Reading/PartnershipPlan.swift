import Text

/// What only the partnership knows about its plan: headline indicators, themes, leads, milestones, risks, actions.
///
/// ```yaml
/// plan: Local Area Agreement 2008-11
/// theme: Safer communities
/// headline: [NI18, NI143]
/// indicators:
///   NI18: {lead: Head of offender management, milestone: every quarter's cohort}
/// risks:
///   - {indicator: NI18, risk: Less money, impact: high, likelihood: very high, managed: with partners}
/// ```
///
/// or the same as comma-separated values, whose column `list` says what a row is: `plan`, `headline`, `indicators`,
/// or one of the lists.
public struct PartnershipPlan: Sendable {
    /// What the tables call it.
    let name: String
    /// What holds for the whole plan, by text field.
    let common: [String: String]
    /// In the plan's order, by identifier.
    let indicators: [(id: String, texts: [String: String])]
    let lists: [PlanList: [[String: String]]]
    /// Identifiers of the indicators that the overview of a return begins with; nil where the plan names none.
    public let headline: [String]?

    /// What the plan says about an indicator.
    func texts(of id: String) -> [String: String] {
        indicators.first { $0.id == id }?.texts ?? [:]
    }

    /// Reads a plan.
    ///
    /// - Parameters:
    ///   - text: the contents of the file.
    ///   - file: its path; one that ends with `.csv` holds comma-separated values, any other is YAML.
    ///   - templates: the templates to be filled, whose own text fields the plan may give too.
    ///   - names: which indicators there are.
    public init(
        _ text: String, file: String, for templates: [TableTemplate], _ names: IndicatorNames
    ) throws(TemplateError) {
        let fields = TextField.names + templates.flatMap { $0.ownFields.map(\.name) }
        var parts = PlanParts(file: file, fields: fields, names: names)
        if file.lowercased().hasSuffix(".csv") {
            try parts.read(csv: text)
        } else {
            try parts.read(yaml: text)
        }
        name = parts.common["plan"] ?? file.split(separator: "/").last.map(String.init) ?? file
        common = parts.common
        indicators = parts.indicators
        lists = parts.lists
        headline = parts.headline.isEmpty ? nil : parts.headline
    }
}

/// A plan while it is being read.
private struct PlanParts {
    let file: String
    let fields: [String]
    let names: IndicatorNames
    var common: [String: String] = [:]
    var indicators: [(id: String, texts: [String: String])] = []
    var lists: [PlanList: [[String: String]]] = [:]
    var headline: [String] = []

    init(file: String, fields: [String], names: IndicatorNames) {
        self.file = file
        self.fields = fields
        self.names = names
    }

    private func wrong(_ line: Int, _ problem: String, _ remedy: String) -> TemplateError {
        .wrong(file: file, line: line, problem: problem, remedy: remedy)
    }

    private func identifier(_ name: String, line: Int) throws(TemplateError) -> String {
        guard let id = names[name] else {
            throw wrong(
                line, "'\(name)' is not an indicator" + names.suggestion(for: name),
                "'laa modules' lists those installed")
        }
        return id
    }

    private mutating func add(_ name: String, _ texts: [String: String], line: Int) throws(TemplateError) {
        let id = try identifier(name, line: line)
        guard !indicators.contains(where: { $0.id == id }) else {
            throw wrong(line, "\(id) appears twice", "Say everything about an indicator in one place")
        }
        indicators.append((id, texts))
    }

    private mutating func addHeadline(_ name: String?, line: Int) throws(TemplateError) {
        guard let name else { throw wrong(line, "headline has an empty entry", "Name an indicator, or remove it") }
        let id = try identifier(name, line: line)
        guard !headline.contains(id) else { throw wrong(line, "\(id) appears twice in headline", "Name it once") }
        headline.append(id)
    }

    private mutating func add(_ entry: [String: String], to list: PlanList, line: Int) throws(TemplateError) {
        guard entry[list.subject] != nil else {
            throw wrong(line, "an entry of \(list.rawValue) has no \(list.subject)", "Say which \(list.subject) it is")
        }
        var entry = entry
        if let name = entry["indicator"] { entry["indicator"] = try identifier(name, line: line) }
        lists[list, default: []].append(entry)
    }

    // MARK: - YAML

    mutating func read(yaml: String) throws(TemplateError) {
        let document = try TemplateYAML.document(yaml, file: file)
        let known = ["plan", "headline", "indicators"] + PlanList.allCases.map(\.rawValue) + fields
        for (key, value) in try document.entries(of: "the plan") {
            try value.check(key, among: known, what: "key of a plan")
            if key == "headline" {
                for item in try value.items(of: key) { try addHeadline(try item.text(of: key), line: item.line) }
            } else if key == "indicators" {
                for (name, facts) in try value.entries(of: "indicators") {
                    try add(name, try texts(facts, of: name, among: fields), line: facts.line)
                }
            } else if let list = PlanList(rawValue: key) {
                for item in try value.items(of: key) {
                    try add(try texts(item, of: "an entry", among: list.names), to: list, line: item.line)
                }
            } else {
                common[key] = try value.text(of: key)
            }
        }
    }

    private func texts(
        _ node: TemplateYAML, of what: String, among known: [String]
    ) throws(TemplateError) -> [String: String] {
        var texts: [String: String] = [:]
        for (key, value) in try node.entries(of: what) {
            try value.check(key, among: known, what: "field of \(what)")
            texts[key] = try value.text(of: key)
        }
        return texts
    }

    // MARK: - Comma-separated values

    mutating func read(csv text: String) throws(TemplateError) {
        let table: CSVTable
        do {
            table = try CSVTable(Array(text.utf8), file: file)
        } catch {
            throw wrong(error.line, error.problem, error.remedy)
        }
        let every = ["list", "plan", "indicator"] + fields + PlanList.allCases.flatMap(\.names)
        for name in table.heading where !every.contains(name) {
            throw wrong(
                1, "'\(name)' is not a column of a plan", "There are: \(ordered(every).joined(separator: ", "))")
        }
        guard let kind = table.heading.firstIndex(of: "list") else {
            throw wrong(
                1, "there is no column 'list'", "Add one that says what each row is: plan, indicators, risks ...")
        }
        guard Set(table.heading).count == table.heading.count else {
            throw wrong(1, "a column appears twice", "Give each column a name of its own")
        }
        for row in table.rows {
            var texts: [String: String] = [:]
            for (name, cell) in zip(table.heading, row.cells) where name != "list" {
                let cell = cell.onOneLine
                if !cell.isEmpty { texts[name] = cell }
            }
            try read(row.cells[kind], texts, line: row.line)
        }
    }

    private mutating func read(_ kind: String, _ texts: [String: String], line: Int) throws(TemplateError) {
        func check(_ known: [String]) throws(TemplateError) {
            if let other = texts.keys.filter({ !known.contains($0) }).min() {
                throw wrong(line, "a row of '\(kind)' has no use for column '\(other)'", "Leave that cell empty")
            }
        }
        switch kind {
        case "plan":
            try check(["plan"] + fields)
            common.merge(texts) { $1 }
        case "headline":
            try check(["indicator"])
            try addHeadline(texts["indicator"], line: line)
        case "indicators":
            try check(["indicator"] + fields)
            guard let name = texts["indicator"] else {
                throw wrong(line, "the row names no indicator", "Fill its cell in column 'indicator'")
            }
            try add(name, texts.filter { $0.key != "indicator" }, line: line)
        default:
            guard let list = PlanList(rawValue: kind) else {
                throw wrong(
                    line, "'\(kind)' is not a list of a plan",
                    "There are: plan, headline, indicators, "
                        + PlanList.allCases.map(\.rawValue).joined(separator: ", ")
                )
            }
            try check(list.names)
            try add(texts, to: list, line: line)
        }
    }

    /// Each name once.
    private func ordered(_ names: [String]) -> [String] {
        var known: Set<String> = []
        return names.filter { known.insert($0).inserted }
    }
}
