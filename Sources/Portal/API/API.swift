import Foundation
import HTTPTypes
import ReportKit
import Submissions
import Text

/// The interface for programs, `/api/v1`; `openapi.json` describes it.
struct API: Sendable {
    let library: BundleLibrary

    var routes: [Route] {
        let root = "api/v1"
        return [
            Route(.get, "\(root)/openapi.json") { _ in
                Answer(bytes: PackageResources.openapi_json, type: MediaType.json)
            },
            Route("\(root)/partnerships") { _, holdings, _ in
                try .json(PartnershipsDocument(partnerships: holdings.partnerships.map { .init($0, holdings) }))
            },
            Route("\(root)/partnerships/:partnership") { _, holdings, captures in
                try .json(PartnershipDocument(try holdings.asked(captures), holdings))
            },
            Route("\(root)/partnerships/:partnership/returns") { _, holdings, captures in
                try .json(ReturnsDocument(of: try holdings.asked(captures), holdings, library))
            },
            Route("\(root)/partnerships/:partnership/returns/:quarter/:edition") { _, holdings, captures in
                let edition = try holdings.askedEdition(captures)
                return try .json(EditionDocument(edition, holdings, try library.bundle(of: edition), library))
            },
            Route("\(root)/partnerships/:partnership/returns/:quarter/:edition/files/:name") {
                ask, holdings, captures in
                try file(captures["name"] ?? "", of: try holdings.askedEdition(captures))
            },
            Route("\(root)/partnerships/:partnership/returns/:quarter/:edition/bundle.zip") { _, holdings, captures in
                let bundle = try library.bundle(of: try holdings.askedEdition(captures))
                return Answer(
                    try library.archive(of: bundle), type: MediaType.zip,
                    headers: [.contentDisposition: "attachment; filename=\"\(bundle.name).zip\""])
            },
            Route("\(root)/partnerships/:partnership/feed.atom") { ask, holdings, captures in
                let partnership = try holdings.asked(captures)
                return Answer(
                    text: AtomFeed(partnership, holdings, origin: ask.origin).text,
                    type: "application/atom+xml; charset=utf-8")
            },
            Route("\(root)/findings") { ask, holdings, _ in
                Answer(bytes: try Findings(ask.query, holdings, library).document, type: MediaType.json)
            },
            Route("\(root)/calendar") { _, holdings, _ in
                Answer(
                    text: try CalendarListing(holdings.calendar(asOf: .today), asOf: .today).json(),
                    type: MediaType.json)
            },
            Route("\(root)/calendar.ics") { _, holdings, _ in
                Answer(
                    text: CalendarListing(holdings.calendar(asOf: .today), asOf: .today).iCalendar(),
                    type: "text/calendar; charset=utf-8")
            },
            Route(.get, "\(root)/key.pem") { _ in
                Answer(text: library.pem, type: MediaType.of(BundleLibrary.keyName))
            },
            Route(.get, "\(root)/\(BundleLibrary.ringName)") { _ in
                Answer(text: library.ring, type: MediaType.text)
            },
        ]
    }

    /// A file of an edition's bundle, by exactly its name.
    private func file(_ name: String, of edition: PublishedEdition) throws -> Answer {
        let bundle = try library.bundle(of: edition)
        guard let listed = bundle.files.first(where: { $0.name == name }) else { throw Problem.notFound("file") }
        var headers: HTTPFields = [:]
        if name.hasSuffix(".html") {
            // A return's page has its own styles in it, and no script.
            headers[.contentSecurityPolicy] =
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
                + "frame-ancestors 'none'"
        } else if !MediaType.of(name).hasPrefix("text/plain") {
            let saved = "\(bundle.name)-\(name)".filter { $0.isASCII && $0 != "\"" && $0 != "\\" }
            headers[.contentDisposition] = "attachment; filename=\"\(saved)\""
        }
        return Answer(try library.file(listed, of: bundle), type: MediaType.of(name), headers: headers)
    }
}

extension Answer {
    /// An answer of a document, with keys in alphabetical order.
    static func json(_ document: some Encodable) throws -> Answer {
        Answer(text: try JSONText.text(document), type: MediaType.json)
    }
}

extension Holdings {
    /// The partnership that an address names.
    func asked(_ captures: [String: String]) throws(Problem) -> String {
        guard let name = partnership(captures["partnership"] ?? "") else { throw .notFound("partnership") }
        return name
    }

    /// The edition that an address names.
    func askedEdition(_ captures: [String: String]) throws(Problem) -> PublishedEdition {
        let partnership = try asked(captures)
        guard let quarter = Quarter(captures["quarter"] ?? ""), let number = Int(captures["edition"] ?? ""),
            quarter.description == captures["quarter"], "\(number)" == captures["edition"],
            let edition = edition(of: partnership, quarter, number)
        else { throw .notFound("edition") }
        return edition
    }
}
