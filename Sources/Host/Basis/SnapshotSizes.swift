import ReportKit
import Warehouse

/// How many people each trust's caseload snapshots have, and which of them look as if a part were missing.
struct SnapshotSizes {
    private let sizes: [Day: [Int: Int]]

    /// With fewer people than this in a snapshot, a change by half is no surprise.
    private static let fewest = 30

    init(from connection: Connection) throws {
        let sql = String(decoding: PackageResources.snapshot_sizes_sql, as: UTF8.self)
        var sizes: [Day: [Int: Int]] = [:]
        for row in try connection.query(sql, [], source: "snapshot_sizes.sql") {
            sizes[try row.get("snapshot_date"), default: [:]][try row.get("area_id")] = try row.get("people")
        }
        self.sizes = sizes
    }

    /// What to ask about snapshots that are less than half as large as those before and after them, trust by trust.
    /// A trust without anybody in a snapshot is asked about too, where an extract covers it for that day.
    ///
    /// - Parameter coverage: says which trusts the extracts cover.
    func questions(about snapshots: [Day], in units: AreaUnits, _ coverage: ExtractCoverage) -> [String] {
        guard !sizes.isEmpty else { return [] }
        let directory = units.directory
        let known = sizes.mapValues { sizes in
            sizes.reduce(into: [Int: Int]()) { sums, size in
                let entry = directory[size.key]
                sums[entry?.current == false ? entry?.successor ?? size.key : size.key, default: 0] += size.value
            }
        }
        return snapshots.sorted().compactMap { day in
            let here = known[day] ?? [:]
            let quarter = Quarter(containing: day)
            let around = [-1, 1].map { known[quarter.advanced(by: $0).lastDay] ?? [:] }
            let small = Set(around.flatMap(\.keys)).filter { trust in
                let neighbours = around.compactMap { $0[trust] }.filter { $0 >= Self.fewest }
                guard !neighbours.isEmpty, neighbours.allSatisfy({ 2 * (here[trust] ?? 0) < $0 }) else { return false }
                guard here[trust] == nil, let entry = directory[trust] else { return true }
                return coverage.days(of: .caseload, in: entry, units).contains { $0.contains(day) }
            }.compactMap { directory[$0]?.area.name }.sorted()
            guard !small.isEmpty else { return nil }
            let names =
                small.prefix(5).joined(separator: ", ") + (small.count > 5 ? " and \(small.count - 5) more" : "")
            return "Is the caseload snapshot of \(day) whole? It has less than half as many people as those before and "
                + "after it for \(names)."
        }
    }
}
