import ReportKit
import Warehouse

/// The state of the warehouse that a report is made from, where it is not the latest.
public enum AsOf: Sendable, Equatable {
    /// After that vintage was loaded.
    case vintage(Int)
    /// At the end of that day, in UTC.
    case day(Day)

    /// A vintage's number, or a day as `YYYY-MM-DD`; nil for any other text.
    public init?(_ text: String) {
        if let number = Int(text), number > 0 {
            self = .vintage(number)
        } else if let day = Day(text) {
            self = .day(day)
        } else {
            return nil
        }
    }

    /// The last vintage to include.
    ///
    /// - Throws: ``HostError/nothingLoaded(asOf:)`` where the warehouse held nothing then, or never had the vintage;
    ///   ``HostError/pruned(asOf:)`` where that state is not whole any more.
    func vintage(in connection: Connection) throws -> Int {
        let vintage = try lastVintage(in: connection)
        let sql = String(decoding: PackageResources.vintage_is_whole_sql, as: UTF8.self)
        let isWhole: Bool = try connection.query(sql, [.integer(vintage)])[0].get("is_whole")
        guard isWhole else { throw HostError.pruned(asOf: self) }
        return vintage
    }

    private func lastVintage(in connection: Connection) throws -> Int {
        switch self {
        case .vintage(let number):
            let sql = String(decoding: PackageResources.vintage_exists_sql, as: UTF8.self)
            let known: Bool = try connection.query(sql, [.integer(number)])[0].get("known")
            guard known else { throw HostError.nothingLoaded(asOf: self) }
            return number
        case .day(let day):
            let sql = String(decoding: PackageResources.vintage_on_sql, as: UTF8.self)
            let vintage: Int? = try connection.query(sql, [.day(day)])[0].get("vintage")
            guard let vintage else { throw HostError.nothingLoaded(asOf: self) }
            return vintage
        }
    }
}

extension AsOf {
    /// The last vintage that reports may read; 0 before the first is published.
    static func published(in connection: Connection) throws -> Int {
        let sql = String(decoding: PackageResources.vintage_published_sql, as: UTF8.self)
        return try connection.query(sql)[0].get("vintage")
    }

    /// Whether nothing was published after a vintage, so that the warehouse as it was then is the warehouse as it is now.
    static func isLast(_ vintage: Int, in connection: Connection) throws -> Bool {
        let sql = String(decoding: PackageResources.vintage_is_last_sql, as: UTF8.self)
        return try connection.query(sql, [.integer(vintage)])[0].get("is_last")
    }
}

extension AsOf {
    /// The last day on which people were erased whom the warehouse as it was after a vintage had; nil where nobody was.
    static func erased(after vintage: Int, in connection: Connection) throws -> Day? {
        let sql = String(decoding: PackageResources.erased_after_sql, as: UTF8.self)
        return try connection.query(sql, [.integer(vintage)])[0].get("erased_on")
    }
}

extension AsOf: CustomStringConvertible {
    public var description: String {
        switch self {
        case .vintage(let number): "vintage \(number)"
        case .day(let day): day.description
        }
    }
}
