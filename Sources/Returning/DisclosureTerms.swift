import Disclosure
import Foundation
import Platform
import ReportKit

/// What may leave the program, and in which form.
public struct DisclosureTerms: Sendable {
    public let policy: DisclosurePolicy
    /// The policy's file as it was read; nil for the policy that comes with the program.
    public let policyFile: Data?
    /// Who the reports are for.
    public let release: Release
    /// Which p value verdicts are by.
    public let judgedBy: VerdictBasis

    /// Reads the policy that applies.
    ///
    /// - Parameters:
    ///   - file: the policy's file; nil for the one that `LAA_POLICY` names. The policy that comes with the program
    ///     applies where neither names one.
    ///   - environment: where `LAA_POLICY` is looked up.
    ///   - release: who the reports are for.
    ///   - judgedBy: which p value verdicts are by.
    public init(
        policy file: String?, environment: [String: String], release: Release = .published,
        judgedBy: VerdictBasis = .p
    ) throws(DisclosureError) {
        self.release = release
        self.judgedBy = judgedBy
        guard let file = file ?? environment["LAA_POLICY"], !file.isEmpty else {
            policy = .standard
            policyFile = nil
            return
        }
        let contents: [UInt8]
        do {
            contents = try WholeFile.bytes(of: file)
        } catch {
            throw .policy(file: file, problem: "it cannot be read: \(error.reason)")
        }
        policy = try DisclosurePolicy(yaml: String(decoding: contents, as: UTF8.self), file: file)
        policyFile = Data(contents)
    }

    /// Reports as they may leave the program.
    ///
    /// - Parameters:
    ///   - current: the reports on the requested period.
    ///   - earlier: the reports on earlier periods, which are weighed together with the others.
    ///   - companions: what anybody may publish besides; none of it is in the result.
    ///   - areas: how areas add up.
    ///   - published: what was published before; what it suppresses must not be given away now.
    public func disclosed(
        _ current: [Report], with earlier: [Report] = [], beside companions: [Report] = [], in areas: AreaDirectory,
        after published: [PublishedTable] = []
    ) throws(DisclosureError) -> (current: [PublishedReport], earlier: [PublishedReport]) {
        try control(in: areas, after: published).disclosed(current, with: earlier, beside: companions)
    }

    /// Disclosure control under these terms.
    ///
    /// - Parameter areas: how areas add up.
    public func control(in areas: AreaDirectory, after published: [PublishedTable] = []) -> DisclosureControl {
        DisclosureControl(policy, in: AreaTree(areas), after: published, release: release, judgedBy: judgedBy)
    }
}
