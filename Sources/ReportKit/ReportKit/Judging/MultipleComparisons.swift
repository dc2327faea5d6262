import Significance

extension [Finding] {
    /// The findings with each test's p values adjusted for the others judged beside them.
    ///
    /// The findings of one level are one family of comparisons, whichever of them a reader asked to see: an area's
    /// adjusted p value is then the same in every report of that quarter.
    func adjustedForComparisons() throws -> [Finding] {
        var findings = self
        var outcomes = map(\.figures.any.outcomes)
        for test in 0..<(outcomes.first?.count ?? 0) {
            let tested = indices.compactMap { index in outcomes[index][test]?.p.map { (index: index, p: $0) } }
            let adjusted = try ManyAreas.benjaminiHochberg(tested.map(\.p))
            for ((index, _), p) in zip(tested, adjusted) { outcomes[index][test]?.pAdjusted = p }
        }
        for index in indices { findings[index].figures = findings[index].figures.with(outcomes[index]) }
        return findings
    }
}
