import Prediction
import Presenting
import Text

extension PublishedCalibration {
    /// The calibration of the first model, drawn; nil where there is none.
    var chart: (any Chart)? {
        guard let first = checks.first else { return nil }
        let check = first.check
        let slope =
            check.recalibration.map { "Slope \(Numbers.fixed($0.slope.value, 2)) (1 is right). " } ?? ""
        return CalibrationChart(
            id: "calibration", title: "\(check.model), version \(check.version): calibration, \(quarter)",
            groups: first.groups,
            note: "\(slope)\(Numbers.count(check.n)) offender-snapshots of \(Numbers.count(check.people)) people.")
    }
}
