import Glibc
import Platform

/// Records of equal size that are written one after another and then read from the start, several times if need be, in the
/// memory of one block: what does not fit into it goes to a file without a name, which is gone with this object.
final class RecordFile<Record: BitwiseCopyable> {
    private(set) var count = 0
    private var block: UnsafeMutableBufferPointer<Record>
    /// How many records of the block are filled and not yet in the file.
    private var filled = 0
    private var descriptor: Int32 = -1
    private var written = 0

    private let blockSize: Int

    /// - Parameter blockSize: how many records a block holds.
    init(blockSize: Int = 16_384) {
        self.blockSize = blockSize
        block = .allocate(capacity: blockSize)
    }

    deinit {
        block.deallocate()
        if descriptor >= 0 { close(descriptor) }
    }

    func append(_ record: Record) throws(FileError) {
        if filled == blockSize { try spill() }
        block.initializeElement(at: filled, to: record)
        filled += 1
        count += 1
    }

    private func spill() throws(FileError) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        if descriptor < 0 {
            var name = Array("\(folder)/laa-XXXXXX".utf8CString)
            descriptor = mkstemp(&name)
            guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { throw FileError("write", folder) }
            unlink(name)
        }
        var bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: block[..<filled]))
        while !bytes.isEmpty {
            let taken = pwrite(descriptor, bytes.baseAddress, bytes.count, off_t(written))
            if taken < 0, errno == EINTR { continue }
            guard taken > 0 else { throw FileError("write", folder) }
            written += taken
            bytes = UnsafeRawBufferPointer(rebasing: bytes[taken...])
        }
        filled = 0
    }

    /// Calls the closure for each record, in the order in which they were written.
    func visit(_ body: (borrowing Record) throws -> Void) throws {
        let size = MemoryLayout<Record>.stride
        let read = UnsafeMutableBufferPointer<Record>.allocate(capacity: written > 0 ? blockSize : 0)
        defer { read.deallocate() }
        var place = 0
        while place < written {
            let wanted = min(blockSize * size, written - place)
            var have = 0
            while have < wanted {
                let target = UnsafeMutableRawPointer(read.baseAddress!) + have
                let taken = pread(descriptor, target, wanted - have, off_t(place + have))
                if taken < 0, errno == EINTR { continue }
                guard taken > 0 else { throw FileError("read", "a temporary file") }
                have += taken
            }
            for index in 0..<wanted / size { try body(read[index]) }
            place += wanted
        }
        for index in 0..<filled { try body(block[index]) }
    }
}
