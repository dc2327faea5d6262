import CTerminal
import Glibc

/// The program's streams: results on standard output, progress and errors on standard error.
enum Output {
    /// Writes a result; ends the program if standard output cannot be written to.
    static func result(_ text: String) {
        result(bytes: Array(text.utf8))
    }

    /// The same, for bytes.
    static func result(bytes: [UInt8]) {
        if !write(bytes[...], to: STDOUT_FILENO) {
            // A reader that closed its end has read enough: exit with the status that a shell gives for this signal.
            if errno == EPIPE { exit(128 + SIGPIPE) }
            error("laa: cannot write to standard output: \(String(cString: strerror(errno)))")
            exit(Failure.cannotWrite)
        }
    }

    /// Writes a line to standard error.
    static func error(_ line: String) {
        _ = write(line + "\n", to: STDERR_FILENO)
    }

    /// Writes to standard error without ending the line.
    static func fragment(_ text: String) {
        _ = write(text, to: STDERR_FILENO)
    }

    /// Characters in a line of standard output: those of its terminal, else `COLUMNS` (at least 40), else 120.
    static var width: Int {
        let columns = Int(terminal_columns(STDOUT_FILENO))
        if columns > 0 { return columns }
        return getenv("COLUMNS").flatMap { Int(String(cString: $0)) }.flatMap { $0 >= 40 ? $0 : nil } ?? 120
    }

    private static func write(_ text: String, to descriptor: Int32) -> Bool {
        write(Array(text.utf8)[...], to: descriptor)
    }

    private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
