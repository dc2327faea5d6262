import ReportKit

/// The reports that are weighed beside the requested ones although nobody asked for them: whoever pulls them too must not
/// be able to work out what either suppresses.
///
/// They are the indicators whose counts add up with those of the requested ones (`Indicator.relations`), for the same
/// period and groups, and for a period that divides a quarter the whole quarters that it lies in. A return of all indicators
/// needs none.
public struct Companions: Sendable {
    /// One of them.
    struct Run: Sendable {
        let module: DescribedModule
        let period: ReportPeriod
    }

    /// The identifiers of the requested indicators.
    let requested: [String]
    let runs: [Run]
    let breakdown: Breakdown?

    /// Nothing beside what is requested.
    public static let none = Companions(of: [], among: [], period: nil, breakdown: nil)

    /// What is weighed beside some reports.
    ///
    /// - Parameters:
    ///   - requested: the modules of the reports.
    ///   - installed: all modules.
    ///   - period: the period of the reports.
    ///   - breakdown: by what they are broken down; indicators that are not offered in that way have no such counts.
    public init(
        of requested: [DescribedModule], among installed: [DescribedModule], period: ReportPeriod,
        breakdown: Breakdown? = nil
    ) {
        self.init(of: requested, among: installed, period: Optional(period), breakdown: breakdown)
    }

    private init(
        of requested: [DescribedModule], among installed: [DescribedModule], period: ReportPeriod?,
        breakdown: Breakdown?
    ) {
        self.requested = requested.map(\.indicator.id)
        self.breakdown = breakdown
        guard let period else {
            runs = []
            return
        }
        // A relation that does not hold for the period connects nothing.
        let indicators = installed.map { module in
            var indicator = module.indicator
            indicator.relations.removeAll { !$0.holds(for: period) }
            return indicator
        }
        let own = Set(requested.map(\.indicator.countsOf))
        let related = Set(own.flatMap { indicators.related(to: $0).indicators }).union(own)
        // One module for each set of counts; of the requested ones, those that count for themselves come first.
        var counting: [DescribedModule] = []
        for module in installed + requested
        where related.contains(module.indicator.countsOf)
            && !counting.contains(where: { $0.indicator.countsOf == module.indicator.countsOf })
        {
            let base = installed.first { $0.indicator.id == module.indicator.countsOf } ?? module
            guard breakdown.map(base.indicator.breakdowns.contains) ?? true else { continue }
            counting.append(base)
        }
        var runs = counting.filter { !own.contains($0.indicator.countsOf) }.map {
            Run(module: $0, period: period)
        }
        if case .days(let days) = period {
            for module in counting {
                runs += days.surroundingQuarters.map { Run(module: module, period: .days($0)) }
            }
        }
        self.runs = runs
    }
}

extension Companions {
    /// The reports of the runs, and those on earlier periods.
    ///
    /// - Throws: ``HostError/companion(_:of:)`` where a module failed. One that has no report for want of data, or is not
    ///   offered in that form, has no counts that anybody could know.
    func reports(_ outcomes: [ModuleOutcome]) throws(HostError) -> [Report] {
        var reports: [Report] = []
        for outcome in outcomes {
            switch outcome.result {
            case .success(let report): reports += [report] + outcome.earlier
            case .failure(let failure):
                guard failure.isWantOfData else { throw .companion(failure, of: requested.joined(separator: ", ")) }
            }
        }
        return reports
    }
}

extension WorkerFailure {
    /// Whether nobody can have the report, because the warehouse lacks what it counts or the indicator has no such form.
    fileprivate var isWantOfData: Bool {
        switch kind {
        case .notComplete, .noData, .notHeld, .notOffered: true
        case .module, .badData, .warehouse, .cancelled, .notTrusted: false
        }
    }
}
