import Disclosure
import Host
import Platform
import ReportKit
import Returns

/// Reports of modules that are compared with what their authors expect.
///
/// ### Comparing
/// ``differences(of:tolerance:onlyListed:)``
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
        try await reports(of: [(module, requests)])[0].get()
    }

    /// Where modules' findings differ from those expected, one line each, in the order of the modules; or why a module
    /// has no findings.
    public func differences(
        of modules: [(module: NamedModule, expected: ExpectedFindings)], tolerance: Double, onlyListed: Bool
    ) async throws -> [Result<[String], any Error>] {
        let made = try await reports(of: modules.map { ($0.module, $0.expected.requests) })
        return zip(modules, made).map { named, made in
            made.map { reports in
                zip(named.expected.requests, reports).flatMap { request, report in
                    named.expected.differences(
                        from: report, for: request, tolerance: tolerance, onlyListed: onlyListed)
                }
            }
        }
    }

    /// The reports of several modules, all from one session: a process for each report would take longer than the
    /// reports.
    private func reports(
        of modules: [(module: NamedModule, requests: [ExpectedFindings.Request])]
    ) async throws -> [Result<[PublishedReport], any Error>] {
        let quarters = Set(modules.flatMap(\.requests).map(\.quarter))
        guard let last = quarters.max() else { return modules.map { _ in .success([]) } }
        let session = try ReportSession(opening: runner, on: last.lastDay, basis: basis)
        defer { session.close() }
        let areas = Dictionary(
            uniqueKeysWithValues: try quarters.map { quarter in
                (quarter, quarter == last ? session.areas : try session.areas(on: quarter.lastDay))
            })
        let wanted = try modules.flatMap { module, requests in
            try requests.map { request in
                ReportSession.Wanted(
                    module.subject,
                    try AreaSelection(named: [], level: request.level, in: areas[request.quarter] ?? session.areas),
                    period: .quarter(request.quarter), breakdown: request.breakdown)
            }
        }
        var outcomes = try await session.run(wanted)[...]
        return modules.map { _, requests in
            let own = zip(requests, outcomes.prefix(requests.count))
            outcomes = outcomes.dropFirst(requests.count)
            return Result {
                try own.flatMap { request, outcome in
                    try terms.disclosed([try outcome.report()], in: areas[request.quarter] ?? session.areas)
                }
            }
        }
    }
}
