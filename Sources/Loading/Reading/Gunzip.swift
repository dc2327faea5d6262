import CZlib

/// Decompresses gzip (RFC 1952): one member after another, as `cat a.gz b.gz` makes them, and the zero bytes with which
/// tapes and some copies fill up the last block.
///
/// zlib's own reader of files ignores whatever follows a member unless it is at least the two bytes that begin another
/// one, so that a file cut to the first byte of its second member would pass for whole.
final class Gunzip {
    private enum Place {
        case inMember
        /// Behind a whole member: another one may begin, or the file end.
        case betweenMembers
        /// Among the zero bytes at the end.
        case padding
    }

    private static let firstByte: UInt8 = 0x1F

    private let file: String
    // zlib refuses a stream that has moved since it was set up.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var place = Place.inMember
    /// Whether zlib holds output that had no room.
    private(set) var hasMore = false

    /// - Parameter file: the file's name, for messages.
    init(file: String) throws(LoadError) {
        self.file = file
        stream.initialize(to: z_stream())
        // 15 is the largest window; 16 more asks for gzip rather than zlib's own format.
        guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .damaged(file: file, problem: "there is not enough memory to decompress it")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Whether the file may end here.
    var isComplete: Bool { place != .inMember }

    /// Decompresses some of the input into the output.
    ///
    /// - Returns: how many bytes were taken, and how many were made.
    /// - Throws: ``LoadError/damaged(file:problem:)``.
    func decompress(
        _ input: UnsafeMutableRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(LoadError) -> (taken: Int, made: Int) {
        if place != .inMember, let next = input.first {
            if next == 0 { place = .padding }
            if place == .padding {
                guard input.allSatisfy({ $0 == 0 }) else { throw garbage }
                return (input.count, 0)
            }
            guard next == Self.firstByte else { throw garbage }
            inflateReset(stream)
            place = .inMember
        }
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(output.count)
        let status = inflate(stream, Z_NO_FLUSH)
        hasMore = status == Z_OK && stream.pointee.avail_out == 0
        switch status {
        case Z_STREAM_END: place = .betweenMembers
        // Z_BUF_ERROR: nothing could be done without more input.
        case Z_OK, Z_BUF_ERROR: break
        default:
            let reason = stream.pointee.msg.map { String(cString: $0) } ?? "error \(status) of zlib"
            throw .damaged(file: file, problem: "its data cannot be decompressed (\(reason))")
        }
        return (input.count - Int(stream.pointee.avail_in), output.count - Int(stream.pointee.avail_out))
    }

    private var garbage: LoadError {
        .damaged(file: file, problem: "something that is not compressed data follows its compressed data")
    }
}
