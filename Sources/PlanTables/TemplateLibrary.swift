import Foundation
import Text

/// The available templates: a partnership's own, in folders, then those that come with the program.
public struct TemplateLibrary: Sendable {
    /// Folders whose `.yaml` files are templates.
    private let folders: [String]

    /// - Parameter folders: in the order in which they are searched.
    public init(folders: [String]) {
        self.folders = folders
    }

    /// The templates in the folders of `LAA_TEMPLATES`, a colon-separated list, or else in `$LAA_HOME/templates`.
    ///
    /// - Parameter home: the folder that `LAA_HOME` leads to.
    public init(environment: [String: String], home: String) {
        let named = environment["LAA_TEMPLATES"].flatMap { $0.isEmpty ? nil : $0 }
        self.init(folders: named?.split(separator: ":").map(String.init) ?? ["\(home)/templates"])
    }

    /// Every template: the partnership's own first. Of two with the same name, only the first is kept.
    public func all() throws(TemplateError) -> [TableTemplate] {
        var templates: [TableTemplate] = []
        for folder in folders { templates += try Self.templates(in: folder) ?? [] }
        for template in Self.builtIn { templates.append(template) }
        var known: Set<String> = []
        return templates.filter { known.insert($0.name).inserted }
    }

    /// The templates that the names stand for: each names an available template, or a file or folder.
    public func templates(named names: [String]) throws(TemplateError) -> [TableTemplate] {
        var chosen: [TableTemplate] = []
        for name in names {
            if name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
                guard let found = try Self.templates(at: name) else { throw .unreadable(file: name) }
                chosen += found
                continue
            }
            let all = try all()
            if let found = all.first(where: { $0.name == name }) {
                chosen.append(found)
            } else if let found = try Self.templates(in: name) {
                chosen += found
            } else {
                throw .unknown(
                    name: name, nearest: nearest(to: name, among: all.map(\.name)), known: all.map(\.name))
            }
        }
        for (index, template) in chosen.enumerated()
        where chosen[..<index].contains(where: { $0.name == template.name }) {
            throw .twice(name: template.name)
        }
        return chosen
    }

    /// Templates that come with the program.
    static let builtIn: [TableTemplate] = {
        let files = [
            ("delivery-plan", PackageResources.delivery_plan_yaml),
            ("balanced-scorecard", PackageResources.balanced_scorecard_yaml),
            ("results-table", PackageResources.results_table_yaml),
            ("performance-framework", PackageResources.performance_framework_yaml),
        ]
        return files.map { name, bytes in
            do {
                return try TableTemplate(
                    yaml: String(decoding: bytes, as: UTF8.self), file: "\(name).yaml", isBuiltIn: true)
            } catch {
                // They are part of the program, and a test reads each.
                preconditionFailure("\(error)")
            }
        }
    }()

    /// The identifiers that the program's own templates name: known, whatever modules are installed.
    static let known = Set(builtIn.flatMap(\.rows).compactMap(\.indicator))

    /// The template in a file, or those in a folder; nil where there is neither.
    private static func templates(at path: String) throws(TemplateError) -> [TableTemplate]? {
        if let found = try templates(in: path) {
            guard !found.isEmpty else { throw .unreadable(file: "\(path)/*.yaml") }
            return found
        }
        return try template(in: path).map { [$0] }
    }

    /// The templates in a folder, by name of file; nil where there is no such folder.
    private static func templates(in folder: String) throws(TemplateError) -> [TableTemplate]? {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
        var templates: [TableTemplate] = []
        for name in names.sorted() where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            let path = "\(folder)/\(name)"
            guard let template = try template(in: path) else { throw .unreadable(file: path) }
            templates.append(template)
        }
        return templates
    }

    private static func template(in file: String) throws(TemplateError) -> TableTemplate? {
        guard let contents = text(of: file) else { return nil }
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        return try TableTemplate(yaml: contents, file: file, isBuiltIn: false) { text(of: "\(folder)/\($0)") }
    }

    private static func text(of file: String) -> String? {
        FileManager.default.contents(atPath: file).flatMap { String(validating: $0, as: UTF8.self) }
    }

    private func nearest(to name: String, among names: [String]) -> [String] {
        nearestNames(to: name, among: names, count: 1)
    }
}
