import CZip
import Foundation
import Platform
import Spreadsheet
import Text

/// The files of a bundle's ZIP archive, in memory.
enum UploadedBundle {
    struct Unreadable: ExitCoded {
        let problem: String
        var exitCode: ExitCode { .badData }
    }

    /// A bundle has a dozen files.
    private static let mostFiles = 200

    /// The archive's files in order of name, without the folder that they are in; the public key is no part of the bundle.
    ///
    /// - Parameter limit: how many bytes its files may have together: an archive may unfold to a thousand times its size.
    static func files(
        of archive: [UInt8], atMost limit: Int
    ) throws(Unreadable) -> [(name: String, contents: Data?)] {
        try entries(of: archive, atMost: limit).map { entry in
            (name: entry.path.split(separator: "/").last.map(String.init) ?? entry.path, contents: entry.contents)
        }.filter { $0.name != BundleLibrary.keyName }.sorted { $0.name < $1.name }
    }

    /// The archive's files by the paths that it names, whatever these are; folders are passed over.
    static func entries(of archive: [UInt8], atMost limit: Int) throws(Unreadable) -> [(path: String, contents: Data)] {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, archive.count), alignment: 1)
        defer { copy.deallocate() }
        archive.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count) }
        guard let source = zip_source_buffer_create(copy, UInt64(archive.count), 0, &error) else {
            throw Unreadable(problem: "it cannot be read")
        }
        guard let opened = ZipLibrary.open(source, Int32(ZIP_RDONLY), &error) else {
            zip_source_free(source)
            throw Unreadable(problem: "it is not a whole ZIP archive")
        }
        defer { zip_discard(opened) }
        let count = zip_get_num_entries(opened, 0)
        guard count <= mostFiles else { throw Unreadable(problem: "it has \(count) files, more than any bundle") }
        var files: [(path: String, contents: Data)] = []
        var total = 0
        for index in 0..<UInt64(max(0, count)) {
            guard let named = zip_get_name(opened, index, 0) else { continue }
            let path = String(cString: named)
            if path.hasSuffix("/") { continue }
            guard let file = zip_fopen_index(opened, index, 0) else {
                throw Unreadable(problem: "its \(Printable.line(path)) cannot be read")
            }
            defer { zip_fclose(file) }
            var contents = Data()
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let read = zip_fread(file, &piece, UInt64(piece.count))
                guard read >= 0 else { throw Unreadable(problem: "its \(Printable.line(path)) is damaged") }
                if read == 0 { break }
                total += Int(read)
                guard total <= limit else { throw Unreadable(problem: "it unfolds to more than any bundle has") }
                contents.append(contentsOf: piece[..<Int(read)])
            }
            files.append((path, contents))
        }
        return files
    }
}

/// The file of a form that was sent as `multipart/form-data` (RFC 7578).
struct FormFile {
    let name: String
    let contents: [UInt8]

    /// Nil where the bytes are not of such a form, or it has no file.
    init?(_ bytes: [UInt8], type: String) {
        guard type.lowercased().hasPrefix("multipart/form-data"),
            let named = type.firstMatch(of: /boundary="?([^";]{1,70})"?/)
        else { return nil }
        let data = Data(bytes)
        let delimiter = Data("--\(named.1)".utf8)
        var place = data.range(of: delimiter)
        while let start = place {
            guard let next = data.range(of: delimiter, in: start.upperBound..<data.endIndex) else { return nil }
            let part = data[start.upperBound..<next.lowerBound]
            if let head = part.range(of: Data("\r\n\r\n".utf8)) {
                let fields = String(decoding: part[..<head.lowerBound], as: UTF8.self)
                if let file = fields.firstMatch(of: /filename="([^"\r\n]*)"/), part.endIndex - 2 >= head.upperBound {
                    name = Printable.line(String(file.1))
                    contents = Array(part[head.upperBound..<(part.endIndex - 2)])
                    return
                }
            }
            place = next
        }
        return nil
    }
}
