import Platform

/// What can go wrong in keeping a warehouse: one case for each situation, with its message and its remedy.
public enum UpkeepError: Error, Equatable, Sendable {
    /// One of PostgreSQL's programs is not installed, or none that is new enough.
    case noProgram(name: String, version: Int)
    /// One of PostgreSQL's programs failed.
    case programFailed(name: String, reason: String)
    /// The place of a backup is taken.
    case placeTaken(path: String)
    /// There is no backup in that place, or it is not one.
    case noBackup(path: String, reason: String)
    /// A file of the backup is missing, or is not what was written.
    case damaged(path: String, problems: [String])
    /// The database that is to be restored into holds something.
    case notEmpty(place: String)
    /// The backup was made by a newer version of the program.
    case newerBackup(migration: Int, known: Int)
    /// The key in the home is not the one that the backup's people were hashed with.
    case otherKey(path: String)
    /// A file of keys cannot be used.
    case keysFile(path: String, problem: String)
    /// What was restored is not what was backed up.
    case notAsBackedUp(problems: [String])
    /// The ledger does not verify, so that nothing is done upon it.
    case ledgerBroken(problems: [String])
    /// What was asked for is for the private server alone.
    case notPrivate(what: String)
    /// The pseudonym key cannot be replaced.
    case pseudonymKeyStays
    /// A list of people to be erased has no number at all.
    case noNumbers
    /// Lines of such a list have no number, or none that can be one.
    case notNumbers(lines: [String])
    /// The reason of an erasure has a number that may lead to somebody.
    case reasonNames
    /// Nobody of the warehouse was loaded by a number.
    case nobodyLoaded
}

extension UpkeepError: CustomStringConvertible {
    /// The message and the remedy.
    public var description: String { "\(message) \(remedy)" }

    /// What happened.
    public var message: String {
        switch self {
        case .noProgram(let name, let version):
            "PostgreSQL's program \(name) is not installed, in version \(version) or newer."
        case .programFailed(let name, let reason): "\(name) failed: \(reason)."
        case .placeTaken(let path): "\(path) exists already."
        case .noBackup(let path, let reason): "\(path) is not a backup: \(reason)."
        case .damaged(let path, let problems): "the backup \(path) is damaged: \(listed(problems))."
        case .notEmpty(let place): "\(place) is not empty."
        case .newerBackup(let migration, let known):
            "the backup is of a warehouse at migration \(migration), but this program knows none after \(known)."
        case .otherKey(let path): "\(path) is not the key that the people were hashed with."
        case .keysFile(let path, let problem): "the file of keys \(path) \(problem)."
        case .notAsBackedUp(let problems): "what was restored is not what was backed up: \(listed(problems))."
        case .ledgerBroken(let problems): "the ledger of submissions does not verify: \(listed(problems))."
        case .notPrivate(let what): "\(what) is for the private PostgreSQL alone; this database is on another server."
        case .noNumbers: "the list of people is empty."
        case .notNumbers(let lines): "\(lines.count == 1 ? "a line" : "lines") without a number: \(listed(lines))."
        case .reasonNames: "the reason has a number that looks like a PNC number or a CRN."
        case .nobodyLoaded: "nobody of this warehouse was loaded by a PNC number or a CRN."
        case .pseudonymKeyStays:
            "the pseudonym key cannot be replaced: pseudonyms are one-way hashes under it, and under another key nobody "
                + "of the warehouse would be recognised in a later extract."
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .noProgram(let name, let version):
            "Install it: apt-get install "
                + (["initdb", "postgres"].contains(name) ? "postgresql-\(version)." : "postgresql-client-\(version).")
        case .programFailed: "Nothing is left half done; correct the cause, then try again."
        case .placeTaken: "Name another place, or remove it."
        case .noBackup: "Name the file or the folder that 'laa warehouse backup' wrote."
        case .damaged: "Nothing was restored; take an older backup."
        case .notEmpty:
            "Nothing was restored. Name an empty database with --database, or an LAA_HOME without a warehouse."
        case .newerBackup: "Use the version of laa that made it, or a newer one."
        case .otherKey: "Nothing was done; put the right key there, or, for a restore, take this one away."
        case .keysFile: "It is what 'laa warehouse backup --keys FILE' wrote: restore it, with mode 0600."
        case .notAsBackedUp: "Nothing was kept; take an older backup."
        case .ledgerBroken:
            "'laa submissions verify' lists all that is wrong; go on from a backup whose ledger verifies."
        case .notPrivate: "Use that server's own ways."
        case .noNumbers: "Give one number per line."
        case .notNumbers:
            "Nobody was erased. Correct the lines, then try again; --dry-run lists all of them, without the numbers."
        case .reasonNames: "The reason is kept for ever: give the number of the request instead."
        case .nobodyLoaded: "There is nobody to erase; is this the right warehouse?"
        case .pseudonymKeyStays:
            "Where the key was stolen, treat it as a breach of personal data, make a new warehouse, and load the original "
                + "extracts into it under a new key."
        }
    }

    private func listed(_ problems: [String]) -> String {
        problems.prefix(3).joined(separator: "; ") + (problems.count > 3 ? "; and \(problems.count - 3) more" : "")
    }
}

extension UpkeepError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .noProgram, .programFailed: .unavailable
        case .placeTaken, .notEmpty: .cannotWrite
        case .noBackup, .nobodyLoaded: .noInput
        case .damaged, .notAsBackedUp, .ledgerBroken, .noNumbers, .notNumbers: .badData
        case .newerBackup, .otherKey, .keysFile: .badConfiguration
        case .notPrivate, .reasonNames: .usage
        case .pseudonymKeyStays: .notAllowed
        }
    }
}
