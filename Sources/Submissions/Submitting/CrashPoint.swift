import Glibc

/// A step of submitting at which the process may die. A debug build does die at the step that `LAA_CRASH_AT` names, so
/// that tests can show what is left; a release build ignores the variable.
enum CrashPoint: String, CaseIterable {
    /// The return is computed; nothing else is done yet.
    case madeReturn = "made-return"
    /// The stored bundle is half written.
    case halfStored = "half-stored"
    /// The bundle is stored, but nothing is recorded.
    case stored
    /// The edition is recorded as prepared.
    case prepared
    /// The bundle is half written to the outbox.
    case halfDelivered = "half-delivered"
    /// The bundle is in the outbox, but that is not recorded.
    case inOutbox = "in-outbox"
    /// The delivery command has succeeded, but that is not recorded.
    case commandDone = "command-done"
    /// The edition is recorded as delivered.
    case delivered

    func reached() {
        #if DEBUG
            if let named = getenv("LAA_CRASH_AT"), String(cString: named) == rawValue { kill(getpid(), SIGKILL) }
            // A test that waits for the process to stop can then take the server away.
            if let named = getenv("LAA_STOP_AT"), String(cString: named) == rawValue { kill(getpid(), SIGSTOP) }
        #endif
    }
}
