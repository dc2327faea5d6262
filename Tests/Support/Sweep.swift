import Foundation

/// How much of a slow sweep is done: a short form of it in `make test`, all of it in `make test-long`.
///
/// The short form makes the same assertions over fewer cases.
public enum Sweep {
    /// Whether all is wanted: the environment variable `LAA_TEST_LONG` is 1.
    public static let isLong = ProcessInfo.processInfo.environment["LAA_TEST_LONG"] == "1"

    /// One of two sizes, with a word on standard error where it is the short one.
    ///
    /// - Parameter what: what is swept over, as in "seeds of the attack on five returns".
    public static func size(_ what: String, short: Int, long: Int) -> Int {
        if isLong { return long }
        FileHandle.standardError.write(
            Data("SHORT SWEEP: \(short) of \(long) \(what). All of them: make test-long\n".utf8))
        return short
    }
}
