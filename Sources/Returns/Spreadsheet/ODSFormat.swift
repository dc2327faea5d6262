import Spreadsheet

/// `return.ods`: an OpenDocument 1.3 spreadsheet (ISO/IEC 26300), which LibreOffice and Excel open.
struct ODSFormat: ReturnFormat {
    func files(of edition: Return) throws -> [ReturnFile] {
        [ReturnFile(name: "return.ods", contents: try OpenDocument(ReturnWorkbook(edition).workbook).file)]
    }
}
