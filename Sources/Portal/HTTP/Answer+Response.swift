import HTTPTypes
import Hummingbird
import NIOCore

extension Answer {
    /// The response to a request, with what the request's headers ask for: a part, compression, or only whether it changed.
    ///
    /// - Parameter library: compresses files, and keeps them compressed.
    func response(to ask: Ask, library: BundleLibrary) -> Response {
        var answer = self
        let isSuccess = status == .ok
        let wantsPart = hasParts && isSuccess && ask.headers[.range] != nil && ask.method == .get
        var bytes: ByteBuffer?
        if isSuccess, MediaType.isCompressible(type) {
            answer.headers[.vary] = "Accept-Encoding"
            if !wantsPart, Self.acceptsGzip(ask.headers[.acceptEncoding]) { bytes = compressed(library) }
        }
        let isCompressed = bytes != nil
        if isCompressed { answer.headers[.contentEncoding] = "gzip" }
        let tag = hash.map { "\"\($0)\(isCompressed ? "-gzip" : "")\"" }
        if isSuccess, let tag { answer.headers[.eTag] = tag }
        answer.headers[.cacheControl] = caching.field
        if hasParts { answer.headers[.acceptRanges] = "bytes" }
        if status != .seeOther { answer.headers[.contentType] = type }

        if isSuccess, let tag {
            if let wanted = ask.headers[.ifMatch], !Tags.field(wanted, names: tag, isWeak: false) {
                return Problem(.preconditionFailed, "It is another one than you asked for.").answer
                    .response(to: ask, library: library)
            }
            if let known = ask.headers[.ifNoneMatch], Tags.field(known, names: tag, isWeak: true) {
                answer.headers[.contentType] = nil
                answer.headers[.contentEncoding] = nil
                return Response(status: .notModified, headers: answer.headers)
            }
        }
        var range = 0..<(bytes?.readableBytes ?? size)
        if wantsPart, ask.headers[.ifRange].map({ $0 == tag }) ?? true {
            switch Part(ask.headers[.range] ?? "", of: size) {
            case .whole: break
            case .bytes(let part):
                answer.status = .partialContent
                answer.headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"
                range = part
            case .unsatisfiable:
                var problem = Problem(.rangeNotSatisfiable, "It has \(size) bytes; ask for some of these.").answer
                problem.headers[.contentRange] = "bytes */\(size)"
                return problem.response(to: ask, library: library)
            }
        }
        answer.headers[.contentLength] = "\(range.count)"
        let body = ask.method == .head ? ResponseBody() : answer.body(range, bytes, library)
        return Response(status: answer.status, headers: answer.headers, body: body)
    }

    private func compressed(_ library: BundleLibrary) -> ByteBuffer? {
        guard let hash else { return nil }
        return library.compressed(hash, size: size) {
            switch content {
            case .bytes(let bytes): bytes
            case .file(let file): file.bytes
            }
        }
    }

    /// - Parameter bytes: the bytes to send where they are not the content's own.
    private func body(_ range: Range<Int>, _ bytes: ByteBuffer?, _ library: BundleLibrary) -> ResponseBody {
        if let bytes { return ResponseBody(byteBuffer: bytes) }
        switch content {
        case .bytes(let bytes): return ResponseBody(byteBuffer: ByteBuffer(bytes: bytes[range]))
        case .file(let file):
            if let whole = library.smallBytes(of: file),
                let part = whole.getSlice(at: whole.readerIndex + range.lowerBound, length: range.count)
            {
                return ResponseBody(byteBuffer: part)
            }
            return ResponseBody(contentLength: range.count) { writer in
                var rest = range
                while !rest.isEmpty {
                    let piece = file.bytes(rest.lowerBound..<min(rest.lowerBound + 1 << 16, rest.upperBound))
                    // A body that ends early is an error for whoever receives it, and not a short file.
                    guard !piece.isEmpty else { throw Problem(.internalServerError, "A file ended early.") }
                    try await writer.write(ByteBuffer(bytes: piece))
                    rest = (rest.lowerBound + piece.count)..<rest.upperBound
                }
                try await writer.finish(nil)
            }
        }
    }

    /// Whether a request takes gzip: it names it, or `*`, with no weight of nought.
    static func acceptsGzip(_ field: String?) -> Bool {
        for part in (field ?? "").lowercased().split(separator: ",") {
            let words = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            guard let name = words.first, name == "gzip" || name == "*" else { continue }
            let weight = words.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
            return weight != 0
        }
        return false
    }
}
