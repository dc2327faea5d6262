import Mustache
import Platform

/// `return.html`: one self-contained page, read without scripts, on a screen of any width, aloud or on A4 paper.
struct HTMLFormat: ReturnFormat {
    var usesAllProcessors: Bool { true }

    func files(of edition: Return) throws -> [ReturnFile] {
        let templates = [
            "page": PackageResources.page_mustache, "section": PackageResources.section_mustache,
            "glance": PackageResources.glance_mustache, "table": PackageResources.table_mustache,
            "chart": PackageResources.chart_mustache,
        ]
        let library = MustacheLibrary(
            templates: try templates.mapValues { try MustacheTemplate(string: String(decoding: $0, as: UTF8.self)) })
        let charts = edition.detail == .full ? ChartsOfPage(edition) : nil
        // The library has just read each template by name.
        let sections = charts.map { charts in
            edition.reports.mapSideBySide { report in
                let section = PageSection(report, charts: charts[report], edition)
                // Without the line end, which the page adds itself.
                return String((library.render(section, withTemplate: "section") ?? "").dropLast())
            }
        }
        let page = library.render(Page(edition, sections: sections ?? []), withTemplate: "page") ?? ""
        return [ReturnFile(name: "return.html", contents: page)]
    }
}
