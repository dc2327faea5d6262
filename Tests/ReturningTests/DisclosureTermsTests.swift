import Disclosure
import Foundation
import Testing

@testable import Returning

@Suite("What may leave the program")
struct DisclosureTermsTests {
    @Test("the file named goes before the environment's; without either, the program's own policy applies")
    func policy() throws {
        let folder = try Folder()
        func file(_ name: String, _ text: String) throws -> String {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
            return "\(folder.path)/\(name)"
        }
        let environment = ["LAA_POLICY": try file("environment.yaml", "largest-small-count: 9")]
        let named = try file("named.yaml", "method: round")
        #expect(try DisclosureTerms(policy: named, environment: environment).policy.method == .round)
        let fromEnvironment = try DisclosureTerms(policy: nil, environment: environment)
        #expect(fromEnvironment.policy.largestSmallCount == 9)
        #expect(fromEnvironment.policyFile == Data("largest-small-count: 9".utf8))
        for environment in [[:], ["LAA_POLICY": ""]] {
            let standard = try DisclosureTerms(policy: nil, environment: environment)
            #expect(standard.policy == .standard && standard.policyFile == nil && standard.release == .published)
        }
        #expect(
            throws: DisclosureError.policy(
                file: "/nowhere.yaml", problem: "it cannot be read: No such file or directory")
        ) {
            try DisclosureTerms(policy: "/nowhere.yaml", environment: [:])
        }
    }

    @Test("the internal form has what the other suppresses, and is marked; the past is in it too, and stays apart")
    func internalForm() throws {
        let current = [try Made.report("A", observed: 2)]
        let earlier = [try Made.report("A", Made.quarter.advanced(by: -1), observed: 3)]
        for isInternal in [false, true] {
            let terms = try DisclosureTerms(
                policy: nil, environment: [:], release: isInternal ? .officialSensitive : .published)
            let disclosed = try terms.disclosed(current + earlier, in: Made.areas)
            #expect(disclosed.map(\.period) == (current + earlier).map(\.period))
            for report in disclosed {
                #expect(report.release.isInternal == isInternal)
                #expect(report.suppressions.count == (isInternal ? 0 : 1))
                if case .shown = report.findings[0] { #expect(isInternal) } else { #expect(!isInternal) }
            }
        }
    }
}
