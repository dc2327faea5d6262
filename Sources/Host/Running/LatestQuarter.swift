import ReportKit

extension ModuleRunner {
    /// How many quarters back a report is looked for.
    private static let mostQuarters = 12

    /// The latest quarter for which a module can report an area.
    ///
    /// - Parameter area: its code; the areas are those of each quarter's last day.
    /// - Throws: why there is no report on the latest quarter of all, where there is none on any.
    public func latestQuarter(
        of module: ModuleSubject, area: String, basis: ReportBasis = ReportBasis()
    ) async throws -> Quarter {
        var failure: WorkerFailure?
        for quarter in try latestQuarters(Self.mostQuarters) {
            let session = try ReportSession(opening: self, on: quarter.lastDay, basis: basis)
            defer { session.close() }
            let selection = try AreaSelection(named: [area], level: nil, in: session.areas)
            switch try await session.run([module], selection, period: .quarter(quarter))[0].result {
            case .success(let report) where report.findings.contains { $0.notJudged == nil }: return quarter
            case .success: continue
            case .failure(let found):
                guard [.noData, .notHeld, .notComplete].contains(found.kind) else { throw HostError.worker(found) }
                failure = failure ?? found
            }
        }
        if let failure { throw HostError.worker(failure) }
        throw HostError.noRows(quarter: nil)
    }
}
