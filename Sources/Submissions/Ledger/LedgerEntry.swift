import ReportKit

/// An entry of the ledger, which records that one edition of one partnership's return reached a state.
public struct LedgerEntry: Hashable, Sendable {
    /// The states of an edition.
    public enum State: String, Codable, Sendable {
        /// Made, signed and stored.
        case prepared
        case delivered
        /// The receiver has confirmed that it arrived.
        case acknowledged
        /// A later edition was delivered.
        case superseded
        /// An attempt to make or deliver it failed; another may follow.
        case failed
    }

    /// The entry's number, counting from 1; set by the ledger.
    public internal(set) var number = 0
    public let partnership: String
    public let quarter: Quarter
    /// The edition's number, counting from 1 for each partnership and quarter.
    public let edition: Int
    public let state: State
    /// The day it was done as of: that of the run, unless `--as-of` named an earlier one.
    public let asOf: Day
    /// For a failure, why and what to do; for a later edition, why it was made; for an acknowledgement, who received
    /// the edition.
    public var reason: String?
    /// Why it was sent despite closed gates.
    public var overrideReason: String?
    /// What was prepared; nil in every other state.
    public var content: Content?
    /// The delivery command's exit status, if one was run.
    public var exitStatus: Int?
    /// The last part of what the delivery command printed.
    public var output: String?
    /// The account and machine that the program ran on, as `account@machine`.
    public var account: String
    /// The database role of the session; set by the ledger.
    public internal(set) var recordedBy = ""
    /// When it was recorded, in UTC; set by the ledger.
    public internal(set) var recordedAt = ""
    /// SHA-256 of the entry's text, which has the previous entry's hash in it; set by the ledger.
    public internal(set) var hash = ""
    public internal(set) var previousHash = ""

    /// A prepared edition: what is in it, and what it was made from.
    public struct Content: Hashable, Sendable {
        /// The name of the bundle's folder, and the key by which a receiver recognises a repeated delivery.
        public let bundle: String
        /// SHA-256 of the bundle's `submission.json`.
        public let hash: String
        public let files: Int
        public let bytes: Int
        public let program: String
        /// The modules that reported, with their versions, as JSON.
        public let modules: String
        /// The numbers of the vintages drawn on, as JSON.
        public let vintages: String
        /// The last vintage that counted.
        public let lastVintage: Int
        /// The transactions that were visible, as PostgreSQL writes a snapshot.
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
