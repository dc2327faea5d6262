import ReportKit

/// The results as CSV, with a line for each cell of the grid: every share with its Monte-Carlo standard error.
public struct ResultCells {
    private let results: [Simulator.Result]

    public init(_ results: [Simulator.Result]) {
        self.results = results
    }

    public var csv: String {
        let shares: [KeyPath<Tally, Tally.Share>] = [\.worse, \.better, \.significant, \.notEnoughData]
        let effects: [Effect] = [.none] + Effect.differences + [.detectablyBetter, .detectablyWorse]
        let lines = results.flatMap { result in
            effects.compactMap { effect -> String? in
                guard let tally = result.tallies[effect] else { return nil }
                let figures = shares.flatMap { [tally.rate($0), tally.standardError($0)] }
                let scenario = result.scenario
                return
                    (["\(scenario.family.rawValue)", "\"\(scenario.design)\"", "\(scenario.size)"]
                    + ["\"\(effect)\"", "\(tally.replicates)"] + figures.map { $0.map { "\($0)" } ?? "" })
                    .joined(separator: ",")
            }
        }
        return
            (["family,design,size,effect,replicates,worse,worse_se,better,better_se,both,both_se,no_data,no_data_se"]
            + lines).joined(separator: "\n") + "\n"
    }
}
