import HTTPTypes
import Mustache
import Returns

/// The pages for people: made here, read without scripts, in one style with a return's own page.
struct Pages: Sendable {
    let library: BundleLibrary
    let limits: ServiceLimits
    private let templates: MustacheLibrary

    init(library: BundleLibrary, limits: ServiceLimits) throws {
        self.library = library
        self.limits = limits
        let files = [
            "layout": PackageResources.layout_mustache, "sign-in": PackageResources.sign_in_mustache,
            "problem": PackageResources.problem_mustache, "partnership": PackageResources.partnership_mustache,
            "partnerships": PackageResources.partnerships_mustache, "edition": PackageResources.edition_mustache,
            "indicator": PackageResources.indicator_mustache, "overview": PackageResources.overview_mustache,
            "verify": PackageResources.verify_mustache, "by-hand": PackageResources.by_hand_mustache,
            "chart": PackageResources.chart_mustache, "areas": PackageResources.areas_mustache,
            "key": PackageResources.key_mustache,
        ]
        templates = MustacheLibrary(
            templates: try files.mapValues { try MustacheTemplate(string: String(decoding: $0, as: UTF8.self)) })
    }

    func routes(_ gatekeeper: Gatekeeper, _ sessions: Sessions) -> [Route] {
        signingIn(gatekeeper, sessions) + verifying + [
            Route(.get, "style.css") { _ in
                Answer(text: PageStyle.css + Self.style, type: "text/css; charset=utf-8")
            },
            Route("") { _, holdings, _ in start(holdings) },
            Route("overview") { ask, holdings, _ in
                page("overview", OverviewPage(holdings, library, ask.query), holdings)
            },
            Route("partnerships/:partnership") { _, holdings, captures in
                page("partnership", try PartnershipPage(try holdings.asked(captures), holdings, library), holdings)
            },
            Route("partnerships/:partnership/areas") { _, holdings, captures in
                guard let view = AreasPage(try holdings.asked(captures), holdings, library) else {
                    throw Problem.notFound("return")
                }
                return page("areas", view, holdings)
            },
            Route("partnerships/:partnership/indicators/:indicator") { _, holdings, captures in
                let partnership = try holdings.asked(captures)
                guard
                    let view = IndicatorPage(captures["indicator"] ?? "", of: partnership, holdings, library)
                else { throw Problem.notFound("indicator") }
                return page("indicator", view, holdings)
            },
            Route("partnerships/:partnership/returns/:quarter/:edition") { _, holdings, captures in
                page("edition", try EditionPage(try holdings.askedEdition(captures), holdings, library), holdings)
            },
        ]
    }

    private static let style = String(decoding: PackageResources.portal_css, as: UTF8.self)

    /// Where somebody who signed in begins: at their partnership, or where they choose one.
    private func start(_ holdings: Holdings) -> Answer {
        if holdings.reader.isNational { return .redirect(to: "/overview") }
        if let only = holdings.partnerships.first, holdings.partnerships.count == 1 {
            return .redirect(to: "/partnerships/\(Slug.text(only))")
        }
        return page("partnerships", PartnershipsPage(holdings), holdings)
    }

    /// A page, with what is around each.
    ///
    /// - Parameter holdings: of whoever signed in; nil where nobody did.
    func page<View: PageView>(
        _ template: String, _ view: View, _ holdings: Holdings?, status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) -> Answer {
        let content = templates.render(view, withTemplate: template) ?? ""
        let layout = Layout(
            title: view.title, content: content, shapes: ShapeSymbols.svg,
            reader: holdings.flatMap { $0.reader.isOfProxy ? nil : $0.reader.name },
            user: holdings.flatMap { $0.reader.isOfProxy ? $0.reader.name : nil },
            isNational: holdings?.reader.isNational ?? false, home: holdings.map(Self.home))
        let text = templates.render(layout, withTemplate: "layout") ?? ""
        return Answer(
            bytes: Array(text.utf8), type: MediaType.html, status: status, headers: headers,
            caching: status == .ok ? .checked : .none)
    }

    private static func home(_ holdings: Holdings) -> String {
        holdings.partnerships.count == 1 ? "/partnerships/\(Slug.text(holdings.partnerships[0]))" : "/"
    }

    /// A problem as a page.
    func problem(_ problem: Problem, _ ask: Ask) -> Answer {
        page(
            "problem", ProblemPage(title: problem.title, detail: problem.detail), nil, status: problem.status,
            headers: problem.headers)
    }

    /// What is around every page.
    private struct Layout {
        let title: String
        let content: String
        let shapes: String
        /// Who signed in here, and can sign out; nil where nobody did.
        let reader: String?
        /// Whom the proxy signed in.
        let user: String?
        let isNational: Bool
        let home: String?
    }
}

/// What a template is filled with.
protocol PageView {
    var title: String { get }
}

struct ProblemPage: PageView {
    let title: String
    let detail: String
}

/// Which partnerships there are, for those who read several.
struct PartnershipsPage: PageView {
    struct Row {
        let name: String
        let slug: String
        let latest: String?
    }

    let title = "Partnerships"
    let rows: [Row]

    init(_ holdings: Holdings) {
        rows = holdings.partnerships.map { name in
            Row(
                name: name, slug: Slug.text(name),
                latest: holdings.latest(of: name).first.map { "\($0.quarter), edition \($0.number)" })
        }
    }
}
