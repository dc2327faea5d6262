import CPlatform

/// The terminal, where there is one.
package enum Terminal {
    /// The number of characters per line of the terminal behind a file descriptor; nil where it is not a terminal.
    package static func columns(of descriptor: Int32) -> Int? {
        let columns = Int(terminal_columns(descriptor))
        return columns > 0 ? columns : nil
    }
}
