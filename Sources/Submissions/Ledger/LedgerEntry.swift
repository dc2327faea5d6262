import ReportKit

/// An entry of the ledger: one edition of one partnership's return reached a state.
public struct LedgerEntry: Hashable, Sendable {
    /// What became of an edition.
    public enum State: String, Codable, Sendable {
        /// Made, signed and stored.
        case prepared
        case delivered
        /// Whoever receives it has said so.
        case acknowledged
        /// A later edition was delivered.
        case superseded
        /// An attempt to make or to deliver it, which may be repeated.
        case failed
    }

    /// Counts the entries from 1; the ledger gives it.
    public internal(set) var number = 0
    public let partnership: String
    public let quarter: Quarter
    /// Counts the editions of the partnership's return for the quarter from 1.
    public let edition: Int
    public let state: State
    /// The day that it was done on, or was to be judged from.
    public let asOf: Day
    /// Of a failure why and what to do; of a later edition why it was made.
    public var reason: String?
    /// Why it was sent although a gate was closed.
    public var overrideReason: String?
    /// What was prepared; nil of every other state.
    public var content: Content?
    /// How the delivery command ended, where one was run.
    public var exitStatus: Int?
    /// The end of what the delivery command printed.
    public var output: String?
    /// Account and machine that the program ran as and on.
    public var account: String
    /// The role of the session; the ledger gives it.
    public internal(set) var recordedBy = ""
    /// When it was recorded, in UTC; the ledger gives it.
    public internal(set) var recordedAt = ""
    /// SHA-256 of the entry's text and the hash of the entry before; the ledger gives it.
    public internal(set) var hash = ""
    public internal(set) var previousHash = ""

    /// A prepared edition: what is in it, and what it was made from.
    public struct Content: Hashable, Sendable {
        /// Name of the bundle's folder, and the key by which a repeated delivery is known.
        public let bundle: String
        /// SHA-256 of the bundle's `submission.json`.
        public let hash: String
        public let files: Int
        public let bytes: Int
        public let program: String
        /// The modules that reported, with their versions, as JSON.
        public let modules: String
        /// Numbers of the vintages drawn on, as JSON.
        public let vintages: String
        /// The last vintage that was seen.
        public let lastVintage: Int
        /// The transactions that were seen.
        public let snapshot: String
    }

    public init(
        partnership: String, quarter: Quarter, edition: Int, state: State, asOf: Day, account: String,
        reason: String? = nil, overrideReason: String? = nil, content: Content? = nil, exitStatus: Int? = nil,
        output: String? = nil
    ) {
        self.partnership = partnership
        self.quarter = quarter
        self.edition = edition
        self.state = state
        self.asOf = asOf
        self.account = account
        self.reason = reason
        self.overrideReason = overrideReason
        self.content = content
        self.exitStatus = exitStatus
        self.output = output
    }
}
