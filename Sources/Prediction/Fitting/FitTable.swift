import ReportKit
import Text

extension FittedModel {
    /// The fit for people.
    ///
    /// ```
    /// Coefficient                    Value  Std. error  by person       p
    /// --------------------------  --------  ----------  ---------  ------
    /// intercept                    -2.4310      0.0310     0.0345  <0.001
    /// sex: female                  -0.2519      0.0402     0.0420  <0.001
    /// ```
    public func table(width: Int) -> String {
        var table = TextTable([
            .init(heading: "Coefficient", alignment: .left), .init(heading: "Value"), .init(heading: "Std. error"),
            .init(heading: "by person"), .init(heading: "p"),
        ])
        for column in fit.columns {
            let levels = column.levels.isEmpty ? "" : ": \(column.levels.joined(separator: " or "))"
            table.append([
                column.term + levels, Numbers.fixed(column.coefficient, 4), Numbers.fixed(column.standardError, 4),
                Numbers.fixed(column.standardErrorByPerson, 4), Numbers.p(column.p),
            ])
        }
        var tests = TextTable([
            .init(heading: "Term", alignment: .left), .init(heading: "df"), .init(heading: "Wald, by person"),
            .init(heading: "p"), .init(heading: "Likelihood ratio"), .init(heading: "p"),
        ])
        for test in fit.tests {
            func number(_ value: Double?) -> String { value.map { Numbers.fixed($0, 2) } ?? Numbers.missing }
            func p(_ value: Double?) -> String { value.map(Numbers.p) ?? Numbers.missing }
            tests.append([
                test.term, "\(test.degreesOfFreedom)", number(test.waldByPerson), p(test.waldByPersonP),
                number(test.likelihoodRatio), p(test.likelihoodRatioP),
            ])
        }
        let title =
            "\(model.name), version \(model.version): \(model.horizonMonths) months, fitted on \(model.fittedOn)"
        var lines = (fit.synthetic ? [Report.syntheticCaveat, ""] : []) + [title, ""]
        lines += table.lines(width: width) + [""] + tests.lines(width: width) + [""]
        lines.append(
            "Deviance \(Numbers.fixed(fit.deviance, 2)), that of the intercept alone \(Numbers.fixed(fit.nullDeviance, 2)); "
                + "\(fit.iterations) iterations" + (fit.penalty == "none" ? "" : "; penalty: \(fit.penalty)"))
        lines += fit.leftOut.map { "  \(Numbers.count($0.count)) left out: \($0.reason)" }
        lines += fit.notes
        return lines.joined(separator: "\n") + "\n"
    }
}
