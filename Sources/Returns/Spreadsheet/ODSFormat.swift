/// `return.ods`: an OpenDocument 1.3 spreadsheet (ISO/IEC 26300), which LibreOffice and Excel open.
struct ODSFormat: ReturnFormat {
    func files(of edition: Return) throws -> [ReturnFile] {
        let parts = OpenDocument(ReturnWorkbook(edition).workbook)
        let type = "application/vnd.oasis.opendocument.spreadsheet"
        return [
            ReturnFile(
                name: "return.ods",
                contents: try ZipArchive.bytes([
                    // First and uncompressed, so that the kind of file can be told from its beginning.
                    .init(name: "mimetype", contents: type, isCompressed: false),
                    .init(name: "META-INF/manifest.xml", contents: parts.manifest(type: type)),
                    .init(name: "meta.xml", contents: parts.meta),
                    .init(name: "styles.xml", contents: parts.styles),
                    .init(name: "content.xml", pieces: parts.content),
                ]))
        ]
    }
}
