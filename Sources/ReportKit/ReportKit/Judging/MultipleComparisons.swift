import Significance

extension [Finding] {
    /// The findings with each test's p values adjusted for the others judged beside them.
    ///
    /// The findings of one level are one family of comparisons, whichever of them a reader asked to see: an area's
    /// adjusted p value is then the same in every report of that quarter.
    func adjustedForComparisons() throws -> [Finding] {
        var findings = self
        let tests = map(\.figures.outcomes.count).max() ?? 0
        for test in 0..<tests {
            let tested = findings.indices.compactMap { index in
                findings[index].figures.outcomes[test]?.p.map { (index: index, p: $0) }
            }
            let adjusted = try ManyAreas.benjaminiHochberg(tested.map(\.p))
            for ((index, _), p) in zip(tested, adjusted) { findings[index].figures.outcomes[test]?.pAdjusted = p }
        }
        return findings
    }
}

extension Finding.Figures {
    /// The tests of the family, always as many and in the same order; nil for one that was not made.
    fileprivate var outcomes: [TestOutcome?] {
        get {
            switch self {
            case .predicted(let figures): [figures.tests.z, figures.tests.poissonBinomial, figures.tests.clustered]
            case .proportion(let figures): [figures.tests.exactBinomial]
            case .change(let figures): [figures.tests.againstExpected]
            }
        }
        set {
            switch self {
            case .predicted(var figures):
                figures.tests.z = newValue[0] ?? figures.tests.z
                figures.tests.poissonBinomial = newValue[1] ?? figures.tests.poissonBinomial
                figures.tests.clustered = newValue[2] ?? figures.tests.clustered
                self = .predicted(figures)
            case .proportion(var figures):
                figures.tests.exactBinomial = newValue[0]
                self = .proportion(figures)
            case .change(var figures):
                figures.tests.againstExpected = newValue[0]
                self = .change(figures)
            }
        }
    }
}
