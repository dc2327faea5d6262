import Returns

extension Calibration {
    /// The calibration of the first model, drawn; nil where there is none.
    public var chart: (any Chart)? {
        guard let check = checks.first else { return nil }
        let slope =
            check.recalibration.map { "Slope \(Numbers.fixed($0.slope.value, 2)) (1 is right). " } ?? ""
        return CalibrationChart(
            id: "calibration", title: "\(check.model), version \(check.version): calibration, \(quarter)",
            groups: check.groups,
            note: "\(slope)\(Numbers.count(check.n)) offender-snapshots of \(Numbers.count(check.people)) people.")
    }
}
