import Host
import ReportKit

extension Publishing {
    /// Makes reports from one state of the warehouse, and weighs them beside what anybody may publish with them.
    ///
    /// - Parameters:
    ///   - modules: those of the reports.
    ///   - installed: all modules.
    ///   - selection: the areas and levels, chosen among the session's areas.
    ///   - history: earlier periods for which to report the requested areas too.
    ///   - session: the state of the warehouse; closed once the reports are made.
    ///   - subject: what is to be published; nil where it is only looked at.
    /// - Returns: the reports of the modules in their order, and those on earlier periods.
    /// - Throws: ``HostError``, where a module fails too, and as ``weigh(_:register:as:)``.
    public func report(
        _ modules: [DescribedModule], among installed: [DescribedModule], _ selection: AreaSelection,
        period: ReportPeriod, breakdown: Breakdown? = nil, history: ReportHistory = .none, by session: ReportSession,
        as subject: Subject?
    ) async throws -> Weighed {
        let made = try await session.run(
            modules.map(\.subject), selection, period: period, breakdown: breakdown, history: history,
            beside: companions(of: modules, among: installed, period: period, breakdown: breakdown))
        let earlier = made.outcomes.flatMap(\.earlier)
        let grounds = try session.grounds(on: earlier.map(\.requested.lastDay))
        session.close()
        return try weigh(
            Matter(
                try made.outcomes.map { try $0.report() }, with: earlier, beside: made.beside, in: session.areas,
                asOf: session.vintage, grounds: grounds), as: subject)
    }

    /// What must be weighed beside the reports of some modules; nothing beside the internal form, which is not weighed.
    public func companions(
        of modules: [DescribedModule], among installed: [DescribedModule], period: ReportPeriod,
        breakdown: Breakdown? = nil
    ) -> Companions {
        terms.release.isInternal
            ? .none : Companions(of: modules, among: installed, period: period, breakdown: breakdown)
    }
}
