import ReportKit
import Text

/// The available templates, for people and for programs.
public struct TemplateListing {
    private let templates: [TableTemplate]

    public init(_ templates: [TableTemplate]) {
        self.templates = templates
    }

    /// One line per template.
    public func table(width: Int) -> String {
        var table = TextTable([
            .init(heading: "Name", alignment: .left), .init(heading: "Title", alignment: .left),
            .init(heading: "Levels", alignment: .left, yields: true), .init(heading: "From", alignment: .left),
        ])
        for template in templates {
            table.append([template.name, template.title, template.levelNames, template.file ?? "the program"])
        }
        return table.lines(width: width).joined(separator: "\n") + "\n"
    }

    /// The same as JSON: `name`, `title`, `formOf`, `levels` and `file`, null for those of the program.
    public func json() throws -> String {
        try JSONText.text(
            templates.map {
                Entry(
                    name: $0.name, title: $0.title, formOf: .init(wrappedValue: $0.formOf), levels: $0.levelNames,
                    file: .init(wrappedValue: $0.file))
            })
    }

    private struct Entry: Encodable {
        let name: String
        let title: String
        let formOf: OrNull<String>
        let levels: String
        let file: OrNull<String>
    }
}

extension TableTemplate {
    fileprivate var levelNames: String {
        levels.map { level in
            switch level {
            case .area(let level): level.rawValue
            case .team: "team"
            }
        }.joined(separator: ", ")
    }

    /// The main part of its page: its own, or the standard one.
    public var pageBody: String { page?.text ?? TemplatePage.standardBody }
}
