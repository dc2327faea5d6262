import Foundation
import ReportKit
import Returns

/// What may leave the program, and in which form.
public struct DisclosureTerms: Sendable {
    public let policy: DisclosurePolicy
    /// The policy's file as it was read; nil for the policy that comes with the program.
    public let policyFile: Data?
    /// Whether nothing is suppressed: what is made then is marked, and never published or submitted.
    public let isInternal: Bool

    /// Reads the policy that applies.
    ///
    /// - Parameters:
    ///   - file: the policy's file; nil for the one that `LAA_POLICY` names. The policy that comes with the program
    ///     applies where neither names one.
    ///   - environment: may hold `LAA_POLICY`.
    ///   - isInternal: whether nothing is to be suppressed.
    public init(
        policy file: String?, environment: [String: String], isInternal: Bool = false
    ) throws(DisclosureError) {
        self.isInternal = isInternal
        guard let file = file ?? environment["LAA_POLICY"], !file.isEmpty else {
            policy = .standard
            policyFile = nil
            return
        }
        guard let contents = FileManager.default.contents(atPath: file) else {
            throw .policy(file: file, problem: "it cannot be read")
        }
        policy = try DisclosurePolicy(yaml: String(decoding: contents, as: UTF8.self), file: file)
        policyFile = contents
    }

    /// Reports as they may leave the program.
    ///
    /// - Parameters:
    ///   - current: the reports on what was asked for.
    ///   - earlier: those on earlier periods, which are weighed with the others.
    ///   - areas: how areas add up.
    ///   - published: paths of returns published before, which must not be given away now.
    public func disclosed(
        _ current: [Report], with earlier: [Report] = [], in areas: AreaDirectory, after published: [String] = []
    ) throws(DisclosureError) -> (current: [DisclosedReport], earlier: [DisclosedReport]) {
        var known: [EarlierReturn] = []
        for path in published { known.append(try EarlierReturn(at: path)) }
        let control = DisclosureControl(policy, in: AreaTree(areas), after: known)
        let disclosed = try control.disclosed(current, with: earlier)
        guard isInternal else { return disclosed }
        func whole(_ reports: [Report], _ disclosed: [DisclosedReport]) -> [DisclosedReport] {
            zip(reports, disclosed).map { DisclosedReport(internal: $0, suppressions: $1.suppressions) }
        }
        return (whole(current, disclosed.current), whole(earlier, disclosed.earlier))
    }
}
