import Disclosure
import ReportKit

/// A calibration as it may leave the program: what tables, JSON and charts are made from.
public struct PublishedCalibration: Sendable {
    /// A model's check with the groups that may be shown of it.
    public struct Check: Sendable {
        public let check: CalibrationCheck
        public let groups: PublishedRiskGroups
    }

    public let quarter: Quarter
    public let snapshots: [Day]
    /// Months after the horizon within which re-offending must be proven.
    public let proofLag: Int
    /// Whether any row drawn on is synthetic.
    public let synthetic: Bool
    public let checks: [Check]
    /// Why a model is not among the checks.
    public let notChecked: [String]
    /// Who it is for, and what must be printed on it.
    public let release: Release
}

extension Calibration {
    /// The calibration as it may be released. A model of which nothing may be shown is named, with the reason.
    public func published(by policy: DisclosurePolicy, for release: Release) -> PublishedCalibration {
        let all = checks.map { check in
            PublishedCalibration.Check(check: check, groups: policy.published(check.groups, for: release))
        }
        return PublishedCalibration(
            quarter: quarter, snapshots: snapshots, proofLag: proofLag, synthetic: synthetic,
            checks: all.filter { !$0.groups.groups.isEmpty },
            notChecked: notChecked
                + all.filter(\.groups.groups.isEmpty).map {
                    "\($0.check.model), version \($0.check.version): so few re-offended, or did not, that nothing of it "
                        + "may be published."
                }, release: release)
    }
}

/// The calibrations that were recorded, as they may leave the program.
public struct PublishedCalibrationHistory: Sendable {
    let entries: [(entry: CalibrationHistory.Entry, groups: PublishedRiskGroups)]
    /// Who it is for, and what must be printed on it.
    public let release: Release
}

extension CalibrationHistory {
    /// The history as it may be released, without the calibrations of which nothing may be shown.
    public func published(by policy: DisclosurePolicy, for release: Release) -> PublishedCalibrationHistory {
        PublishedCalibrationHistory(
            entries: entries.map { ($0, policy.published($0.groups, for: release)) }
                .filter { !$0.1.groups.isEmpty },
            release: release)
    }
}
