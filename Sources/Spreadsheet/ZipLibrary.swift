package import CZip

/// The one place in which libzip opens archives.
package enum ZipLibrary {
    /// Opens a source as an archive; nil, with the error, where that cannot be done.
    ///
    /// - Parameter flags: libzip's own.
    package static func open(
        _ source: OpaquePointer, _ flags: Int32, _ error: UnsafeMutablePointer<zip_error_t>
    ) -> OpaquePointer? {
        isReady
        return zip_open_from_source(source, flags, error)
    }

    /// Opens an archive before any other, which others wait for. What sources must be able to do, libzip finds out when it opens its
    /// first archive, in two variables one after the other: where two threads open their first at once, one may be told that an
    /// archive to be written is read-only (1.7.3: 11 of 3,000 pairs of threads).
    private static let isReady: Void = {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let store = zip_source_buffer_create(nil, 0, 0, &error) else { return }
        if let archive = zip_open_from_source(store, ZIP_TRUNCATE, &error) {
            zip_discard(archive)
        } else {
            zip_source_free(store)
        }
    }()
}
