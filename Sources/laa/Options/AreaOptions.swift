import ArgumentParser
import ReportKit

/// Which areas are reported.
struct AreaOptions: ParsableArguments {
    @Option(name: .customLong("area"), help: "Name or code of an area, as 'laa areas' lists them; may be repeated.")
    var areas: [String] = []

    @Option(
        help: "national, region, trust, ldu, local-authority or partnership.",
        transform: { try parseChoice($0, among: AreaLevel.allCases.filter { $0 != .notAssigned }) })
    var level: AreaLevel?
}
