import ReportKit
import Text

/// The installed modules, as a list for people or for programs.
public struct ModuleListing {
    private let modules: [(file: String, kind: String, indicator: Indicator)]
    private let refused: [(file: String, state: String, reason: String)]

    /// - Parameter refused: the files that were not loaded: `untrusted`, `changed` or otherwise `refused`, and why.
    public init(
        modules: [(file: String, kind: String, indicator: Indicator)],
        refused: [(file: String, state: String, reason: String)]
    ) {
        self.modules = modules.sorted { $0.indicator.sortKey < $1.indicator.sortKey }
        self.refused = refused
    }

    /// One line per module and, at the end, one per file that is not run, by its name.
    public func table(width: Int) -> String {
        var table = TextTable([
            .init(heading: "ID", alignment: .left), .init(heading: "Title", alignment: .left, yields: true),
            .init(heading: "Family", alignment: .left), .init(heading: "Also", alignment: .left),
            .init(heading: "State", alignment: .left),
        ])
        for (_, _, indicator) in modules {
            table.append([
                indicator.id, indicator.title, indicator.family.rawValue, indicator.aliases.joined(separator: ", "),
                "loaded",
            ])
        }
        for (file, state, _) in refused {
            table.append(["-", String(file.split(separator: "/").last ?? ""), "-", "-", state])
        }
        return table.lines(width: width).joined(separator: "\n") + "\n"
    }

    /// An array of objects, the refused files last; what is not known of a refused file is null.
    public func json() throws -> String {
        try JSONText.text(
            modules.map { file, kind, indicator in
                Entry(
                    id: indicator.id, title: indicator.title, family: indicator.family, kind: kind,
                    aliases: indicator.aliases, addsUp: indicator.relations.map(\.description), file: file,
                    version: indicator.version, state: "loaded",
                    problem: nil)
            }
                + refused.map { file, state, reason in
                    Entry(
                        id: nil, title: nil, family: nil, kind: nil, aliases: [], addsUp: [], file: file, version: nil,
                        state: state, problem: reason)
                })
    }

    private struct Entry: Encodable {
        @OrNull var id: String?
        @OrNull var title: String?
        @OrNull var family: Family?
        @OrNull var kind: String?
        let aliases: [String]
        let addsUp: [String]
        let file: String
        @OrNull var version: String?
        let state: String
        @OrNull var problem: String?
    }
}
