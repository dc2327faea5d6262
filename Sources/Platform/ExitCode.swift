import Glibc

/// How the program ends, for whatever started it: the numbers of sysexits.h, and a shell's number for an interruption.
public struct ExitCode: Hashable, Sendable {
    /// What the operating system is given.
    public let number: Int32

    private init(_ number: Int32) {
        self.number = number
    }

    /// What was asked for is done.
    public static let done = ExitCode(0)
    /// The command line asks for what cannot be (EX_USAGE).
    public static let usage = ExitCode(64)
    /// A file, or the warehouse's data, are not as they must be (EX_DATAERR).
    public static let badData = ExitCode(65)
    /// What was named is not there (EX_NOINPUT).
    public static let noInput = ExitCode(66)
    /// The warehouse, or another program, cannot be reached (EX_UNAVAILABLE).
    public static let unavailable = ExitCode(69)
    /// A module failed (EX_SOFTWARE).
    public static let moduleFailed = ExitCode(70)
    /// The program itself failed: an error that nobody foresaw (EX_SOFTWARE).
    public static let unforeseen = ExitCode(70)
    /// A file cannot be written (EX_CANTCREAT).
    public static let cannotWrite = ExitCode(73)
    /// It may succeed at another time (EX_TEMPFAIL).
    public static let tryAgain = ExitCode(75)
    /// Somebody must allow it first (EX_NOPERM).
    public static let notAllowed = ExitCode(77)
    /// The program is not set up as it must be (EX_CONFIG).
    public static let badConfiguration = ExitCode(78)

    /// A signal asked the program to stop: 128 and the signal's number, as a shell gives it.
    public static var interrupted: ExitCode { ExitCode(128 + (Interrupt.signal ?? SIGINT)) }
}

/// An error that says how the program ends where nothing else is made of it.
///
/// Every error type of the libraries conforms where it is declared, so that a new case is not forgotten.
public protocol ExitCoded: Error {
    var exitCode: ExitCode { get }
}
