import Returns

extension Calibration {
    /// The calibration of the first model, drawn.
    public var chart: any Chart {
        let check = checks[0]
        let groups = check.deciles.map { tenth in
            CalibrationChart.Group(
                name: "\(tenth.number)", n: tenth.n, predicted: tenth.predictedRate, observed: tenth.observedRate,
                interval: (tenth.interval.lower, tenth.interval.upper))
        }
        let slope =
            check.recalibration.map { "Slope \(Numbers.fixed($0.slope.value, 2)) (1 is right). " } ?? ""
        return CalibrationChart(
            id: "calibration", title: "\(check.model), version \(check.version): calibration, \(quarter)",
            groups: groups,
            note: "\(slope)\(Numbers.count(check.n)) offender-snapshots of \(Numbers.count(check.people)) people.")
    }
}
