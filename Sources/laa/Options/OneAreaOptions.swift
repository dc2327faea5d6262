import ArgumentParser
import Host
import Presenting
import ReportKit

/// The one area that a command is about.
struct OneAreaOptions: ParsableArguments {
    @Option(help: "Name or code of the area, as 'laa areas' lists them.")
    var area: String

    @Option(
        help: ArgumentHelp(
            "Which area of that name, where there are several: national, region, trust, ldu, local-authority or "
                + "partnership (default: the authority, or the smallest other)."),
        transform: { try parseChoice($0, among: AreaLevel.allCases.filter { $0 != .notAssigned }) })
    var level: AreaLevel?

    private static let order: [AreaLevel] = [
        .localAuthority, .notAssigned, .ldu, .partnership, .trust, .region, .national,
    ]

    /// The area itself, and nothing within it or around it.
    func selected(in session: ReportSession) throws -> (area: Area, selection: AreaSelection) {
        let named = try AreaSelection(named: [area], level: nil, in: session.areas).asked
        let chosen = level.map { level in named.filter { $0.level == level } } ?? smallest(of: named)
        guard let first = chosen.first else {
            throw ValidationError(
                "No \(level?.rawValue ?? "area") is named '\(area)', but: "
                    + named.map { "\($0.name) (\($0.level.rawValue), \($0.code))" }.joined(separator: ", ") + ".")
        }
        guard chosen.count == 1 else { throw PlanError.severalAreas(chosen.map { "\($0.name) (\($0.code))" }) }
        return (first, try AreaSelection(named: [first.code], level: nil, in: session.areas))
    }

    private func smallest(of areas: [Area]) -> [Area] {
        let levels = areas.map { Self.order.firstIndex(of: $0.level) ?? Self.order.count }
        return zip(areas, levels).filter { $0.1 == levels.min() }.map(\.0)
    }
}

/// The forms of what is said of one area: for people, for programs, and as a chart.
enum SheetFormat: String, CaseIterable, ExpressibleByArgument {
    case table, json, svg, png

    var isChart: Bool { self == .svg || self == .png }
}
