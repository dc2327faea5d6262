private import CZip
import Glibc
import Platform

/// A ZIP archive made in memory, the same bytes for the same files: in the order given, dated 1 January 1980.
package struct ZipArchive {
    /// A file of the archive.
    package struct Entry {
        /// Letters, digits, `.`, `-` and `/` only.
        package let name: String
        /// What it holds, piece after piece, each made when it is needed.
        package let pieces: AnySequence<String>
        /// What it holds, where that is no text; then there are no pieces.
        package let bytes: [UInt8]
        package let isCompressed: Bool

        package init(name: String, pieces: some Sequence<String>, isCompressed: Bool = true) {
            self.name = name
            self.pieces = AnySequence(pieces)
            bytes = []
            self.isCompressed = isCompressed
        }

        package init(name: String, bytes: [UInt8], isCompressed: Bool = true) {
            self.name = name
            pieces = AnySequence([])
            self.bytes = bytes
            self.isCompressed = isCompressed
        }

        package init(name: String, contents: String, isCompressed: Bool = true) {
            self.init(name: name, pieces: [contents], isCompressed: isCompressed)
        }
    }

    /// The archive could not be made, with libzip's own message.
    package struct Failure: Error, CustomStringConvertible {
        package let reason: String

        static let outOfMemory = Failure(reason: "out of memory")

        package var description: String { "cannot make a ZIP archive: \(reason)" }
    }

    /// 1 January 1980 in DOS's format, the earliest day that an archive can state.
    private static let date: UInt16 = 1 << 5 | 1

    package static func bytes(_ entries: [Entry]) throws(Failure) -> [UInt8] {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let store = zip_source_buffer_create(nil, 0, 0, &error) else { throw failure(&error) }
        defer { zip_source_free(store) }
        // Opening takes a reference of its own, which closing releases; this one is for reading afterwards.
        zip_source_keep(store)
        guard let archive = ZipLibrary.open(store, ZIP_TRUNCATE, &error) else {
            zip_source_free(store)
            throw failure(&error)
        }
        do throws(Failure) {
            for entry in entries { try add(entry, to: archive) }
            guard zip_close(archive) == 0 else { throw Failure(reason: String(cString: zip_strerror(archive))) }
        } catch {
            zip_discard(archive)
            throw error
        }
        return try contents(of: store)
    }

    private static func add(_ entry: Entry, to archive: OpaquePointer) throws(Failure) {
        let failure = { Failure(reason: String(cString: zip_strerror(archive))) }
        // libzip reads the copies when the archive is closed, and then frees them.
        var copies: [zip_buffer_fragment_t] = []
        for piece in entry.pieces where !piece.isEmpty {
            var piece = piece
            guard let copied = piece.withUTF8({ copy(UnsafeRawBufferPointer($0)) }) else { throw .outOfMemory }
            copies.append(copied)
        }
        if !entry.bytes.isEmpty {
            guard let copied = entry.bytes.withUnsafeBytes(copy) else { throw .outOfMemory }
            copies.append(copied)
        }
        guard let source = zip_source_buffer_fragment(archive, copies, UInt64(copies.count), 1) else {
            for copy in copies { free(copy.data) }
            throw failure()
        }
        let index = zip_file_add(archive, entry.name, source, 0)
        guard index >= 0 else {
            zip_source_free(source)
            throw failure()
        }
        let method = entry.isCompressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE
        guard zip_set_file_compression(archive, UInt64(index), method, 6) == 0,
            zip_file_set_dostime(archive, UInt64(index), 0, date, 0) == 0
        else { throw failure() }
    }

    /// Nil where there is no memory for it.
    private static func copy(_ piece: UnsafeRawBufferPointer) -> zip_buffer_fragment_t? {
        guard let base = piece.baseAddress, let copied = malloc(piece.count) else { return nil }
        memcpy(copied, base, piece.count)
        return zip_buffer_fragment_t(
            data: copied.assumingMemoryBound(to: zip_uint8_t.self), length: UInt64(piece.count))
    }

    private static func contents(of store: OpaquePointer) throws(Failure) -> [UInt8] {
        var status = zip_stat_t()
        guard zip_source_stat(store, &status) == 0, zip_source_open(store) == 0 else {
            throw Failure(reason: "what was written cannot be read")
        }
        defer { zip_source_close(store) }
        var bytes = [UInt8](repeating: 0, count: Int(status.size))
        let read = bytes.withUnsafeMutableBytes { zip_source_read(store, $0.baseAddress, status.size) }
        guard read == Int64(bytes.count) else { throw Failure(reason: "what was written cannot be read whole") }
        return bytes
    }

    private static func failure(_ error: UnsafeMutablePointer<zip_error_t>) -> Failure {
        Failure(reason: String(cString: zip_error_strerror(error)))
    }
}

extension ZipArchive.Failure: ExitCoded {
    package var exitCode: ExitCode { .cannotWrite }
}
