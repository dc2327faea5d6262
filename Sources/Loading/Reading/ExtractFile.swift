import Glibc
import Platform
import Spreadsheet
import Warehouse

/// The bytes of an extract, decompressed where they are gzip, whatever its name.
///
/// A file on disk is refused where it changes while it is read: half of it would pass for the whole. Pipes and standard
/// input are read as they come, and waits for them end when a stop is requested.
final class ExtractFile {
    /// How messages and the ledger name it.
    let name: String
    /// Whether it was named as a file on disk, and is one: not standard input, a pipe or another device.
    let isNamedFile: Bool

    private let isRegular: Bool
    private let descriptor: Int32
    private let interrupt: Interrupt
    /// The file as it was when it was opened, and the offset that reading began at.
    private let opened: stat
    private let firstOffset: Int
    /// Bytes taken from the file so far.
    private var taken = 0
    /// Bytes taken from the file and not yet handed out, decompressed or not.
    private let raw = UnsafeMutableRawBufferPointer.allocate(byteCount: ExtractFile.chunk, alignment: 16)
    private var rawStart = 0
    private var rawEnd = 0
    private var isAtEnd = false
    private var form = Form.unknown
    private var openedWorkbook: WorkbookFile?
    /// The first bytes handed out, so that they can be read again.
    private var beginning: [UInt8] = []
    /// How many of them the reader has.
    private var replayed = 0
    /// Whether what is handed out is still kept: until reading begins for good.
    private var isKeeping = true

    private enum Form {
        case unknown
        case plain
        case gzip(Gunzip)
    }

    private static let chunk = 1 << 18
    /// From how many first bytes on no further record is looked at: headings, and the rows below them.
    private static let longestBeginning = 2 << 20

    /// Opens a file, a pipe or, where the path is `-` or `/dev/stdin`, standard input.
    ///
    /// - Throws: ``LoadError/notFound(path:reason:)``.
    init(path: String, interrupt: Interrupt) throws(LoadError) {
        self.interrupt = interrupt
        let isStandardInput = path == "-" || path == "/dev/stdin"
        name = isStandardInput ? "standard input" : path
        // A pipe is not waited for here, where a request to stop would go unheard.
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK
        descriptor = isStandardInput ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) : open(path, flags)
        var status = stat()
        let problem = descriptor >= 0 && fstat(descriptor, &status) == 0 ? nil : String(cString: strerror(errno))
        opened = status
        isRegular = status.st_mode & S_IFMT == S_IFREG
        isNamedFile = isRegular && !isStandardInput
        firstOffset = isRegular ? max(0, Int(lseek(descriptor, 0, SEEK_CUR))) : 0
        if let problem { throw .notFound(path: name, reason: problem) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .notFound(path: name, reason: "it is a folder") }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        raw.deallocate()
    }

    /// The file in the state in which it was opened.
    var identity: FileIdentity { FileIdentity(opened) }

    /// How much of the file has been read so far, 0 to 1.
    var fraction: Double {
        opened.st_size > 0 ? min(1, Double(taken - (rawEnd - rawStart)) / Double(opened.st_size)) : 1
    }

    /// What the file is by its first bytes, none of which are taken.
    func signature() throws -> FileSignature {
        try takeFirst(FileSignature.length)
        return FileSignature(UnsafeRawBufferPointer(rebasing: raw[..<rawEnd]))
    }

    /// Opens the file as a workbook, which is read from its end; once, however often its sheets are read.
    ///
    /// - Throws: `WorkbookError`, or `WarehouseError.cancelled`.
    func workbook() throws -> WorkbookFile {
        guard isRegular, firstOffset == 0 else {
            throw WorkbookError.unsupported(
                problem: "is a workbook, which cannot be read from a pipe",
                remedy: "Write it to a file, and give the file's name.")
        }
        if case .compound = try signature() { throw CompoundFile.refusal(descriptor) }
        let workbook =
            try openedWorkbook ?? WorkbookFile(descriptor: descriptor) { [interrupt] in try interrupt.check() }
        openedWorkbook = workbook
        return workbook
    }

    /// Throws where the file on disk is no longer as it was when it was opened.
    func refuseChanged() throws(LoadError) {
        guard isRegular else { return }
        var now = stat()
        guard fstat(descriptor, &now) == 0, now.st_size == opened.st_size,
            now.st_mtim.tv_sec == opened.st_mtim.tv_sec, now.st_mtim.tv_nsec == opened.st_mtim.tv_nsec
        else { throw .changed(file: name) }
    }

    /// Reads as many bytes as there are, and at most as many as fit; returns 0 at the end.
    ///
    /// - Throws: ``LoadError/damaged(file:problem:)`` where compressed data are truncated or corrupt,
    ///   ``LoadError/changed(file:)``, or `WarehouseError.cancelled`.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try interrupt.check()
        if replayed < beginning.count {
            let again = beginning[replayed...].prefix(buffer.count)
            buffer.copyBytes(from: again)
            replayed += again.count
            return again.count
        }
        let count = try readOn(into: buffer)
        if isKeeping {
            beginning.append(contentsOf: buffer[..<count])
            replayed += count
        }
        return count
    }

    /// Whether another record may be looked at, to be read again later; one record has a longest length.
    var mayBeRewound: Bool { isKeeping && replayed < Self.longestBeginning }

    /// Begins to read from the first byte again, without opening the file again: a pipe gives its bytes only once. It
    /// must not be called after ``keepNoMore()``.
    func rewind() {
        precondition(isKeeping, "the file's first bytes are no longer kept")
        replayed = 0
    }

    /// Keeps no bytes from now on, except those that are still to be read again.
    func keepNoMore() {
        isKeeping = false
        beginning = Array(beginning[replayed...])
        replayed = 0
    }
}

// MARK: - Plain and compressed bytes

extension ExtractFile {
    private func readOn(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        switch form {
        case .unknown:
            form = try recognised()
            return try readOn(into: buffer)
        case .plain:
            guard rawStart < rawEnd else { return try take(into: buffer) }
            let count = min(buffer.count, rawEnd - rawStart)
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[rawStart..<(rawStart + count)]))
            rawStart += count
            return count
        case .gzip(let gunzip):
            return try decompress(gunzip, into: buffer)
        }
    }

    /// Looks at the first two bytes.
    private func recognised() throws -> Form {
        try takeFirst(2)
        return rawEnd >= 2 && raw[0] == 0x1F && raw[1] == 0x8B ? .gzip(try Gunzip(file: name)) : .plain
    }

    /// Takes bytes from the file until there are so many, or no more.
    private func takeFirst(_ count: Int) throws {
        while rawEnd < count {
            let more = try take(into: UnsafeMutableRawBufferPointer(rebasing: raw[rawEnd...]))
            if more == 0 { return }
            rawEnd += more
        }
    }

    private func decompress(_ gunzip: Gunzip, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            if rawStart == rawEnd, !gunzip.hasMore {
                rawStart = 0
                rawEnd = try take(into: raw)
                if rawEnd == 0 {
                    guard gunzip.isComplete else {
                        throw LoadError.damaged(
                            file: name, problem: "its compressed data end too early: it was cut short")
                    }
                    return 0
                }
            }
            let input = UnsafeMutableRawBufferPointer(rebasing: raw[rawStart..<rawEnd])
            let (taken, made) = try gunzip.decompress(input, into: buffer)
            rawStart += taken
            if made > 0 { return made }
        }
    }

    /// Takes bytes from the file; returns 0 at its end.
    private func take(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while !isAtEnd {
            try wait()
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count > 0 {
                taken += count
                return count
            }
            if count == 0 {
                isAtEnd = true
                try refuseUnread()
            } else if errno != EINTR, errno != EAGAIN {
                let reason = String(cString: strerror(errno))
                throw LoadError.damaged(file: name, problem: "it cannot be read any further (\(reason))")
            }
        }
        return 0
    }

    /// Waits until a pipe has bytes or its writer has closed it.
    private func wait() throws {
        guard !isRegular else { return }
        var pollers = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: interrupt.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&pollers, 2, -1)
        try interrupt.check()
    }

    /// Throws where the file on disk is no longer as it was when it was opened, or not all of it was read.
    private func refuseUnread() throws(LoadError) {
        try refuseChanged()
        guard !isRegular || firstOffset + taken == Int(opened.st_size) else { throw .changed(file: name) }
    }
}
