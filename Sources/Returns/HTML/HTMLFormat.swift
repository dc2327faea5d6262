import Mustache

/// `return.html`: one self-contained page, read without scripts, on a screen of any width, aloud or on A4 paper.
struct HTMLFormat: ReturnFormat {
    func files(of edition: Return) throws -> [ReturnFile] {
        let templates = [
            "page": PackageResources.page_mustache, "section": PackageResources.section_mustache,
            "table": PackageResources.table_mustache, "chart": PackageResources.chart_mustache,
        ]
        let library = MustacheLibrary(
            templates: try templates.mapValues { try MustacheTemplate(string: String(decoding: $0, as: UTF8.self)) })
        // The template is one of those just read.
        let page = library.render(Page(edition), withTemplate: "page") ?? ""
        return [ReturnFile(name: "return.html", contents: page)]
    }
}
