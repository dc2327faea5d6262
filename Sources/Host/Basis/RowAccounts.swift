import ReportKit
import Warehouse

/// How many rows of a warehouse's extracts were read and rejected.
struct RowAccounts {
    /// The rows of one kind that a figure rests on.
    struct Sum {
        var read = 0
        var rejected = 0
        /// Why extracts among them were loaded although too many rows were rejected.
        var accepted: Set<String> = []

        static func += (sum: inout Sum, other: Sum) {
            sum.read += other.read
            sum.rejected += other.rejected
            sum.accepted.formUnion(other.accepted)
        }

        var share: Double { read > 0 ? Double(rejected) / Double(read) : 0 }
    }

    private struct Key: Hashable {
        let kind: ExtractKind
        let area: Int?
    }

    private var entries: [Key: [(days: Period, sum: Sum)]] = [:]

    init(from connection: Connection) throws {
        let sql = String(decoding: PackageResources.row_accounts_sql, as: UTF8.self)
        for row in try connection.query(sql, [], source: "row_accounts.sql") {
            guard let kind = ExtractKind(rawValue: try row.get("kind")),
                let days = Period(from: try row.get("first_day"), to: try row.get("last_day"))
            else { continue }
            let rejected: Int = try row.get("rows_rejected")
            let accepted: String? = rejected > 0 ? try row.get("rejections_accepted") : nil
            entries[Key(kind: kind, area: try row.get("area_id")), default: []].append(
                (
                    days,
                    Sum(
                        read: try row.get("rows_read"), rejected: rejected,
                        accepted: accepted.map { [$0] } ?? [])
                ))
        }
    }

    /// Whether no account of any rows was kept.
    var isEmpty: Bool { entries.isEmpty }

    /// The rows of some areas in the days needed, and those whose area is not told: these count against every area.
    ///
    /// - Parameter areas: keys.
    func sum(of need: Coverage.Need, in areas: some Sequence<Int>) -> Sum {
        var sum = Sum()
        for area in [nil] + areas.map({ $0 as Int? }) {
            for entry in entries[Key(kind: need.kind, area: area)] ?? []
            where entry.days.from <= need.through && entry.days.to >= need.from {
                sum += entry.sum
            }
        }
        return sum
    }

    /// The kind of extract of which the largest share of a quarter's rows was rejected; nil where no account was kept.
    func worst(of quarter: Quarter, in areas: Set<Int>, _ thresholds: QualityThresholds) -> QualityMeasure? {
        let kinds = Set(entries.keys.map(\.kind))
        let sums = ExtractKind.allCases.filter(kinds.contains).map { kind in
            (kind: kind, sum: sum(of: .init(kind, from: quarter.firstDay, through: quarter.lastDay), in: areas))
        }.filter { $0.sum.read > 0 }
        return sums.max { $0.sum.share < $1.sum.share }.map { worst in
            QualityMeasure(
                .rejected, count: worst.sum.rejected, of: worst.sum.read, thresholds: thresholds, extract: worst.kind)
        }
    }
}
