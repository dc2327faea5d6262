import Disclosure
import ReportKit

/// The ratio of actual to expected, drawn towards that of the other areas, and its rank.
extension FindingColumn {
    static let shrunken: [FindingColumn] = [
        shrunken(
            "shrunken_ratio", "Shrunken ratio",
            "Actual over predicted number, drawn towards that of the other areas of the level as far as chance may explain "
                + "its distance (empirical Bayes, Poisson-gamma)."
        ) { $0.ratio },
        shrunken("shrunken_lower95", "Shrunken ratio, lower 95%", "Lower end of its 95% interval.") {
            $0.interval?.lower
        },
        shrunken("shrunken_upper95", "Shrunken ratio, upper 95%", "Upper end of the same.") { $0.interval?.upper },
        shrunken(
            "shrunken_rank", "Rank",
            "Median rank of the true ratio, 1 for the lowest; never to be given without its interval.",
            .count
        ) { Double($0.rank) },
        shrunken("shrunken_rank_lower95", "Rank, lower 95%", "Lowest rank of its 95% interval.", .count) {
            Double($0.rankInterval[0])
        },
        shrunken("shrunken_rank_upper95", "Rank, upper 95%", "Highest rank of the same.", .count) {
            Double($0.rankInterval[1])
        },
        shrunken("shrunken_rank_of", "Areas ranked", "How many areas of the level are ranked.", .count) {
            Double($0.of)
        },
    ]

    private static func shrunken(
        _ name: String, _ title: String, _ note: String, _ kind: Kind = .number,
        _ value: @escaping @Sendable (ShrunkenArea) -> Double?
    ) -> FindingColumn {
        FindingColumn(
            name: name, title: title, kind: kind, note: note, whenEmpty: .notApplicable, key: "shrunken",
            source: .figure { report, finding in report.shrunken(finding).flatMap(value).map(Value.number) })
    }
}
