import Presenting
import ReportKit

/// A partnership's home: its latest return at a glance, every edition, and what is due.
struct PartnershipPage: PageView {
    let title: String
    let slug: String
    let latest: Latest?
    let returns: [EditionRow]
    let hasReturns: Bool
    let due: [Due]
    let hasDue: Bool
    let feed: String

    struct Latest {
        let quarter: String
        let edition: Int
        let period: String
        let delivered: String
        let href: String
        let areas: String
        let read: String?
        let files: [FileLink]
        let bundle: String
        let notice: String?
        let rows: [GlanceLine]
        let key: [ShapeMeaning]
    }

    struct Due {
        let quarter: String
        let complete: String
        let dueOn: String
        let standing: String
    }

    init(_ partnership: String, _ holdings: Holdings, _ library: BundleLibrary) throws {
        title = "Returns of \(partnership)"
        slug = Slug.text(partnership)
        let editions = holdings.editions(of: partnership)
        latest = try editions.first.map { edition in
            let digest = try library.digest(of: edition)
            let bundle = try library.bundle(of: edition)
            let rows = digest.byIndicator.map { GlanceLine($0, of: partnership) }
            return Latest(
                quarter: "\(edition.quarter)", edition: edition.number,
                period: "\(Dates.text(edition.quarter.firstDay)) to \(Dates.text(edition.quarter.lastDay))",
                delivered: Dates.text(edition.deliveredOn), href: "/partnerships/\(edition.place)",
                areas: "/partnerships/\(Slug.text(partnership))/areas",
                read: FileLink.page(of: edition, bundle), files: FileLink.main(of: edition, bundle),
                bundle: Address.bundle(edition), notice: digest.notice, rows: rows,
                key: ShapeMeaning.all(of: rows.map(\.shape)))
        }
        returns = try editions.map { try EditionRow($0, holdings, library) }
        hasReturns = !returns.isEmpty
        due = holdings.calendar(asOf: .today).filter { $0.partnership == partnership && $0.standing != .submitted }
            .map {
                Due(
                    quarter: "\($0.quarter)", complete: Dates.text($0.completeOn), dueOn: Dates.text($0.dueOn),
                    standing: $0.standing.rawValue)
            }
        hasDue = !due.isEmpty
        feed = "\(Address.api)/partnerships/\(slug)/feed.atom"
    }
}

/// An indicator in an overview.
struct GlanceLine {
    let indicator: String
    let title: String
    let href: String
    let figure: String
    let counts: String?
    let shape: String
    let verdict: String
    let target: String?

    init(_ row: ReturnDigest.Row, of partnership: String) {
        indicator = row.indicator
        title = row.title
        href = "/partnerships/\(Slug.text(partnership))/indicators/\(Address.encoded(row.indicator))"
        figure = row.figure.text
        counts = row.figure.counts
        shape = row.figure.shape.rawValue
        verdict = row.figure.verdict
        target = row.figure.target
    }
}

/// What one shape means.
struct ShapeMeaning {
    let shape: String
    let meaning: String

    static func all(of shapes: [String]) -> [ShapeMeaning] {
        VerdictShape.allCases.filter { shapes.contains($0.rawValue) }
            .map { ShapeMeaning(shape: $0.rawValue, meaning: $0.meaning) }
    }
}

/// An edition in the list of all.
struct EditionRow {
    let quarter: String
    let edition: Int
    let delivered: String
    let state: String
    let why: String
    let changes: String?
    let href: String
    let read: String?
    let bundle: String

    init(_ edition: PublishedEdition, _ holdings: Holdings, _ library: BundleLibrary) throws {
        quarter = "\(edition.quarter)"
        self.edition = edition.number
        delivered = Dates.text(edition.deliveredOn)
        state = holdings.isSuperseded(edition) ? "superseded" : "current"
        why = edition.reason ?? "First edition"
        changes = try library.changes(of: edition).map { "\($0.count) \($0.count == 1 ? "figure" : "figures") changed" }
        href = "/partnerships/\(edition.place)"
        read = FileLink.page(of: edition, try library.bundle(of: edition))
        bundle = Address.bundle(edition)
    }
}

/// A file to download.
struct FileLink {
    let name: String
    /// Nil of a file that few open.
    let what: String?
    let href: String
    let size: String

    /// What the files of a return are, in the order in which they are offered.
    private static let words = [
        ("return.html", "the return as a page"), ("return.ods", "workbook"), ("return.csv", "table of all figures"),
        ("return.json", "all figures, for programs"),
    ]

    private static func link(_ name: String, _ what: String?, _ bytes: Int, _ edition: PublishedEdition) -> FileLink {
        FileLink(
            name: name, what: what, href: Address.file(name, of: edition),
            size: bytes < 1_000
                ? "\(bytes) bytes" : bytes < 1_000_000 ? "\(bytes / 1_000) KB" : "\(bytes / 1_000_000) MB")
    }

    /// Those that most readers want.
    static func main(of edition: PublishedEdition, _ bundle: StoredBundle) -> [FileLink] {
        words.compactMap { name, what in
            bundle.files.first { $0.name == name }.map { link(name, what, $0.bytes, edition) }
        }
    }

    /// All of a bundle.
    static func all(of edition: PublishedEdition, _ bundle: StoredBundle) -> [FileLink] {
        bundle.files.map { file in link(file.name, words.first { $0.0 == file.name }?.1, file.bytes, edition) }
    }

    /// The return's own page; nil where the bundle has none.
    static func page(of edition: PublishedEdition, _ bundle: StoredBundle) -> String? {
        bundle.files.contains { $0.name == "return.html" } ? Address.file("return.html", of: edition) : nil
    }
}
