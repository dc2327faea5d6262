/// `return.ods`: an OpenDocument 1.3 spreadsheet (ISO/IEC 26300), which LibreOffice and Excel open.
struct ODSFormat: ReturnFormat {
    func files(of edition: Return) throws -> [ReturnFile] {
        [ReturnFile(name: "return.ods", contents: try OpenDocument(ReturnWorkbook(edition).workbook).file)]
    }
}

extension OpenDocument {
    /// The parts in one archive.
    var file: [UInt8] {
        get throws {
            let type = "application/vnd.oasis.opendocument.spreadsheet"
            return try ZipArchive.bytes([
                // First and uncompressed, so that the kind of file can be told from its beginning.
                .init(name: "mimetype", contents: Array(type.utf8), isCompressed: false),
                .init(name: "META-INF/manifest.xml", contents: Array(manifest(type: type).utf8)),
                .init(name: "meta.xml", contents: Array(meta.utf8)),
                .init(name: "styles.xml", contents: Array(styles.utf8)),
                .init(name: "content.xml", contents: Array(content.utf8)),
            ])
        }
    }
}
