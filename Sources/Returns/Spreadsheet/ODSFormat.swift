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
                .init(name: "mimetype", contents: type, isCompressed: false),
                .init(name: "META-INF/manifest.xml", contents: manifest(type: type)),
                .init(name: "meta.xml", contents: meta),
                .init(name: "styles.xml", contents: styles),
                .init(name: "content.xml", pieces: content),
            ])
        }
    }
}
