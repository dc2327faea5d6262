import ReportKit

// What stands beside a figure, and is rounded rather than suppressed: what its records lack, and how many are counted
// again.
//
// Each count of what is lacking is rounded down to a multiple of one base, and every other number is made of that and of
// figures that are shown themselves: what a count is out of, and people. So nothing is known of such a count but a range
// as wide as the base. Rounded by themselves, what it is out of and the figure's denominator would leave fewer values.
extension DisclosurePolicy {
    /// What counts beside figures are rounded down to a multiple of.
    public var besideBase: Int { 2 * max(5, largestSmallCount + 1) }

    private func rounded(_ count: Int) -> Int { count / besideBase * besideBase }

    /// The finding with what stands beside its figures rounded.
    func roundedBeside(_ finding: Finding) -> ShownFinding {
        var rounded = finding
        rounded.dataQuality = roundedBeside(finding.dataQuality)
        rounded.figures = roundedBeside(finding.figures, n: finding.n)
        let told = Set(rounded.dataQuality.filter(\.isInsufficient).map(\.measure))
        rounded.roundQuantile(quantileRounding(of: finding))
        return ShownFinding(
            rounded, roundedTo: besideBase,
            lackingMore: finding.dataQuality.filter { measure in
                measure.isInsufficient && !told.contains(measure.measure) && !isSmall(measure.count)
            }.map(\.measure))
    }

    private func roundedBeside(_ figures: Finding.Figures, n: Int?) -> Finding.Figures {
        func people(_ people: Int) -> Int { n.map { $0 - rounded($0 - people) } ?? people }
        switch figures {
        case .predicted(var figures):
            figures.people = people(figures.people)
            return .predicted(figures)
        case .frequency(var figures):
            figures.people = people(figures.people)
            return .frequency(figures)
        case .proportion(var figures):
            figures.notRecorded = rounded(figures.notRecorded)
            return .proportion(figures)
        case .change, .rate, .standardised, .count, .countChange, .mean, .quantile, .supplied: return figures
        }
    }

    /// Data-quality measures with their counts rounded.
    func roundedBeside(_ measures: [QualityMeasure]) -> [QualityMeasure] {
        // Those not matched and those without a prediction are given out of the same rows.
        let ofAllRows = measures.filter { [.pncMatch, .prediction].contains($0.measure) }
        return measures.compactMap { measure in
            switch measure.measure {
            case .rejected: return roundingRejected(measure)
            // What these are out of is a figure of its own.
            case .authority, .repeats, .expectedChange:
                return measure.rounded(to: besideBase, count: rounded(measure.count), of: measure.of)
            case .pncMatch, .prediction:
                let lacking = ofAllRows.reduce(0) { $0 + $1.count }
                let told = ofAllRows.reduce(0) { $0 + rounded($1.count) }
                return measure.rounded(
                    to: besideBase, count: rounded(measure.count), of: measure.of - lacking + told)
            case .answered, .lateProof:
                let told = rounded(measure.count)
                return measure.rounded(to: besideBase, count: told, of: measure.of - measure.count + told)
            }
        }
    }

    /// A measure whose counts of rejected rows are rounded, since those of a region less those of its areas could be
    /// small; nil where it is of few rows. Other measures are unchanged.
    ///
    /// None is left out for being small: of a trust whose count says 1 to 4, so that each of its four authorities has
    /// one, or of four authorities whose trust has sixteen, every count would be known. Rounded to multiples of `base`, a
    /// count can follow from those of the areas beside it and around it only where there are at least `base` - 1 areas,
    /// all of them at the very end of what they may be.
    func roundingRejected(_ measure: QualityMeasure) -> QualityMeasure? {
        guard measure.measure == .rejected else { return measure }
        return isSmall(measure.of) ? nil : measure.rounded(to: besideBase)
    }
}
