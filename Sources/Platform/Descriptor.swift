import Glibc

/// Complete reads and writes of open files, even where signals interrupt them.
package enum Descriptor {
    /// Writes all of the bytes.
    ///
    /// - Returns: whether all were written; `errno` says why not.
    package static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        return true
    }

    /// Writes all of an array's bytes.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { write($0, to: descriptor) }
    }

    /// At most `count` bytes from an offset on; fewer where the file ends or cannot be read further.
    package static func read(_ descriptor: Int32, from offset: Int = 0, atMost limit: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
            filled = 0
            while filled < limit {
                let count = pread(descriptor, buffer.baseAddress! + filled, limit - filled, off_t(offset + filled))
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { break }
                filled += count
            }
        }
    }
}
