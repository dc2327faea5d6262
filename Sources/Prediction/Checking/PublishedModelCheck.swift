import Disclosure
import ReportKit
import Significance
import Text

/// A model's check as it may leave the program.
///
/// The groups are for internal use alone: their counts are those of NI 18's reports, which disclosure control weighs
/// together with everything that was published. `laa report NI18 --by sex --model NAME` publishes them.
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
    /// Nil where they may not be shown.
    let groups: [ModelCheck.Grouping]?
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
            crossValidated: parts[1].tenths, groups: release.isInternal ? groups : nil, folds: folds, seed: seed,
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
        for grouping in groups ?? [] { lines += ["", "By \(grouping.factor.rawValue)"] + grouping.lines(width: width) }
        lines.append(
            """

            Cross-validated: each person predicted by a model fitted without a \(folds)th of the people, among them this \
            one (seed \(seed)). Snapshots
            are later ones, by the model as it is. Intervals are 95%, and allow for people in several snapshots.
            """)
        if groups == nil {
            lines.append(
                "By sex, age band, ethnicity and trust: with --internal, or 'laa report NI18 --by sex --model NAME'.")
        }
        return lines.joined(separator: "\n") + "\n"
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

    /// What a chart of the calibration says of it.
    public var summary: String {
        let slope = parts[1].performance.slope.map { "Slope \(Numbers.fixed($0.value, 2)) (1 is right). " } ?? ""
        return "\(slope)\(Numbers.count(parts[1].performance.n)) offender-snapshots of "
            + "\(Numbers.count(parts[1].performance.people)) people, each predicted without that person's fold."
    }
}

extension ModelCheck.Grouping {
    fileprivate func lines(width: Int) -> [String] {
        var table = TextTable([
            .init(heading: "Group", alignment: .left), .init(heading: "n"), .init(heading: "Observed"),
            .init(heading: "Expected"), .init(heading: "Ratio"), .init(heading: "95% interval"),
        ])
        for group in groups {
            table.append([
                group.level, Numbers.count(group.n), Numbers.count(group.observed), Numbers.fixed(group.expected, 1),
                group.ratio.map { Numbers.fixed($0.value, 3) } ?? Numbers.missing,
                group.ratio.map { "\(Numbers.fixed($0.interval.lower, 3)) to \(Numbers.fixed($0.interval.upper, 3))" }
                    ?? Numbers.missing,
            ])
        }
        return table.lines(width: width)
    }
}
