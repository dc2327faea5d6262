import ReportKit

/// A report of a module that its author looks at, and the areas that it is about.
public struct FirstReport: Sendable {
    public let report: Report
    /// As they stood on the last day of the report's quarter.
    public let areas: AreaDirectory

    /// The maximum number of quarters tried, latest first.
    static let mostQuarters = 12

    /// The report of a quarter, or of the latest for which there is one, and otherwise why there is none.
    ///
    /// - Parameters:
    ///   - quarter: nil for the latest.
    ///   - level: nil for the trusts, or the smallest areas of an indicator that is not reported by trust.
    static func latest(
        of subject: ModuleSubject, _ indicator: Indicator, _ quarter: Quarter?, level: AreaLevel? = nil,
        by breakdown: Breakdown? = nil, _ runner: ModuleRunner, _ basis: ReportBasis
    ) async throws -> (FirstReport?, String?) {
        var reason: String?
        for quarter in try quarter.map({ [$0] }) ?? runner.latestQuarters(mostQuarters) {
            let session = try ReportSession(opening: runner, on: quarter.lastDay, basis: basis)
            defer { session.close() }
            let selection = try AreaSelection(
                named: [], level: level ?? indicator.levelLookedAt, in: session.areas)
            let outcomes = try await session.run(
                [subject], selection, period: .quarter(quarter), breakdown: breakdown)
            switch outcomes[0].result {
            case .success(let report): return (FirstReport(report: report, areas: session.areas), nil)
            case .failure(let failure):
                guard [.noData, .notHeld, .notComplete, .notOffered].contains(failure.kind) else {
                    throw HostError.worker(failure)
                }
                reason = reason ?? failure.message
            }
        }
        return (nil, reason ?? "the warehouse holds nothing to report; make a sample with 'laa warehouse sample'.")
    }
}

extension Indicator {
    /// The level at which an author looks at the figures first: the trusts, or else the smallest areas.
    public var levelLookedAt: AreaLevel { levels.contains(.trust) ? .trust : levels.last ?? .national }
}
