import Glibc
import Platform

/// The program's streams: results on standard output, progress and errors on standard error.
enum Output {
    /// Writes a result; ends the program if standard output cannot be written to.
    static func result(_ text: String) {
        result(bytes: Array(text.utf8))
    }

    /// Writes a result's bytes.
    static func result(bytes: [UInt8]) {
        if !Descriptor.write(bytes, to: STDOUT_FILENO) {
            // A reader that closed its end has read enough: exit with the status that a shell gives for this signal.
            if errno == EPIPE { exit(128 + SIGPIPE) }
            error("laa: cannot write to standard output: \(String(cString: strerror(errno)))")
            exit(ExitCode.cannotWrite.number)
        }
    }

    /// Writes a line to standard error.
    static func error(_ line: String) {
        fragment(line + "\n")
    }

    /// Writes to standard error without ending the line.
    static func fragment(_ text: String) {
        _ = Descriptor.write(Array(text.utf8), to: STDERR_FILENO)
    }

    /// The width of a line of standard output: that of its terminal, else `COLUMNS` (at least 40), else 120.
    static var width: Int {
        if let columns = Terminal.columns(of: STDOUT_FILENO) { return columns }
        return getenv("COLUMNS").flatMap { Int(String(cString: $0)) }.flatMap { $0 >= 40 ? $0 : nil } ?? 120
    }
}
