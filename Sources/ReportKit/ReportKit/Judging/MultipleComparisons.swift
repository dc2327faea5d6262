import Significance

extension [Finding] {
    /// Adjusts one test's p values for the findings judged beside each other, in place.
    ///
    /// The findings of one level are one family of comparisons, whichever of them a reader asked to see: an area's
    /// adjusted p value is then the same in every report of that quarter.
    mutating func adjust(read: (Finding.Figures) -> Double?, write: (inout Finding.Figures, Double) -> Void) {
        let tested = indices.compactMap { index in read(self[index].figures).map { (index: index, p: $0) } }
        guard let adjusted = try? ManyAreas.benjaminiHochberg(tested.map(\.p)) else { return }
        for (test, p) in zip(tested, adjusted) { write(&self[test.index].figures, p) }
    }
}
