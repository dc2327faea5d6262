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

    /// The area itself, and nothing within it or around it.
    func selected(in session: ReportSession) throws -> (area: Area, selection: AreaSelection) {
        let named = try AreaSelection(named: [area], level: nil, in: session.areas).asked
        let chosen = level.map { level in named.filter { $0.level == level } } ?? named.smallest
        guard let first = chosen.first else {
            throw ValidationError(
                "No \(level?.rawValue ?? "area") is named '\(area)', but: "
                    + named.map { "\($0.name) (\($0.level.rawValue), \($0.code))" }.joined(separator: ", ") + ".")
        }
        guard chosen.count == 1 else { throw PlanError.severalAreas(chosen.map { "\($0.name) (\($0.code))" }) }
        return (first, try AreaSelection(named: [first.code], level: nil, in: session.areas))
    }
}

extension [Area] {
    private static let bySize: [AreaLevel] = [
        .localAuthority, .notAssigned, .ldu, .partnership, .trust, .region, .national,
    ]

    /// Those that are meant where one area is asked for by a name of several and without a level: the authorities, or the
    /// smallest others.
    var smallest: [Area] {
        let levels = map { Self.bySize.firstIndex(of: $0.level) ?? Self.bySize.count }
        return zip(self, levels).filter { $0.1 == levels.min() }.map(\.0)
    }
}

/// The forms of what is said of one area: for people, for programs, and as a chart.
enum SheetFormat: String, CaseIterable, ExpressibleByArgument {
    case table, json, svg, png

    var isChart: Bool { self == .svg || self == .png }
}
