import Disclosure
import Foundation
import Platform
import ReportKit
import Warehouse

/// The register of publications in the warehouse, to which entries are only ever added.
///
/// ### Reading
/// ``position()``, ``tables(of:meeting:under:through:)``, ``returns(endingOn:of:under:through:)``, ``entries()``,
/// ``entry(_:)``, ``tables(addedBy:)``
/// ### Adding
/// ``lock(waiting:)``, ``same(as:)``, ``add(_:considered:)``, ``unlock()``
public struct PublicationRegister {
    private let connection: Connection

    public init(_ connection: Connection) {
        self.connection = connection
    }

    /// The number of the last publication; 0 before the first.
    public func position() throws -> Int {
        try Script.position.query(on: connection)[0].get("position")
    }

    /// What was published, the tables of the same counts joined.
    ///
    /// - Parameters:
    ///   - indicators: the indicators whose counts can meet the new ones.
    ///   - spans: the spans of the new ones; those of other years are read too, as far as the policy says.
    ///   - policy: which publications count, and how far back.
    ///   - position: the last publication to consider.
    public func tables(
        of indicators: Set<String>, meeting spans: [Period], under policy: RegisterPolicy, through position: Int
    ) throws -> [PublishedTable] {
        guard position > 0, !policy.counts.isEmpty, let from = spans.map(\.from).min(),
            let to = spans.map(\.to).max()
        else { return [] }
        // One day more on both sides: spans that adjoin meet.
        let days = policy.years * 366 + 1
        let rows = try Script.tables.query(
            on: connection,
            [
                .texts(indicators.sorted()), .day(from.adding(days: -days)), .day(to.adding(days: days)),
                .integer(position), .texts(policy.counts.map(\.rawValue).sorted()),
            ])
        return PublishedTable.joined(
            try rows.map { row in
                var table = try Self.table(try row.get("counts"), of: try row.get("publication"))
                let days = table.span.to.number - table.span.from.number + 1
                table.erasedSince = try row.get("erased_in_quarter", as: Int.self) * ((days + 91) / 92)
                return table
            })
    }

    /// What the returns of a quarter showed and suppressed, in order of publication.
    ///
    /// - Parameters:
    ///   - day: the quarter's last day.
    ///   - indicators: the indicators whose counts are wanted.
    ///   - policy: which publications count.
    ///   - position: the last publication to consider.
    public func returns(
        endingOn day: Day, of indicators: Set<String>, under policy: RegisterPolicy, through position: Int
    ) throws -> [PublishedTable] {
        let kinds = policy.counts.intersection([.return, .submission])
        guard position > 0, !kinds.isEmpty else { return [] }
        return try Script.returnsOfQuarter.query(
            on: connection,
            [
                .texts(indicators.sorted()), .day(day), .integer(position), .texts(kinds.map(\.rawValue).sorted()),
            ]
        ).map { try Self.table(try $0.get("counts"), of: try $0.get("publication")) }
    }

    private static func table(_ counts: String, of publication: Int) throws -> PublishedTable {
        do {
            return try JSONDecoder().decode(PublishedTable.self, from: Data(counts.utf8))
        } catch {
            throw PublicationError.unreadable(publication)
        }
    }

    // MARK: - Adding

    /// Locks the register against others who weigh and add; the end of the session releases it too.
    ///
    /// - Parameter waiting: called where somebody else holds the lock, before waiting for it.
    public func lock(waiting: () -> Void) throws {
        let isLocked: Bool = try Script.tryLockPublications.query(on: connection)[0].get("is_locked")
        guard !isLocked else { return }
        waiting()
        try Script.lockPublications.query(on: connection)
    }

    /// Releases the lock.
    public func unlock() {
        _ = try? Script.unlockPublications.query(on: connection)
    }

    /// The first publication of the same kind with the same content, and the position that the first of any kind was
    /// weighed against; nil where there is none.
    public func same(as publication: Publication) throws -> (number: Int?, considered: Int)? {
        let hash = try Publication.Written(publication).contentHash
        let found = try Script.samePublication.query(on: connection, [.text(publication.kind.rawValue), .text(hash)])
        return try found.first.map { (try $0.get("number"), try $0.get("considered")) }
    }

    /// Adds a publication and its tables, all or none.
    ///
    /// - Parameter considered: the position that it was weighed against.
    /// - Returns: its number.
    @discardableResult
    public func add(_ publication: Publication, considered: Int) throws -> Int {
        let written = try Publication.Written(publication)
        let tables = publication.tables
        guard let from = tables.map(\.span.from).min(), let to = tables.map(\.span.to).max() else {
            preconditionFailure("a publication without a table")
        }
        return try connection.transaction {
            let number: Int = try Script.addPublication.query(
                on: connection,
                [
                    .text(publication.kind.rawValue), .text(publication.name), .text(publication.areas), .day(from),
                    .day(to), .text(publication.policy), publication.asOf.map { .integer($0) } ?? .text(nil),
                    .integers(publication.vintages), .text(publication.program), .integer(considered),
                    .text(written.contentHash),
                ])[0].get("number")
            try Script.addTables.query(
                on: connection,
                [
                    .integer(number), .texts(tables.map(\.indicator)), .days(tables.map(\.span.from)),
                    .days(tables.map(\.span.to)), .texts(written.counts),
                ])
            return number
        }
    }

    // MARK: - Listing

    /// How many publications there are, in a sentence.
    public var summary: String {
        get throws {
            let position = try position()
            guard position > 0 else { return "Nothing has been published yet." }
            let last = try entry(position)
            return "\(position) \(position == 1 ? "publication" : "publications") in the register, the last of "
                + "\(last.recordedAt): 'laa publications' lists them."
        }
    }

    /// Every entry, in order.
    public func entries() throws -> [PublicationEntry] {
        try Script.publications.query(on: connection, [.text(nil)]).map(PublicationEntry.init)
    }

    /// - Throws: ``PublicationError/noEntry(_:)``.
    public func entry(_ number: Int) throws -> PublicationEntry {
        guard let row = try Script.publications.query(on: connection, [.integer(number)]).first else {
            throw PublicationError.noEntry(number)
        }
        return try PublicationEntry(row)
    }

    /// The tables that a publication added to what was known.
    public func tables(addedBy number: Int) throws -> [PublishedTable] {
        try Script.tablesOf.query(on: connection, [.integer(number)]).map { row in
            try Self.table(try row.get("counts"), of: number)
        }
    }
}
