import ReportKit
import Warehouse

/// Which extracts a warehouse holds, by quarter and trust.
public struct ExtractHoldings: Sendable {
    /// How much of a quarter the extracts of a kind cover for a trust.
    public enum State: String, Sendable {
        case there, partly, missing
    }

    /// The trusts that hold the same of one kind of extract.
    public struct Row: Sendable {
        public let kind: ExtractKind
        /// By name.
        public let trusts: [Area]
        /// Whether these are all trusts.
        public let isEveryTrust: Bool
        /// One for each quarter.
        public let states: [State]
    }

    /// In order of time.
    public let quarters: [Quarter]
    /// By kind, the trusts that hold most first.
    public let rows: [Row]

    /// Reads the warehouse behind a connection, and changes nothing.
    ///
    /// - Parameter count: the most quarters, the latest ones.
    public init(of connection: Connection, latest count: Int) throws {
        (quarters, rows) = try connection.readOnlyTransaction {
            let coverage = try ExtractCoverage(from: connection)
            let kinds = ExtractKind.allCases.filter(\.isAddedUp)
            let spans = kinds.flatMap { coverage.days(of: $0) }
            guard let first = spans.map(\.from).min(), let last = spans.map(\.to).max() else { return ([], []) }
            var quarters: [Quarter] = []
            var quarter = Quarter(containing: last)
            while quarters.count < count, quarter >= Quarter(containing: first) {
                quarters.insert(quarter, at: 0)
                quarter = quarter.advanced(by: -1)
            }
            let units = AreaUnits(try AreaDirectory(on: Quarter(containing: last).lastDay, from: connection))
            let rows = kinds.filter { !coverage.days(of: $0).isEmpty }.flatMap { kind in
                Self.rows(kind, quarters, units, coverage)
            }
            return (quarters, rows)
        }
    }

    private static func rows(
        _ kind: ExtractKind, _ quarters: [Quarter], _ units: AreaUnits, _ coverage: ExtractCoverage
    ) -> [Row] {
        var known: [[State]: [Area]] = [:]
        for trust in units.trusts.sorted(by: { $0.area.name < $1.area.name }) {
            let parts = kind.isByAuthority ? units.directory.authorities(in: trust.id) : []
            let own = coverage.days(of: kind, in: trust, units)
            let covered = parts.map { coverage.days(of: kind, in: $0, units) }
            let states = quarters.map { quarter -> State in
                let state = state(kind, own, quarter)
                guard state != .there, !covered.isEmpty else { return state }
                let states = Set(covered.map { self.state(kind, $0, quarter) })
                return states.count == 1 ? states.first ?? state : .partly
            }
            known[states, default: []].append(trust.area)
        }
        return known.map {
            Row(kind: kind, trusts: $0.value, isEveryTrust: $0.value.count == units.trusts.count, states: $0.key)
        }.sorted { first, second in
            let held = [first, second].map { row in row.states.filter { $0 == .there }.count }
            return held[0] == held[1] ? first.trusts[0].name < second.trusts[0].name : held[0] > held[1]
        }
    }

    private static func state(_ kind: ExtractKind, _ covered: [Period], _ quarter: Quarter) -> State {
        let overlaps = covered.contains { $0.from <= quarter.lastDay && $0.to >= quarter.firstDay }
        // Lists of prolific offenders are taken once a year, on any day.
        if kind == .ppoCohorts { return overlaps ? .there : .missing }
        let need = Coverage.Need(kind, from: quarter.firstDay, through: quarter.lastDay)
        return need.missing(from: covered).isEmpty ? .there : overlaps ? .partly : .missing
    }
}
