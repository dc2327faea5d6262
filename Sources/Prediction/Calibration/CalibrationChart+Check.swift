import ReportKit
import Returns

extension Calibration {
    /// The calibration of the first model, drawn.
    ///
    /// - Parameter policy: what may be published; nil to keep nothing back.
    public func chart(_ policy: DisclosurePolicy?) -> any Chart {
        let check = checks[0]
        let tenths = check.deciles.map(RiskGroup.init)
        let groups = policy?.published(tenths) ?? tenths
        let slope =
            check.recalibration.map { "Slope \(Numbers.fixed($0.slope.value, 2)) (1 is right). " } ?? ""
        return CalibrationChart(
            id: "calibration", title: "\(check.model), version \(check.version): calibration, \(quarter)",
            groups: groups,
            note: "\(slope)\(Numbers.count(check.n)) offender-snapshots of \(Numbers.count(check.people)) people.")
    }
}
