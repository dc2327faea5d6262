private import CZip
import Glibc

/// Reads the files of a ZIP archive, each as a stream.
final class ArchiveReader {
    let limits: WorkbookLimits
    private let archive: OpaquePointer
    /// How many bytes may be read of all its parts together, and how many were.
    private let most: Int
    private var taken = 0

    /// - Parameter descriptor: a file that can be read from any offset; a copy of the descriptor is kept.
    init(_ descriptor: Int32, limits: WorkbookLimits) throws(WorkbookError) {
        self.limits = limits
        let size = try ArchiveDirectory.check(descriptor, limits: limits)
        most = limits.passes * max(limits.unsuspicious, limits.ratio * size)
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0, let file = fdopen(copy, "rb") else {
            if copy >= 0 { close(copy) }
            throw .damaged(problem: String(cString: strerror(errno)))
        }
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_filep_create(file, 0, -1, &error) else {
            fclose(file)
            throw .damaged(problem: String(cString: zip_error_strerror(&error)))
        }
        guard let archive = ZipLibrary.open(source, Int32(ZIP_RDONLY), &error) else {
            zip_source_free(source)
            throw .damaged(problem: "it is not a whole ZIP archive (\(String(cString: zip_error_strerror(&error))))")
        }
        self.archive = archive
    }

    deinit {
        zip_discard(archive)
    }

    /// Whether it has a file of that name.
    func has(_ name: String) -> Bool { index(of: name) != nil }

    /// Opens a file of the archive; nil where it has none of that name, in any case.
    func open(_ name: String) throws(WorkbookError) -> ArchiveEntry? {
        guard let index = index(of: name) else { return nil }
        var status = zip_stat_t()
        guard zip_stat_index(archive, index, 0, &status) == 0 else { throw problem }
        if status.valid & UInt64(ZIP_STAT_ENCRYPTION_METHOD) != 0, status.encryption_method != UInt16(ZIP_EM_NONE) {
            throw .encrypted
        }
        guard status.valid & UInt64(ZIP_STAT_SIZE) != 0, status.valid & UInt64(ZIP_STAT_COMP_SIZE) != 0 else {
            throw .damaged(problem: "it does not say how large its parts are")
        }
        let entry = ArchiveEntry(
            name, of: self, size: Int(clamping: status.size), compressed: Int(clamping: status.comp_size))
        try entry.check(size: entry.size)
        guard let file = zip_fopen_index(archive, index, 0) else { throw problem }
        entry.file = file
        return entry
    }

    /// The whole of a small part; nil where the archive lacks it.
    func contents(_ name: String) throws(WorkbookError) -> [UInt8]? {
        guard let entry = try open(name) else { return nil }
        guard entry.size <= limits.part else {
            throw .tooLarge(problem: "\(name) in it has \(entry.size) bytes, and may have \(limits.part)")
        }
        var bytes: [UInt8] = []
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
        defer { chunk.deallocate() }
        while true {
            let count = try entry.read(into: chunk)
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    /// Counts what was read of a part: parts that are small, or read again and again, add up.
    fileprivate func take(_ count: Int) throws(WorkbookError) {
        taken += count
        guard taken <= most else {
            throw .tooLarge(problem: "its parts together would become far larger than those of any real workbook")
        }
    }

    private func index(of name: String) -> UInt64? {
        for flags in [0, ZIP_FL_NOCASE] {
            let index = zip_name_locate(archive, name, flags)
            if index >= 0 { return UInt64(index) }
        }
        return nil
    }

    private var problem: WorkbookError {
        .damaged(problem: "part of it cannot be read (\(String(cString: zip_strerror(archive))))")
    }
}

/// A file of an archive, decompressed as it is read, and checked against its checksum at its end.
final class ArchiveEntry {
    /// How large the archive says that it is.
    let size: Int
    private let name: String
    private let compressed: Int
    /// libzip reads nothing any more once the archive is closed.
    private let archive: ArchiveReader
    fileprivate var file: OpaquePointer?
    /// How many bytes were read.
    private(set) var taken = 0

    fileprivate init(_ name: String, of archive: ArchiveReader, size: Int, compressed: Int) {
        self.name = name
        self.archive = archive
        self.size = size
        self.compressed = compressed
    }

    deinit {
        if let file { zip_fclose(file) }
    }

    /// Reads as many bytes as fit; returns 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) -> Int {
        let count = Int(zip_fread(file, buffer.baseAddress, UInt64(buffer.count)))
        guard count >= 0 else {
            let reason = file.map { String(cString: zip_file_strerror($0)) } ?? "it is not open"
            throw .damaged(problem: "\(name) in it cannot be decompressed (\(reason))")
        }
        taken += count
        try check(size: taken)
        try archive.take(count)
        guard count > 0 || taken == size else { throw .damaged(problem: "\(name) in it was cut short") }
        return count
    }

    /// Reads to the end and keeps nothing: what is behind the sheet may be damaged too.
    func drain(through buffer: UnsafeMutableRawBufferPointer) throws(WorkbookError) {
        while try read(into: buffer) > 0 {}
    }

    fileprivate func check(size: Int) throws(WorkbookError) {
        let limits = archive.limits
        guard size <= limits.unsuspicious || size / limits.ratio <= compressed else {
            throw .tooLarge(
                problem: "\(name) in it would become more than \(limits.ratio) times as large, and no real sheet does")
        }
    }
}

extension WorkbookError {
    static let encrypted = WorkbookError.unsupported(
        problem: "is protected by a password",
        remedy: "Open it in a spreadsheet program, and save it without a password.")
}
