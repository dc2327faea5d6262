import Returns

extension Calibration {
    /// The calibration as it may leave the program.
    ///
    /// - Parameter policy: what may be published; nil to keep nothing back, and mark it so.
    public func disclosed(_ policy: DisclosurePolicy?) -> Calibration {
        var disclosed = self
        guard let policy else {
            disclosed.marking = DisclosedReport.marking
            return disclosed
        }
        for index in disclosed.checks.indices {
            disclosed.checks[index].groups = policy.published(checks[index].groups)
        }
        disclosed.notChecked += disclosed.checks.filter(\.groups.isEmpty).map {
            "\($0.model), version \($0.version): so few re-offended, or did not, that nothing of it may be published."
        }
        disclosed.checks.removeAll(where: \.groups.isEmpty)
        return disclosed
    }
}

extension CalibrationHistory {
    /// The history as it may leave the program.
    ///
    /// - Parameter policy: what may be published; nil to keep nothing back, and mark it so.
    public func disclosed(_ policy: DisclosurePolicy?) -> CalibrationHistory {
        var disclosed = self
        guard let policy else {
            disclosed.marking = DisclosedReport.marking
            return disclosed
        }
        for index in disclosed.entries.indices {
            disclosed.entries[index].groups = policy.published(entries[index].groups)
        }
        disclosed.entries.removeAll(where: \.groups.isEmpty)
        return disclosed
    }
}
