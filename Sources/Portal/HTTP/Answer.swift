import Crypto
import HTTPTypes
import NIOCore
import Platform

/// What a request is answered with, before what the request's own headers make of it: parts, compression, "not modified".
struct Answer: Sendable {
    enum Content: Sendable {
        case bytes([UInt8])
        case file(ContentFile)
    }

    /// For how long it may be kept.
    enum Caching: Sendable {
        case none
        /// Kept, and asked for again each time: it may change.
        case checked
        /// It never changes.
        case forever

        var field: String {
            switch self {
            case .none: "no-store"
            case .checked: "private, no-cache"
            case .forever: "private, max-age=31536000, immutable"
            }
        }
    }

    var status: HTTPResponse.Status
    let type: String
    let content: Content
    /// SHA-256 of the content, for its tag; nil where it has none.
    let hash: String?
    var headers: HTTPFields
    let caching: Caching
    /// Whether a part of it may be asked for.
    let hasParts: Bool

    /// An answer of some bytes; one that may be kept is tagged by their SHA-256.
    init(
        bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:],
        caching: Caching = .checked
    ) {
        self.status = status
        self.type = type
        content = .bytes(bytes)
        if case .none = caching {
            hash = nil
        } else {
            hash = Hexadecimal.text(SHA256.hash(data: bytes))
        }
        self.headers = headers
        self.caching = caching
        hasParts = false
    }

    init(text: String, type: String, status: HTTPResponse.Status = .ok, caching: Caching = .checked) {
        self.init(bytes: Array(text.utf8), type: type, status: status, caching: caching)
    }

    /// An answer of a file, which never changes and of which parts may be asked for.
    init(_ file: ContentFile, type: String, headers: HTTPFields = [:]) {
        status = .ok
        self.type = type
        content = .file(file)
        hash = file.hash
        self.headers = headers
        caching = .forever
        hasParts = true
    }

    /// A way elsewhere, after a form was sent.
    static func redirect(to path: String, headers: HTTPFields = [:]) -> Answer {
        var headers = headers
        headers[.location] = path
        return Answer(bytes: [], type: MediaType.text, status: .seeOther, headers: headers, caching: .none)
    }

    var size: Int {
        switch content {
        case .bytes(let bytes): bytes.count
        case .file(let file): file.size
        }
    }
}
