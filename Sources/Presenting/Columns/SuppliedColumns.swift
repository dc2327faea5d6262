import ReportKit
import Text

/// A figure as it was supplied.
extension FindingColumn {
    static let supplied: [FindingColumn] =
        [
            .figure(
                "value", "Value", .number, key: "value",
                "The figure as it was supplied, in the indicator's own unit: 85 where that is %.",
                display: .of("Value") { (indicator, figures: SuppliedFigures) in
                    figures.value.map { TableNumbers.inUnit(indicator, $0) } ?? Numbers.missing
                }
            ) { (figures: SuppliedFigures) in figures.value },
            words,
        ]
        + interval(
            "value_*", "Value, *", .number, key: "interval",
            ("Lower end of the figure's own 95% interval, as it was supplied.", "Upper end of the same."),
            whenEmpty: .notApplicable, display: TableNumbers.inUnit
        ) { (figures: SuppliedFigures) in figures.interval }
        + [
            n.shown(
                Display("Of", spare: 5) { _, finding in
                    finding.observed == nil && finding.n == nil
                        ? Numbers.missing : "\(Numbers.count(finding.observed)) of \(Numbers.count(finding.n))"
                }), rate(nil) { (figures: SuppliedFigures) in figures.rate },
        ]
        + rateInterval(key: "rateInterval", nil) { (figures: SuppliedFigures) in figures.rateInterval }
        + [
            suppliedText("supplied_by", "Supplied", key: "source", "Where the figure is from.") { $0.source }
        ]
        + exactBinomial { (figures: SuppliedFigures) in figures.tests.exactBinomial }

    /// Longer texts are shortened in the table and given in full in a note.
    static let longestText = 24

    private static let words: FindingColumn = suppliedText(
        "text", "In the supplier's words", key: "text", "What was supplied in words.", whenEmpty: .notApplicable
    ) { $0.text }.shown(
        Display("In words", alignment: .left) { _, finding in
            guard case .supplied(let figures) = finding.figures, let text = figures.text else { return Numbers.missing }
            return text.count > longestText ? text.prefix(longestText - 1) + "…" : text
        })

    private static func suppliedText(
        _ name: String, _ title: String, key: String, _ note: String, whenEmpty: Shorthand = .notAvailable,
        _ value: @escaping @Sendable (SuppliedFigures) -> String?
    ) -> FindingColumn {
        FindingColumn(
            name: name, title: title, kind: .text, note: note, whenEmpty: whenEmpty, key: key,
            source: .figure { _, finding in
                guard case .supplied(let figures) = finding.figures else { return nil }
                return value(figures).map(Value.text)
            })
    }
}
