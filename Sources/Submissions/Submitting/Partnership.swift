import Host
import ReportKit
import Warehouse

/// A partnership is identified by its area's name: naming the area by its code means the same return.
public enum Partnership {
    /// The levels of areas that make returns: a trust's is that of its partnerships together.
    private static let levels: Set<AreaLevel> = [.trust, .ldu, .localAuthority, .partnership]

    /// The name of the area with this name or code: as areas are on a day or, where there is none, as they were in the last
    /// quarter of which a return was submitted.
    ///
    /// - Throws: where there is no such area.
    public static func name(of area: String, on day: Day, in connection: Connection) throws -> String {
        do {
            return try name(of: area, in: try AreaDirectory(on: day, from: connection))
        } catch let unknown as HostError {
            guard let last = try Ledger(connection).entries().map(\.quarter).max(),
                let then = try? name(of: area, in: try AreaDirectory(on: last.lastDay, from: connection))
            else { throw unknown }
            return then
        }
    }

    /// The name of the area with this name or code.
    ///
    /// - Throws: ``HostError/unknownArea(name:nearest:)``.
    static func name(of area: String, in directory: AreaDirectory) throws(HostError) -> String {
        let asked = try AreaSelection(returnFor: [area], in: directory).asked
        return asked.first?.name ?? area
    }

    /// Why an area makes no returns of its own; nil where it does.
    ///
    /// - Throws: ``HostError/unknownArea(name:nearest:)``.
    static func objection(to area: String, in directory: AreaDirectory) throws(HostError) -> String? {
        let asked = try AreaSelection(returnFor: [area], in: directory).asked
        guard let first = asked.first, !asked.contains(where: { levels.contains($0.level) }) else { return nil }
        return "\(first.name) (\(first.level.rawValue)) is no partnership: a return is made for a local authority, a "
            + "partnership or a trust."
    }
}
