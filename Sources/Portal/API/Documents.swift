import ReportKit
import Submissions

/// `/partnerships`.
struct PartnershipsDocument: Encodable {
    let partnerships: [PartnershipDocument]
}

/// A partnership: what was delivered of it, and what is due next.
struct PartnershipDocument: Encodable {
    struct Latest: Codable, Hashable {
        let quarter: Quarter
        let edition: Int
        let deliveredOn: Day
        let href: String
    }

    struct Due: Codable, Hashable {
        let quarter: Quarter
        let dueOn: Day
        let standing: CalendarEntry.Standing
    }

    let name: String
    let slug: String
    let quarters: Int
    let editions: Int
    let latest: OrNull<Latest>
    let nextDue: OrNull<Due>
    let returns: String
    let feed: String

    init(_ name: String, _ holdings: Holdings) {
        let own = holdings.latest(of: name)
        let root = "\(Address.api)/partnerships/\(Slug.text(name))"
        self.name = name
        slug = Slug.text(name)
        quarters = own.count
        editions = holdings.editions(of: name).count
        latest = OrNull(
            wrappedValue: own.first.map {
                Latest(quarter: $0.quarter, edition: $0.number, deliveredOn: $0.deliveredOn, href: Address.edition($0))
            })
        nextDue = OrNull(
            wrappedValue: holdings.calendar(asOf: .today).first {
                $0.partnership == name && $0.standing != .submitted
            }.map { Due(quarter: $0.quarter, dueOn: $0.dueOn, standing: $0.standing) })
        returns = "\(root)/returns"
        feed = "\(root)/feed.atom"
    }
}

/// Addresses of the interface.
enum Address {
    static let api = "/api/v1"

    static func edition(_ edition: PublishedEdition) -> String { "\(api)/partnerships/\(edition.place)" }

    static func bundle(_ edition: PublishedEdition) -> String { "\(Self.edition(edition))/bundle.zip" }

    static func file(_ name: String, of edition: PublishedEdition) -> String {
        "\(Self.edition(edition))/files/\(name)"
    }
}

/// An edition in a list: why it was made, and how much it changed.
struct EditionSummary: Encodable {
    enum State: String, Encodable {
        case current
        case superseded
    }

    let quarter: Quarter
    let edition: Int
    let state: State
    let asOf: Day
    let deliveredOn: Day
    let deliveredAt: String
    let reason: OrNull<String>
    let overrideReason: OrNull<String>
    /// How many figures differ from the edition before; null of a first edition.
    let changes: OrNull<Int>
    let hash: String
    let href: String
    let bundle: String

    init(_ edition: PublishedEdition, _ holdings: Holdings, _ library: BundleLibrary) throws {
        quarter = edition.quarter
        self.edition = edition.number
        state = holdings.isSuperseded(edition) ? .superseded : .current
        asOf = edition.asOf
        deliveredOn = edition.deliveredOn
        deliveredAt = edition.deliveredAt
        reason = OrNull(wrappedValue: edition.reason)
        overrideReason = OrNull(wrappedValue: edition.overrideReason)
        changes = OrNull(wrappedValue: try library.changes(of: edition)?.count)
        hash = edition.hash
        href = Address.edition(edition)
        bundle = Address.bundle(edition)
    }
}

/// `/partnerships/{slug}/returns`: every quarter, the latest first, with all of its editions, the latest first.
struct ReturnsDocument: Encodable {
    struct Return: Encodable {
        let quarter: Quarter
        let editions: [EditionSummary]
    }

    let partnership: String
    let returns: [Return]

    init(of partnership: String, _ holdings: Holdings, _ library: BundleLibrary) throws {
        self.partnership = partnership
        returns = try Dictionary(grouping: holdings.editions(of: partnership), by: \.quarter)
            .sorted { $0.key > $1.key }
            .map { quarter, editions in
                Return(quarter: quarter, editions: try editions.map { try EditionSummary($0, holdings, library) })
            }
    }
}

/// One edition: its files, and what it takes to check that they are what was signed.
struct EditionDocument: Encodable {
    struct File: Encodable {
        let name: String
        let mediaType: String
        let bytes: Int
        let sha256: String
        let href: String
    }

    struct Signature: Encodable {
        let algorithm = "Ed25519"
        let of = Statement.name
        let base64: String
        /// SHA-256 of the public key's 32 bytes.
        let keyId: String
        let key = "\(Address.api)/\(BundleLibrary.keyName)"
    }

    let partnership: String
    let quarter: Quarter
    let edition: Int
    let state: EditionSummary.State
    let asOf: Day
    let deliveredOn: Day
    let deliveredAt: String
    let reason: OrNull<String>
    let overrideReason: OrNull<String>
    let changes: OrNull<Int>
    let program: String
    let hash: String
    let signature: Signature
    let bundle: String
    let files: [File]

    init(
        _ edition: PublishedEdition, _ holdings: Holdings, _ stored: StoredBundle, _ library: BundleLibrary
    ) throws {
        let summary = try EditionSummary(edition, holdings, library)
        partnership = edition.partnership
        quarter = summary.quarter
        self.edition = summary.edition
        state = summary.state
        asOf = summary.asOf
        deliveredOn = summary.deliveredOn
        deliveredAt = summary.deliveredAt
        reason = summary.reason
        overrideReason = summary.overrideReason
        changes = summary.changes
        program = edition.program
        hash = summary.hash
        signature = Signature(base64: stored.signature, keyId: stored.statement.signedUnder)
        bundle = summary.bundle
        files = stored.files.map { file in
            File(
                name: file.name, mediaType: MediaType.of(file.name), bytes: file.bytes, sha256: file.sha256,
                href: Address.file(file.name, of: edition))
        }
    }
}
