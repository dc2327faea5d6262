import Glibc

/// The three streams that a program begins with, which whoever starts it may have closed.
package enum StandardStreams {
    /// Puts `/dev/null` in the place of each that is closed. Otherwise the next file to be opened would get its number:
    /// results would be written into a connection, say, or a child process would read a file of this one's.
    ///
    /// To be called before any file is opened.
    ///
    /// - Returns: those that were closed.
    package static func fill() -> Set<Int32> {
        var closed: Set<Int32> = []
        // In this order: a new descriptor is the lowest that is free.
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
            closed.insert(stream)
            _ = open("/dev/null", stream == STDIN_FILENO ? O_RDONLY : O_WRONLY)
        }
        return closed
    }
}
