import Glibc
import Platform
import Synchronization
import Text

/// The program's streams: results on standard output, progress and errors on standard error.
///
/// All text leaves by here, and is cleaned of control characters; the only escape sequences are the program's own, by
/// ``terminal(_:)``.
enum Output {
    /// The streams that were closed when the program began; their places are filled at the first look.
    static let closed = StandardStreams.fill()

    /// Whether anything was written to standard output.
    static var hasResult: Bool { written.withLock { $0 } }
    private static let written = Mutex(false)

    /// Writes a result; ends the program if standard output cannot be written to.
    static func result(_ text: String) {
        result(bytes: Array(Printable.lines(text).utf8))
    }

    /// Writes a result's bytes as they are: a picture, say.
    static func result(bytes: [UInt8]) {
        if closed.contains(STDOUT_FILENO) {
            error("laa: standard output is closed, so there is nowhere to write the result. Redirect it to a file.")
            exit(ExitCode.cannotWrite.number)
        }
        written.withLock { $0 = true }
        if !Descriptor.write(bytes, to: STDOUT_FILENO) {
            // A reader that closed its end has read enough: exit with the status that a shell gives for this signal.
            if errno == EPIPE { exit(128 + SIGPIPE) }
            error("laa: cannot write to standard output: \(String(cString: strerror(errno)))")
            exit(ExitCode.cannotWrite.number)
        }
    }

    /// Writes a line, or several, to standard error.
    static func error(_ line: String) {
        _ = Descriptor.write(Array((Printable.lines(line) + "\n").utf8), to: STDERR_FILENO)
    }

    /// A part of what is written to a terminal.
    enum Part {
        case text(String)
        case coloured(Colour, String)
        /// Goes to the start of the line, and removes what is on it.
        case erasedLine
        case lineEnd
    }

    /// A terminal's colour, by its number.
    enum Colour: Int {
        case red = 31
        case green = 32
    }

    /// Writes to standard error, which must be a terminal.
    static func terminal(_ parts: Part...) {
        let text = parts.map { part in
            switch part {
            case .text(let text): Printable.line(text)
            case .coloured(let colour, let text): "\u{1B}[\(colour.rawValue)m\(Printable.line(text))\u{1B}[0m"
            case .erasedLine: "\r\u{1B}[K"
            case .lineEnd: "\n"
            }
        }
        _ = Descriptor.write(Array(text.joined().utf8), to: STDERR_FILENO)
    }

    /// The width of a line of standard output: that of its terminal, else `COLUMNS` (at least 40), else 120.
    static var width: Int {
        if let columns = Terminal.columns(of: STDOUT_FILENO) { return columns }
        return getenv("COLUMNS").flatMap { Int(String(cString: $0)) }.flatMap { $0 >= 40 ? $0 : nil } ?? 120
    }
}
