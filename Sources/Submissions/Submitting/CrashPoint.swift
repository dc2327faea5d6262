import Glibc

/// A step of submitting at which the process may die. A debug build does die there where `LAA_CRASH_AT` names it, so that
/// tests can show what is left; a release build does not know the variable.
enum CrashPoint: String, CaseIterable {
    /// Nothing is done yet but the return's computation.
    case madeReturn = "made-return"
    /// The stored bundle is half written.
    case halfStored = "half-stored"
    /// The bundle is stored, and nothing recorded.
    case stored
    /// The edition is recorded as prepared.
    case prepared
    /// The bundle is half written to the outbox.
    case halfDelivered = "half-delivered"
    /// The bundle is in the outbox, and that is not recorded.
    case inOutbox = "in-outbox"
    /// The delivery command has succeeded, and that is not recorded.
    case commandDone = "command-done"
    /// The edition is recorded as delivered.
    case delivered

    func reached() {
        #if DEBUG
            if let named = getenv("LAA_CRASH_AT"), String(cString: named) == rawValue { kill(getpid(), SIGKILL) }
            // Whoever waits for that line can then take the server away.
            if let named = getenv("LAA_STOP_AT"), String(cString: named) == rawValue { kill(getpid(), SIGSTOP) }
        #endif
    }
}
