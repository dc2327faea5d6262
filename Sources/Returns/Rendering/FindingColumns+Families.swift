import ReportKit

extension FindingColumn {
    /// A column of one family's figures.
    static func of<Figures: FamilyFigures>(
        _ heading: String, spare: Int? = nil, _ value: @escaping (Figures) -> String
    ) -> FindingColumn {
        FindingColumn(heading: heading, spare: spare) { finding in
            (finding.figures.any as? Figures).map(value) ?? Numbers.missing
        }
    }

    /// The p value of a family with one test, and the adjusted one.
    static var pValues: [FindingColumn] {
        [
            FindingColumn(heading: "p") { Numbers.p($0.figures.any.outcomes.first??.p) },
            FindingColumn(heading: "p adj.", spare: 4) { Numbers.p($0.figures.any.outcomes.first??.pAdjusted) },
        ]
    }
}

// MARK: - Rates per so many people

extension Report {
    private var decimals: Int { max(1, indicator.decimals) }

    /// What a rate's column is headed: `Per 1,000`.
    private var perHeading: String { "Per \(Numbers.count(indicator.per))" }

    /// A rate as events per so many people.
    private func per(_ rate: Double?) -> String {
        rate.map { Numbers.fixed($0 * Double(indicator.per), decimals) } ?? Numbers.missing
    }

    private func range(_ limits: [Double]?, _ text: (Double) -> String) -> String {
        limits.map { "\(text($0[0])) to \(text($0[1]))" } ?? Numbers.missing
    }

    var frequencyColumns: [FindingColumn] {
        [
            .of("People") { (figures: FrequencyFigures) in Numbers.count(figures.people) },
            FindingColumn(heading: "Events") { Numbers.count($0.observed) },
            .of(perHeading) { (figures: FrequencyFigures) in per(figures.rate) },
            .of("95% interval", spare: 3) { (figures: FrequencyFigures) in range(figures.interval, per) },
        ] + FindingColumn.pValues
    }

    var rateColumns: [FindingColumn] {
        [
            FindingColumn(heading: "Events") { Numbers.count($0.observed) },
            FindingColumn(heading: "Population", spare: 5) { Numbers.count($0.n) },
            .of(perHeading) { (figures: RateFigures) in per(figures.rate) },
            .of("95% interval", spare: 3) { (figures: RateFigures) in range(figures.interval, per) },
            .of("Baseline") { (figures: RateFigures) in per(figures.baselineRate) },
            .of("Change") { (figures: RateFigures) in Numbers.signedPercent(figures.change) },
        ] + FindingColumn.pValues
    }

    var standardisedColumns: [FindingColumn] {
        [
            FindingColumn(heading: "Events") { Numbers.count($0.observed) },
            FindingColumn(heading: "Population", spare: 5) { Numbers.count($0.n) },
            .of("Crude", spare: 4) { (figures: StandardisedFigures) in per(figures.crudeRate) },
            .of(perHeading) { (figures: StandardisedFigures) in per(figures.rate) },
            .of("95% interval", spare: 3) { (figures: StandardisedFigures) in range(figures.interval, per) },
            .of("All areas") { (figures: StandardisedFigures) in per(figures.overallRate) },
        ]
    }
}

// MARK: - Counts

extension Report {
    var countColumns: [FindingColumn] {
        [
            FindingColumn(heading: "Count") { Numbers.count($0.observed) },
            .of("95% interval", spare: 3) { (figures: CountFigures) in
                range(figures.interval) { Numbers.fixed($0, 1) }
            },
            .of("To date", spare: 1) { (figures: CountFigures) in
                let ends = [figures.targetToDate, figures.targetToDateUpper].compactMap(\.self)
                return ends.isEmpty ? Numbers.missing : ends.map { Numbers.amount($0) }.joined(separator: " to ")
            },
            .of("% of target") { (figures: CountFigures) in
                figures.percentOfTarget.map { Numbers.fixed($0, 0) + "%" } ?? Numbers.missing
            },
        ] + FindingColumn.pValues
    }

    static var countChangeColumns: [FindingColumn] {
        [
            FindingColumn(heading: "Count") { Numbers.count($0.observed) },
            FindingColumn(heading: "Baseline") { Numbers.count($0.n) },
            .of("Change") { (figures: CountChangeFigures) in Numbers.signedPercent(figures.change) },
            .of("95% interval", spare: 3) { (figures: CountChangeFigures) in
                figures.interval.map { "\(Numbers.signedPercent($0[0])) to \(Numbers.signedPercent($0[1]))" }
                    ?? Numbers.missing
            },
        ] + FindingColumn.pValues
    }
}

// MARK: - Values in the indicator's own unit

extension Report {
    /// A value in the indicator's own unit: 85.0%, 8.3.
    func inUnit(_ value: Double?) -> String {
        guard let value else { return Numbers.missing }
        return Numbers.fixed(value, indicator.decimals) + (indicator.unit == "%" ? "%" : "")
    }

    var meanColumns: [FindingColumn] {
        [
            .of("Total") { (figures: MeanFigures) in Numbers.amount(figures.total) },
            .of("n") { (figures: MeanFigures) in Numbers.amount(figures.denominator) },
            .of("Mean") { (figures: MeanFigures) in inUnit(figures.mean) },
            .of("95% interval", spare: 3) { (figures: MeanFigures) in range(figures.interval) { inUnit($0) } },
        ] + FindingColumn.pValues
    }

    var suppliedColumns: [FindingColumn] {
        [
            .of("Value") { (figures: SuppliedFigures) in inUnit(figures.value) },
            FindingColumn(heading: "In words", alignment: .left) { finding in
                guard let text = (finding.figures.any as? SuppliedFigures)?.text else { return Numbers.missing }
                return text.count > Report.longestText ? text.prefix(Report.longestText - 1) + "…" : text
            },
            .of("95% interval", spare: 3) { (figures: SuppliedFigures) in range(figures.interval) { inUnit($0) } },
            FindingColumn(heading: "Of", spare: 5) { finding in
                finding.observed == nil && finding.n == nil
                    ? Numbers.missing : "\(Numbers.count(finding.observed)) of \(Numbers.count(finding.n))"
            },
        ] + FindingColumn.pValues
    }

    /// Longer texts are cut in the table, and stand in full in a note.
    static let longestText = 24
}
