import Glibc

/// The program's exit codes: the numbers of sysexits.h, and a shell's number for an interruption.
public struct ExitCode: Hashable, Sendable {
    /// The status passed to the operating system.
    public let number: Int32

    private init(_ number: Int32) {
        self.number = number
    }

    /// The request succeeded.
    public static let done = ExitCode(0)
    /// The command line is wrong, or requests something that is not offered (EX_USAGE).
    public static let usage = ExitCode(64)
    /// A file, or the warehouse's data, are invalid (EX_DATAERR).
    public static let badData = ExitCode(65)
    /// Something that was named does not exist (EX_NOINPUT).
    public static let noInput = ExitCode(66)
    /// The warehouse, or another program, cannot be reached (EX_UNAVAILABLE).
    public static let unavailable = ExitCode(69)
    /// A module failed (EX_SOFTWARE).
    public static let moduleFailed = ExitCode(70)
    /// The program itself failed: an unexpected error (EX_SOFTWARE).
    public static let unforeseen = ExitCode(70)
    /// A file cannot be written (EX_CANTCREAT).
    public static let cannotWrite = ExitCode(73)
    /// It may succeed later (EX_TEMPFAIL).
    public static let tryAgain = ExitCode(75)
    /// It needs permission first (EX_NOPERM).
    public static let notAllowed = ExitCode(77)
    /// The program's configuration is wrong (EX_CONFIG).
    public static let badConfiguration = ExitCode(78)

    /// A signal stopped the program: 128 plus the signal's number, as a shell reports it.
    public static var interrupted: ExitCode { ExitCode(128 + (Interrupt.signal ?? SIGINT)) }
}

/// An error that determines the program's exit code where it is not handled otherwise.
///
/// Every error type of the libraries conforms where it is declared, so that a new case is not forgotten.
public protocol ExitCoded: Error {
    var exitCode: ExitCode { get }
}
