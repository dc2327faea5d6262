import Disclosure
import ReportKit
import Significance
import Text

/// A model's check as it may leave the program.
public struct PublishedModelCheck {
    /// How good predictions are, of people of whom something may be shown.
    struct Part {
        let name: String
        let performance: Performance
        let tenths: PublishedRiskGroups
    }

    public let model: LogisticModel
    let fit: FitRecord
    /// On its own people, cross-validated, and in later snapshots.
    let parts: [Part]
    /// The tenths of cross-validated predictions.
    public let crossValidated: PublishedRiskGroups
    /// Cross-validated; only in the internal form (``PublishedGroups``).
    public let groups: [PublishedGroups]
    /// Those of NI 18's cohort of a quarter, as NI 18's reports show them.
    public private(set) var quarter: (quarter: Quarter, groups: [PublishedGroups])?
    let folds: Int
    let seed: UInt64
    public let synthetic: Bool
    public let release: Release
}

extension ModelCheck {
    /// The check as it may be released. Snapshots of which nothing may be shown are left out.
    ///
    /// - Throws: ``PredictionError/notEstimable(measure:reason:)`` where nothing of the baseline may be shown.
    public func published(
        by policy: DisclosurePolicy, for release: Release
    ) throws(PredictionError) -> PublishedModelCheck {
        let all =
            [("On its own people", apparent), ("Cross-validated", crossValidated)]
            + later.map { ("\($0.snapshot)", $0.performance) }
        let parts = all.map { name, performance in
            PublishedModelCheck.Part(
                name: name, performance: performance, tenths: policy.published(performance.tenths, for: release))
        }
        guard !parts[0].tenths.groups.isEmpty, !parts[1].tenths.groups.isEmpty else {
            throw .notEstimable(
                measure: "model's calibration", reason: "so few re-offended, or did not, that nothing may be published")
        }
        return PublishedModelCheck(
            model: fitted.model, fit: fitted.fit, parts: parts.filter { !$0.tenths.groups.isEmpty },
            crossValidated: parts[1].tenths, groups: release.isInternal ? groups.map(PublishedGroups.init) : [],
            folds: folds, seed: seed,
            synthetic: synthetic, release: release)
    }
}

extension PublishedModelCheck {
    /// The check for people.
    ///
    /// ```
    ///                         n  Observed  Expected  Area under curve  Brier score  Slope  In the large
    /// -----------------  ------  --------  --------  ----------------  -----------  -----  ------------
    /// On its own people  58,211     6,012    6012.0            0.7312       0.0842  1.000        0.0000
    ///                                                0.7240 to 0.7384
    /// ```
    public func table(width: Int) -> String {
        var lines = (release.marking.map { [$0, ""] } ?? []) + (synthetic ? [Report.syntheticCaveat, ""] : [])
        lines += [
            "\(model.name), version \(model.version): \(model.horizonMonths) months, fitted on \(fit.fittedOnDay) on "
                + model.fittedOn, "",
        ]
        lines += performances(width: width)
        lines += ["", "Calibration, cross-validated"] + tenths(width: width)
        for grouping in groups { lines += ["", "By \(grouping.name), cross-validated"] + grouping.lines(width: width) }
        for grouping in quarter?.groups ?? [] {
            lines += ["", "By \(grouping.name), NI 18's cohort of \(quarter?.quarter.description ?? "")"]
            lines += grouping.lines(width: width)
        }
        lines.append(
            """

            Cross-validated: each person predicted by a model fitted without one part in \(folds) of the people, the part \
            with this one
            (seed \(seed)). Snapshots are later ones, by the model as it is. Intervals are 95%, and allow for people in \
            several snapshots.
            """)
        if quarter != nil {
            lines.append(
                "Groups of a quarter are as NI 18's reports by this model show them; what these suppress is '-'.")
        } else if groups.isEmpty {
            lines.append("By sex, age band, ethnicity and trust: with --quarter, or cross-validated with --internal.")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same with the groups of reports of NI 18, judged by the model.
    public func adding(_ reports: [PublishedReport], of quarter: Quarter) -> PublishedModelCheck {
        var check = self
        check.quarter = (quarter, reports.map(PublishedGroups.init))
        return check
    }

    private func performances(width: Int) -> [String] {
        var table = TextTable([
            .init(heading: "", alignment: .left), .init(heading: "n"), .init(heading: "Observed"),
            .init(heading: "Expected"), .init(heading: "Area under curve"), .init(heading: "Brier score"),
            .init(heading: "Slope"), .init(heading: "In the large"),
        ])
        for part in parts {
            let performance = part.performance
            let estimates = [
                performance.areaUnderCurve, performance.brier, performance.slope, performance.inTheLarge,
            ]
            table.append(
                [
                    part.name, Numbers.count(performance.n), Numbers.count(performance.observed),
                    Numbers.fixed(performance.expected, 1),
                ] + estimates.map { $0.map { Numbers.fixed($0.value, 4) } ?? Numbers.missing })
            table.append(
                ["", "", "", ""]
                    + estimates.map { estimate in
                        estimate.map {
                            "\(Numbers.fixed($0.interval.lower, 4)) to \(Numbers.fixed($0.interval.upper, 4))"
                        } ?? ""
                    })
        }
        return table.lines(width: width)
    }

    private func tenths(width: Int) -> [String] {
        var table = TextTable([
            .init(heading: "Tenth"), .init(heading: "n"), .init(heading: "Predicted"), .init(heading: "Expected"),
            .init(heading: "Observed"), .init(heading: "Rate"), .init(heading: "95% interval"),
        ])
        for group in crossValidated.groups {
            table.append([
                group.name, Numbers.count(group.n), Numbers.percent(group.predictedRate),
                Numbers.fixed(group.expected, 1), Numbers.count(group.observed), Numbers.percent(group.observedRate),
                group.interval.map { "\(Numbers.percent($0.lower)) to \(Numbers.percent($0.upper))" }
                    ?? Numbers.missing,
            ])
        }
        return table.lines(width: width)
    }

    /// How good the model is on each of the parts, by measure: what charts are drawn of.
    public var measures: [Measure] {
        func measure(
            _ id: String, _ name: String, right: Double?, _ estimate: (Performance) -> IntervalEstimate?
        ) -> Measure {
            Measure(
                id: id, name: name, right: right,
                rows: parts.compactMap { part in
                    estimate(part.performance).map { (part.name, $0.value, $0.interval) }
                })
        }
        return [
            measure("area-under-curve", "Area under the curve", right: nil) { $0.areaUnderCurve },
            measure("brier-score", "Brier score", right: nil) { $0.brier },
            measure("slope", "Calibration slope", right: 1) { $0.slope },
            measure("in-the-large", "Calibration in the large", right: 0) { $0.inTheLarge },
        ]
    }

    /// One measure of how good a model is, with 95% intervals.
    public struct Measure: Sendable {
        public let id: String
        public let name: String
        /// What a perfect model would have; nil where that is not to be had.
        public let right: Double?
        public let rows: [(name: String, value: Double, interval: (lower: Double, upper: Double))]
    }

    /// What a chart of the calibration says of it.
    public var summary: String {
        let slope = parts[1].performance.slope.map { "Slope \(Numbers.fixed($0.value, 2)) (1 is right). " } ?? ""
        return "\(slope)\(Numbers.count(parts[1].performance.n)) offender-snapshots of "
            + "\(Numbers.count(parts[1].performance.people)) people, each predicted without that person's fold."
    }
}
