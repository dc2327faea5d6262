import ReportKit

/// The header of a declared module: what its indicator is, and which rows it counts.
///
/// ```
/// /*
/// id: NI144
/// title: Offenders in employment at the end of their order or licence
/// family: proportion-target
/// ...
/// */
/// ```
struct DeclaredHeader: Sendable {
    let indicator: Indicator
    /// Which days are counted for a quarter.
    let counts: Span
    /// Months after the last day counted until everything about it is known.
    let completeAfter: Int
    /// How far before the first day counted rows are needed, in days: a case counts in the period of its deadline, and
    /// began before it.
    let reachesBack: Int
    /// For how many months after the snapshot the outcome counts, and must have been predicted; nil in families without
    /// predictions.
    let horizon: Int?
    /// The extracts that must be loaded for the days counted.
    let extracts: [ExtractKind]
    /// The quarters for which the definition holds; nil for all.
    let validQuarters: QuarterRange?
    /// The indicator of which this one is another reading; nil if it counts for itself.
    let sameAs: String?
    /// How the module's counts add up with those of others, and where the header says so.
    let relations: [DeclaredRelation]
    /// The warnings that the author has looked at and means to have, with the reason for each.
    let accepted: [CheckName: String]
    /// What may be set in a report of it.
    let parameters: [ModuleParameter]
    /// The value of each parameter; of another module's parameters, where this one is a reading of it, those it fixes.
    let values: [String: Int]
    /// Whether the header names a family that exists.
    let hasFamily: Bool
    /// The line that says which direction is good; nil if it is left to the indicator of which this is another reading.
    let polarityLine: Int?
    /// The line of each field that the header has.
    let lines: [String: Int]

    /// Every field a header may have.
    static let fieldNames = [
        "id", "title", "definition", "family", "unit", "polarity", "decimals", "frequency", "levels", "source-system",
        "supplier", "caveats", "version", "valid-quarters", "aliases", "by", "rate-base", "quantile", "step", "counts",
        "complete-after",
        "reaches-back", "horizon", "extracts", "same-as", "parameters", "adds-up", "accepted",
    ]

    /// Reads a header.
    ///
    /// - Parameter settings: the values of parameters that are not to have their defaults.
    /// - Returns: a header of whatever could be read. If there are problems, it is only good for finding more of them.
    static func read(_ text: DeclaredText, settings: [String: Int] = [:]) -> (
        header: DeclaredHeader?, problems: [DeclaredProblem]
    ) {
        var fields = HeaderFields(text.header, line: text.headerLine, known: fieldNames)
        guard fields.problems.isEmpty || fields.has("id") else { return (nil, fields.problems) }
        let header = DeclaredHeader(&fields, settings)
        let indicator = header.indicator
        let needsQuery = header.sameAs == nil && header.hasFamily && indicator.family.needsQuery
        if needsQuery && !text.hasQuery {
            fields.report("family", "\(indicator.family.rawValue) needs a query below the header.")
        }
        if (header.sameAs != nil || header.hasFamily && indicator.family == .undefined) && text.hasQuery {
            fields.report(
                header.sameAs == nil ? "family" : "same-as", "such a module has no query of its own; remove the query.")
        }
        if needsQuery && header.extracts.isEmpty && !fields.has("extracts") {
            fields.report(
                "extracts",
                "is missing: name what must be loaded before a figure is given, for example: [terminations]")
        }
        return (header, fields.problems)
    }

    private init(_ fields: inout HeaderFields, _ settings: [String: Int]) {
        sameAs = fields.text("same-as")
        parameters = sameAs == nil ? fields.parameters("parameters") : []
        values =
            sameAs == nil
            ? Dictionary(parameters.map { ($0.name, settings[$0.name] ?? $0.default) }, uniquingKeysWith: { $1 })
            : fields.settings("parameters")
        lines = fields.lines
        let id = fields.required("id", "NI144")
        if !id.isEmpty, !Self.isIdentifier(id) {
            fields.report(
                "id", "'\(id)' is not an identifier: 1 to 20 letters and digits, a letter first, such as NI144.")
        }
        let family = fields.choice("family", as: Family.self)
        let polarity = fields.choice("polarity", as: Polarity.self)
        hasFamily = family != nil
        polarityLine = polarity == nil ? nil : fields.line(of: "polarity")
        let decimals = fields.integer("decimals", in: 0...6)
        var levels = fields.choices("levels", as: AreaLevel.self)
        if levels.contains(where: { $0 == .notAssigned || $0 == .partnership }) {
            fields.report("levels", "partnership and not-assigned are not levels of their own: write local-authority.")
            levels.removeAll { $0 == .notAssigned || $0 == .partnership }
        }
        if sameAs == nil {
            if family == nil, !fields.has("family") {
                fields.report("family", "is missing; for example: proportion-target")
            }
            if polarity == nil, !fields.has("polarity") { fields.report("polarity", "is missing; for example: higher") }
            if decimals == nil, !fields.has("decimals") { fields.report("decimals", "is missing; for example: 1") }
            if !fields.has("levels") {
                fields.report("levels", "is missing; for example: [national, region, trust, local-authority]")
            }
        }
        func described(_ name: String, _ example: String, _ fields: inout HeaderFields) -> String {
            fields.has("same-as") ? fields.text(name) ?? "" : fields.required(name, example)
        }
        relations = fields.relations("adds-up", of: id, family: family)
        if sameAs != nil, values.isEmpty, fields.has("adds-up") {
            fields.report(
                "adds-up", "such a module has no counts of its own; say it in the header of the other indicator.")
        }
        indicator = Indicator(
            id: id, title: fields.required("title", "Offenders in employment at the end of their order or licence"),
            definition: described(
                "definition", "Offenders in employment at termination, of all with an answer.", &fields),
            family: family ?? .undefined, unit: described("unit", "\"%\"", &fields),
            polarity: polarity ?? .higherIsBetter,
            decimals: decimals ?? 0, frequency: described("frequency", "quarterly", &fields), levels: levels,
            source: described("source-system", "OASys at termination", &fields),
            supplier: described("supplier", "probation trusts", &fields), caveats: fields.caveats("caveats"),
            version: described("version", "\"2009-02\"", &fields), aliases: fields.list("aliases"),
            breakdowns: fields.choices("by", as: Breakdown.self),
            rateBase: fields.integer("rate-base", in: 1...1_000_000), relations: relations.map(\.relation),
            quantile: fields.quantileTerms(of: family, decimals: decimals))
        counts = fields.choice("counts", as: Span.self) ?? .quarter
        completeAfter = fields.integer("complete-after", in: 0...60, values: values) ?? 0
        reachesBack = fields.integer("reaches-back", in: 0...400) ?? 0
        horizon = Self.horizon(&fields, family: sameAs == nil ? family : nil, values)
        accepted = fields.acceptedWarnings("accepted")
        extracts = fields.choices("extracts", as: ExtractKind.self)
        let valid = fields.text("valid-quarters")
        validQuarters = valid.flatMap(QuarterRange.init)
        if let valid, validQuarters == nil {
            fields.report(
                "valid-quarters",
                "'\(valid)' is not a range of quarters; write one as 2008-09Q1..2010-11Q4 or 2008-09Q1.. .")
        }
    }

    private static func horizon(_ fields: inout HeaderFields, family: Family?, _ values: [String: Int]) -> Int? {
        let horizon = fields.integer("horizon", in: 1...120, values: values)
        if family == .proportionAgainstPredicted {
            if !fields.has("horizon") {
                fields.report(
                    "horizon",
                    "is missing: for how many months after the snapshot the outcome counts, and must have been "
                        + "predicted; for example: 3")
            }
        } else if fields.has("horizon"), family != nil || fields.has("same-as") {
            fields.report(
                "horizon",
                "only a module of family \(Family.proportionAgainstPredicted.rawValue) with a query of its own has "
                    + "one; remove this line.")
        }
        return horizon
    }

    /// Whether a text is 1 to 20 letters and digits, a letter first: safe as a file's name and on a command line.
    static func isIdentifier(_ text: String) -> Bool {
        (1...20).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            } && !(0x30...0x39).contains(text.utf8.first ?? 0x30)
    }
}

extension Family {
    /// Whether a module of the family must have a query.
    var needsQuery: Bool { self != .supplied && self != .undefined }
}
