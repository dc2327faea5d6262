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
    /// Whether nothing is taken from the warehouse's memory of weighings, nor kept in it.
    public let weighsAnew: Bool

    /// Reads the policy that applies.
    ///
    /// - Parameters:
    ///   - file: the policy's file; nil for the one that `LAA_POLICY` names. The policy that comes with the program
    ///     applies where neither names one.
    ///   - environment: where `LAA_POLICY` and `LAA_WEIGH_ANEW` are looked up.
    ///   - release: who the reports are for.
    ///   - judgedBy: which p value verdicts are by.
    public init(
        policy file: String?, environment: [String: String], release: Release = .published,
        judgedBy: VerdictBasis = .p
    ) throws(DisclosureError) {
        self.release = release
        self.judgedBy = judgedBy
        weighsAnew = !(environment["LAA_WEIGH_ANEW"] ?? "").isEmpty
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
    /// - Parameter areas: how areas add up.
    public func disclosed(
        _ reports: [Report], in areas: AreaDirectory
    ) throws(DisclosureError) -> [PublishedReport] {
        try control(in: areas).disclosed(reports)
    }

    /// Disclosure control under these terms.
    ///
    /// - Parameters:
    ///   - areas: how areas add up.
    ///   - published: what was published before.
    ///   - memory: what weighing the same tables came to before; nil to weigh anew.
    public func control(
        in areas: AreaDirectory, after published: [PublishedTable] = [], memory: (any WeighingMemory)? = nil
    ) -> DisclosureControl {
        DisclosureControl(
            policy, in: AreaTree(areas), after: published, release: release, judgedBy: judgedBy, memory: memory)
    }
}
