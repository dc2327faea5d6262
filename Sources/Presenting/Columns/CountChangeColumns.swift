import ReportKit
import Text

/// A count against that of a baseline.
extension FindingColumn {
    static let countChange: [FindingColumn] =
        [observed("Count"), n("Baseline"), change { (figures: CountChangeFigures) in figures.change }]
        + changeInterval(key: "interval", display: TableNumbers.signed) { (figures: CountChangeFigures) in
            figures.interval
        }
        + againstBaseline { (figures: CountChangeFigures) in figures.tests.againstBaseline }
}
