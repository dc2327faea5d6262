import Text

/// A partnership's editions as a feed (RFC 4287), the latest first: an entry's identifier never changes.
struct AtomFeed {
    let text: String

    /// - Parameter origin: the portal's own address, which readers of feeds need in full.
    init(_ partnership: String, _ holdings: Holdings, origin: String) {
        let editions = holdings.editions(of: partnership).sorted { $0.deliveredAt > $1.deliveredAt }.prefix(100)
        let home = "\(origin)/partnerships/\(Slug.text(partnership))"
        let own = "\(origin)\(Address.api)/partnerships/\(Slug.text(partnership))/feed.atom"
        var feed = Element("feed", ["xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en-GB"])
        feed.append(Element("id", text: own))
        feed.append(Element("title", text: "Returns of \(partnership)"))
        feed.append(Element("updated", text: editions.first?.deliveredAt ?? "1970-01-01T00:00:00Z"))
        feed.append(Element("author", [:], [Element("name", text: "laa")]))
        feed.append(Element("link", ["rel": "self", "href": own]))
        feed.append(Element("link", ["rel": "alternate", "type": "text/html", "href": home]))
        for edition in editions {
            let title = "\(partnership), \(edition.quarter), edition \(edition.number)"
            feed.append(
                Element(
                    "entry", [:],
                    [
                        // Of the edition and not of the address, which may move (RFC 4151).
                        Element("id", text: "tag:laa,2010:\(edition.bundle)"),
                        Element("title", text: title),
                        Element("updated", text: edition.deliveredAt),
                        Element("published", text: edition.deliveredAt),
                        Element("summary", text: edition.reason ?? "First edition."),
                        Element(
                            "link",
                            [
                                "rel": "alternate", "type": "text/html",
                                "href": "\(origin)/partnerships/\(edition.place)",
                            ]),
                        Element(
                            "link",
                            [
                                "rel": "enclosure", "type": MediaType.zip,
                                "href": "\(origin)\(Address.bundle(edition))",
                            ]),
                    ]))
        }
        text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + feed.text + "\n"
    }
}
