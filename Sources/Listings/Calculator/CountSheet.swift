import ReportKit
import Significance
import Text

/// A count against an expected count.
public struct CountSheet: CalculatorSheet {
    let observed: Int
    let expected: Double
    /// Observed divided by expected; null where nothing is expected.
    @OrNull var ratio: Double?
    let pLower: Double
    let pUpper: Double
    let pExact: Double
    let exact: [Double]
    let byar: [Double]

    /// - Throws: `SignificanceError`, naming the invalid argument.
    public init(observed: Int, expected: Double) throws {
        let test = try Counts.exactTest(observed: observed, expected: expected)
        let exact = try Counts.exactInterval(observed: observed)
        let byar = try Counts.byarInterval(observed: observed)
        self.observed = observed
        self.expected = expected
        ratio = expected > 0 ? Double(observed) / expected : nil
        pLower = test.pLower
        pUpper = test.pUpper
        pExact = test.p
        self.exact = [exact.lower, exact.upper]
        self.byar = [byar.lower, byar.upper]
    }

    public var lines: [(name: String, value: String)] {
        [
            ("observed", Numbers.count(observed)), ("expected", Numbers.fixed(expected, 2)),
            ("observed / expected", ratio.map { Numbers.fixed($0, 3) } ?? Numbers.missing),
            ("exact Poisson", "p \(Sheet.p(pExact))"), ("at most that many", "p \(Sheet.p(pLower))"),
            ("at least that many", "p \(Sheet.p(pUpper))"),
            ("exact 95%", "\(Numbers.fixed(exact[0], 2)) to \(Numbers.fixed(exact[1], 2))"),
            ("Byar 95%", "\(Numbers.fixed(byar[0], 2)) to \(Numbers.fixed(byar[1], 2))"),
        ]
    }
}
