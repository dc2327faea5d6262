import Disclosure
import Host
import Platform
import ReportKit
import Returns

/// Reports of modules that are compared with what their authors expect.
///
/// ### Comparing
/// ``differences(of:from:tolerance:onlyListed:)``
/// ### Writing what is expected
/// ``reports(of:for:)``
public struct ModuleTest {
    private let runner: ModuleRunner
    private let basis: ReportBasis
    private let terms: DisclosureTerms

    /// - Parameters:
    ///   - runner: on which warehouse.
    ///   - terms: in which form the reports are.
    public init(by runner: ModuleRunner, basis: ReportBasis, terms: DisclosureTerms) {
        self.runner = runner
        self.basis = basis
        self.terms = terms
    }

    /// The marking of figures of invented rows, of which nothing is suppressed.
    public static let invented = Release.internal(marking: "TEST: FIGURES OF INVENTED ROWS")

    /// Makes the reports, one for each request and in its order.
    public func reports(
        of module: NamedModule, for requests: [ExpectedFindings.Request]
    ) async throws -> [PublishedReport] {
        var reports: [PublishedReport] = []
        var session: (quarter: Quarter, session: ReportSession)?
        for request in requests {
            let current =
                if let session, session.quarter == request.quarter { session.session } else {
                    try ReportSession(opening: runner, on: request.quarter.lastDay, basis: basis)
                }
            session = (request.quarter, current)
            let selection = try AreaSelection(named: [], level: request.level, in: current.areas)
            let outcomes = try await current.run(
                [module.subject], selection, period: .quarter(request.quarter), breakdown: request.breakdown)
            reports += try terms.disclosed([try outcomes[0].report()], in: current.areas)
        }
        return reports
    }

    /// Where a module's findings differ from those expected, one line each.
    public func differences(
        of module: NamedModule, from expected: ExpectedFindings, tolerance: Double, onlyListed: Bool
    ) async throws -> [String] {
        let requests = expected.requests
        return zip(requests, try await reports(of: module, for: requests)).flatMap { request, report in
            expected.differences(from: report, for: request, tolerance: tolerance, onlyListed: onlyListed)
        }
    }
}
