import Significance

extension [Finding] {
    /// The findings of one level as they are reported: with what each rests on, and adjusted p values among those that
    /// are judged.
    func judged(on basis: DataBasis) throws -> [Finding] {
        try map { $0.resting(on: basis[$0.area]) }.adjustedForComparisons()
    }

    /// The findings, with each test's p values adjusted for the number of areas judged.
    ///
    /// All findings of a level are one family of comparisons, whichever of them a reader requested: an area's adjusted
    /// p value is therefore the same in every report for that quarter.
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
