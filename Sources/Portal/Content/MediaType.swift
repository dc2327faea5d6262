/// What the files of a bundle are, for whoever receives one.
enum MediaType {
    static let json = "application/json; charset=utf-8"
    static let html = "text/html; charset=utf-8"
    static let problem = "application/problem+json"
    static let zip = "application/zip"
    static let text = "text/plain; charset=utf-8"

    /// By the end of a file's name.
    static func of(_ name: String) -> String {
        switch name.split(separator: ".").last {
        case "json": json
        case "html": html
        case "csv": "text/csv; charset=utf-8; header=present"
        case "csv-metadata": json
        case "txt": text
        case "ods": "application/vnd.oasis.opendocument.spreadsheet"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "zip": zip
        case "pem": "application/x-pem-file"
        case "sig": text
        default: "application/octet-stream"
        }
    }

    /// Whether compressing it takes anything away.
    static func isCompressible(_ type: String) -> Bool {
        type.hasPrefix("text/") || type.contains("json") || type.contains("xml")
    }
}
