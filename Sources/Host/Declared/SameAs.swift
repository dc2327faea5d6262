import ReportKit

/// A declared module that is another indicator under its own name: the same counts, read in its own way.
///
/// Its header names the other in `same-as`, and says only what differs.
struct SameAs: Codable, Sendable {
    let file: String
    /// The identifier or alias of the indicator that counts.
    let other: String
    private let own: Indicator
    private let polarityLine: Int?

    /// Nil for a file that counts for itself, or has something wrong with it.
    init?(_ declared: DeclaredFile) {
        guard declared.problems.allSatisfy({ $0.severity != .error }), let header = declared.header,
            let other = header.sameAs
        else { return nil }
        file = declared.file
        self.other = other
        own = header.indicator
        polarityLine = header.polarityLine
    }

    var id: String { own.id }

    /// What keeps this from being another reading of an indicator: its figures come judged, and would be called better
    /// where this one calls them worse.
    func problem(with base: Indicator) -> DeclaredProblem? {
        guard let polarityLine, own.polarity != base.polarity else { return nil }
        return DeclaredProblem(
            line: polarityLine,
            "polarity: is \(own.polarity.rawValue), but \(base.id), whose judged figures these are, has "
                + "\(base.polarity.rawValue). Remove this line, or same-as: then it needs a family and a query of its own."
        )
    }

    /// The sheet of this indicator: its own fields, and the other's where it has none.
    func indicator(of base: Indicator) -> Indicator {
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
        sheet.sameAs = base.id
        sheet.caveats =
            ["The same figures as \(base.id)."] + own.caveats
            + base.caveats.filter { !own.caveats.contains($0) }
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

/// A module under the sheet of another indicator.
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
    /// The names that its targets may have been agreed under, foremost first.
    var namesOfTargets: [String] {
        let names = [indicator.id] + indicator.aliases
        return names + ((self as? RenamedModule)?.base.namesOfTargets ?? [])
    }

    /// Whether it can be judged against the predictions of a model applied here.
    var takesModel: Bool { ((self as? RenamedModule)?.base ?? self) is any PredictedModule }
}
