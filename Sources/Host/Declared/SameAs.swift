import ReportKit

/// A declared module that reports another indicator under its own name: the same figures, with a sheet of its own.
///
/// Its header names the other indicator in `same-as`, and gives only what differs. Where it fixes the other's parameters, its
/// figures are its own: NI 18 at six months is not NI 18.
struct SameAs: Codable, Sendable {
    let file: String
    /// The identifier or alias of the other indicator, whose module does the counting.
    let other: String
    private let own: Indicator
    private let polarityLine: Int?
    private let parametersLine: Int?
    /// The values that it fixes for the other's parameters.
    let settings: [String: Int]

    /// Nil for a file without `same-as`, or with an error.
    init?(_ declared: DeclaredFile) {
        guard declared.problems.allSatisfy({ $0.severity != .error }), let header = declared.header,
            let other = header.sameAs
        else { return nil }
        file = declared.file
        self.other = other
        own = header.indicator
        polarityLine = header.polarityLine
        parametersLine = header.lines["parameters"]
        settings = header.values
    }

    var id: String { own.id }

    /// Why this module cannot report that indicator under its own name; nil where it can. The figures arrive judged, so
    /// the two must agree on what is good: otherwise a figure would be called better that this indicator calls worse.
    func problem(with module: DescribedModule) -> DeclaredProblem? {
        if let problem = module.parameters.problem(with: settings) {
            return DeclaredProblem(line: parametersLine, "parameters: \(module.indicator.id): \(problem).")
        }
        let base = module.indicator
        guard let polarityLine, own.polarity != base.polarity else { return nil }
        return DeclaredProblem(
            line: polarityLine,
            "polarity: is \(own.polarity.rawValue), but \(base.id), whose judged figures this reports, has "
                + "\(base.polarity.rawValue). Remove this line; or remove same-as, and give a family and a query."
        )
    }

    /// The sheet of this indicator: its own fields, and the other's where it has none.
    func indicator(of module: DescribedModule) -> Indicator {
        let base = module.indicator
        var sheet = base
        sheet.id = own.id
        sheet.title = own.title
        if !own.definition.isEmpty { sheet.definition = own.definition }
        if !own.unit.isEmpty { sheet.unit = own.unit }
        if !own.frequency.isEmpty { sheet.frequency = own.frequency }
        if !own.levels.isEmpty { sheet.levels = own.levels }
        if !own.source.isEmpty { sheet.source = own.source }
        if !own.supplier.isEmpty { sheet.supplier = own.supplier }
        if !own.version.isEmpty { sheet.version = own.version }
        sheet.aliases = own.aliases
        let differences = module.parameters.words(settings)
        if differences.isEmpty {
            sheet.sameAs = base.id
        } else {
            // Its counts are others: what adds up with them is for its own header to say.
            sheet.relations = own.relations
        }
        let note =
            differences.isEmpty
            ? "The same figures as \(base.id)."
            : "Counted as \(base.id) is, except that \(differences.joined(separator: ", ")). Not to be compared with it."
        sheet.caveats = [note] + own.caveats + base.caveats.filter { !own.caveats.contains($0) }
        return sheet
    }
}

extension LoadedModule {
    /// The same module under another indicator's sheet, if one is given.
    func renamed(_ indicator: Indicator?) -> LoadedModule {
        guard let indicator else { return self }
        return LoadedModule(file: file, module: RenamedModule(base: module, indicator: indicator))
    }
}

/// A module that is reported under another indicator's sheet.
struct RenamedModule: ReportModule {
    let base: any ReportModule
    let indicator: Indicator

    func coverage(of period: ReportPeriod) throws -> Coverage { try base.coverage(of: period) }

    func query(for period: ReportPeriod, breakdown: Breakdown?) throws -> Query {
        try base.query(for: period, breakdown: breakdown)
    }

    func findings(from inputs: ReportInputs) throws -> Judgement { try base.findings(from: inputs) }
}

extension ReportModule {
    /// The names under which its targets may have been agreed, the first taking precedence. What was agreed for another
    /// indicator holds for the same figures only.
    var namesOfTargets: [String] {
        let names = [indicator.id] + indicator.aliases
        return names + (indicator.sameAs == nil ? [] : (self as? RenamedModule)?.base.namesOfTargets ?? [])
    }

    /// Whether it can be judged against the predictions of a model that was applied in the warehouse.
    var takesModel: Bool { ((self as? RenamedModule)?.base ?? self) is any PredictedModule }
}
