import Platform
import ReportKit
import Warehouse

/// What the warehouse held at the end of a day, from which a return as of that day is made.
///
/// An extract counts from the day on which it was loaded, in UTC. A synthetic one, such as the sample's, counts on
/// every day: it stands in for what would have been loaded.
struct DataState {
    /// The last vintage that counts.
    let lastVintage: Int
    /// The kinds of the extracts that count.
    let kinds: Set<String>
    /// The transactions that are visible, as PostgreSQL writes a snapshot.
    let snapshot: String

    /// - Throws: ``NotKnown`` if it is not known what the warehouse held then.
    init(asOf day: Day, in connection: Connection) throws {
        let row = try Script.state.query(on: connection, [.day(day)])[0]
        snapshot = try row.get("snapshot")
        let last: Int? = try row.get("last_vintage")
        let later: Int? = try row.get("first_later")
        let laterOn: Day? = try row.get("first_later_on")
        guard let last else {
            guard let laterOn else { throw NotKnown.nothingEver }
            throw NotKnown.nothingYet(day, firstLoad: laterOn)
        }
        // Vintages are numbered in the order of loading; a server whose clock was set back breaks that order.
        if let later, let laterOn, later < last { throw NotKnown.outOfOrder(day, vintage: later, loadedOn: laterOn) }
        lastVintage = last
        let kinds: String? = try row.get("kinds")
        self.kinds = Set((kinds ?? "").split(separator: ",").map(String.init))
    }

    /// Why it is not known what the warehouse held at the end of a day.
    enum NotKnown: ExitCoded, Equatable {
        case nothingEver
        case nothingYet(Day, firstLoad: Day)
        case outOfOrder(Day, vintage: Int, loadedOn: Day)

        var exitCode: ExitCode { .tryAgain }

        /// The gate that it closes.
        var gate: ClosedGate {
            switch self {
            case .nothingEver:
                ClosedGate(
                    .completeness, subject: nil, problem: "the warehouse holds no extract",
                    remedy: "Load extracts: see 'laa load --help'.")
            case .nothingYet(let day, let first):
                ClosedGate(
                    .completeness, subject: nil,
                    problem: "on \(day) the warehouse held no extract yet: the first was loaded on \(first), and a "
                        + "return as of a day is made from what had been loaded by then",
                    remedy: "Name a later day, or leave --as-of out.")
            case .outOfOrder(let day, let vintage, let loadedOn):
                ClosedGate(
                    .completeness, subject: nil,
                    problem: "it is not known what the warehouse held on \(day): extract \(vintage) is recorded as "
                        + "loaded on \(loadedOn), and later ones as loaded before that",
                    remedy: "Name a later day, or leave --as-of out; was the server's clock set back?")
            }
        }
    }
}
