import Crypto
import Foundation
import Platform
import ReportKit
import Submissions
import Warehouse

/// Who reads.
struct Reader: Sendable {
    /// The number of their access.
    let number: Int
    let name: String
    /// The partnerships whose returns they read; nil for all.
    let partnerships: [String]?
    let expiresOn: Day?
    /// Whether the proxy signed them in.
    var isOfProxy = false

    var isNational: Bool { partnerships == nil }

    func mayRead(_ partnership: String) -> Bool { partnerships?.contains(partnership) ?? true }
}

/// An edition of a return that was delivered.
struct PublishedEdition: Sendable, Hashable {
    let partnership: String
    let quarter: Quarter
    let number: Int
    /// Why it was made; nil of a first one.
    let reason: String?
    /// Why it was sent despite closed gates; nil where none was closed.
    let overrideReason: String?
    let asOf: Day
    /// The name of its bundle's folder.
    let bundle: String
    /// SHA-256 of its statement.
    let hash: String
    let program: String
    let deliveredOn: Day
    /// In UTC, as RFC 3339 has it.
    let deliveredAt: String

    /// Its place in addresses.
    var place: String { "\(Slug.text(partnership))/returns/\(quarter)/\(number)" }
}

/// What a reader may read, as it was a moment ago.
struct Holdings: Sendable {
    let reader: Reader
    /// In order of partnership, quarter and edition.
    let editions: [PublishedEdition]
    /// In order of due date.
    let schedule: [ScheduledReturn]
    /// The names of the partnerships, in order: those granted, or all that have an edition or a due date.
    let partnerships: [String]
    /// The same of two holdings of one reader only where these are the same.
    let version: String

    init(reader: Reader, editions: [PublishedEdition], schedule: [ScheduledReturn]) {
        self.reader = reader
        self.editions = editions.filter { reader.mayRead($0.partnership) }
        self.schedule = schedule.filter { reader.mayRead($0.partnership) }
        partnerships =
            reader.partnerships?.sorted()
            ?? Set(editions.map(\.partnership) + schedule.map(\.partnership)).sorted()
        var sum = SHA256()
        sum.update(data: Data("\(reader)\n\(partnerships)\n".utf8))
        for edition in self.editions {
            sum.update(data: Data("\(edition.hash) \(edition.deliveredAt) \(edition.place)\n".utf8))
        }
        for due in self.schedule { sum.update(data: Data("\(due)\n".utf8)) }
        version = Hexadecimal.text(sum.finalize())
    }

    /// The name of the partnership of an address's part; nil where the reader reads none of it.
    func partnership(_ slug: String) -> String? { partnerships.first { Slug.text($0) == slug } }

    /// The editions of a partnership, the latest quarter first, and of a quarter the latest edition first.
    func editions(of partnership: String) -> [PublishedEdition] {
        editions.filter { $0.partnership == partnership }.reversed()
    }

    /// The last edition of each quarter of a partnership, the latest quarter first.
    func latest(of partnership: String) -> [PublishedEdition] {
        var seen: Set<Quarter> = []
        return editions(of: partnership).filter { seen.insert($0.quarter).inserted }
    }

    func edition(of partnership: String, _ quarter: Quarter, _ number: Int) -> PublishedEdition? {
        editions.first { $0.partnership == partnership && $0.quarter == quarter && $0.number == number }
    }

    /// Whether a later edition of the same return was delivered.
    func isSuperseded(_ edition: PublishedEdition) -> Bool {
        editions.contains {
            $0.partnership == edition.partnership && $0.quarter == edition.quarter && $0.number > edition.number
        }
    }

    /// The calendar as of a day.
    func calendar(asOf: Day) -> [CalendarEntry] {
        schedule.map { due in
            let last = editions.last { $0.partnership == due.partnership && $0.quarter == due.quarter }
            return due.entry(
                asOf: asOf, delivered: last.map { CalendarEntry.Delivered(edition: $0.number, on: $0.deliveredOn) })
        }
    }
}

extension Day {
    /// Today, in UTC by the machine's clock.
    static var today: Day { Day(number: Today.number) }
}

/// A partnership's name as a part of addresses: `kingston-upon-hull-city-of`.
enum Slug {
    static func text(_ name: String) -> String {
        name.lowercased().split { !($0.isLetter || $0.isNumber) || !$0.isASCII }.joined(separator: "-")
    }
}
