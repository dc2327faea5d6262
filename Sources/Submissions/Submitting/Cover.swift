import ReportKit
import Returns

/// The cover of a bundle: what the bundle is, and what its reader must know first.
enum Cover {
    static let name = "cover.txt"

    /// ```
    /// Return of national indicators
    ///
    /// Partnership: Lancashire
    /// Quarter: 2010-11Q4 (2011-01-01 to 2011-03-31)
    /// Edition: 1
    /// ```
    static func file(
        partnership: String, quarter: Quarter, edition: Int, asOf: Day, reports: [Report], missing: [String],
        reason: String?, override: String?, gates: [ClosedGate], changes: Int?
    ) -> BundleFile {
        var lines = [
            "Return of national indicators", "",
            "Partnership: \(partnership)",
            "Quarter: \(quarter) (\(quarter.firstDay) to \(quarter.lastDay))",
            "Edition: \(edition)",
            "Submitted as of: \(asOf)",
            "Indicators: \(reports.map(\.indicator.id).joined(separator: ", "))",
        ]
        if !missing.isEmpty { lines.append("Not included: \(missing.joined(separator: ", "))") }
        if reports.contains(where: \.dataQuality.synthetic) { lines += ["", Report.syntheticCaveat] }
        if let reason {
            lines += ["", "Replaces edition \(edition - 1), which stays readable. Why: \(reason)"]
            if let changes { lines.append("Rows changed: \(changes); see \(Changes.name)") }
        }
        if let override {
            lines += ["", "SUBMITTED ALTHOUGH IT DID NOT PASS EVERY GATE. Why: \(override)"]
            lines += gates.map { "- \($0.gate.rawValue): \($0.problem.trimmed)" }
        }
        return BundleFile(name: name, text: lines.joined(separator: "\n") + "\n")
    }
}
