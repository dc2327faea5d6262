import Presenting

/// One edition: what it is, what it changed, its files, and how to check them.
struct EditionPage: PageView {
    /// Changes beyond these are in `changes.csv` alone.
    private static let mostChanges = 200

    let title: String
    let partnership: String
    let home: String
    let quarter: String
    let edition: Int
    let delivered: String
    let asOf: String
    let state: String
    let reason: String?
    let overrideReason: String?
    let newer: String?
    let read: String?
    let files: [FileLink]
    let bundle: String
    let hash: String
    let key: String
    let program: String
    let changes: [EditionChange]
    let hasChanges: Bool
    let moreChanges: Int?

    init(_ edition: PublishedEdition, _ holdings: Holdings, _ library: BundleLibrary) throws {
        let stored = try library.bundle(of: edition)
        title = "\(edition.partnership), \(edition.quarter), edition \(edition.number)"
        partnership = edition.partnership
        home = "/partnerships/\(Slug.text(edition.partnership))"
        quarter = "\(edition.quarter)"
        self.edition = edition.number
        delivered = Dates.text(edition.deliveredOn)
        asOf = Dates.text(edition.asOf)
        state = holdings.isSuperseded(edition) ? "superseded" : "current"
        reason = edition.reason
        overrideReason = edition.overrideReason
        let last = holdings.editions(of: edition.partnership).first { $0.quarter == edition.quarter }
        newer = last.flatMap { $0.number > edition.number ? "/partnerships/\($0.place)" : nil }
        read = FileLink.page(of: edition, stored)
        files = FileLink.all(of: edition, stored)
        bundle = Address.bundle(edition)
        hash = edition.hash
        key = stored.statement.signedUnder
        program = edition.program
        let all = try library.changes(of: edition) ?? []
        changes = Array(all.prefix(Self.mostChanges))
        hasChanges = !all.isEmpty
        moreChanges = all.count > Self.mostChanges ? all.count - Self.mostChanges : nil
    }
}
