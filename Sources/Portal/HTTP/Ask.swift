import Foundation
import HTTPTypes
import Hummingbird

/// A request, taken apart once: nothing further on sees percent-encoding.
struct Ask: Sendable {
    let method: HTTPRequest.Method
    /// The parts of the path, decoded; none of `/`.
    let path: [String]
    /// The path as it was sent, without what follows a question mark.
    let rawPath: String
    /// The path and the query as they were sent.
    let target: String
    /// The values of the query by name; of several of one name the last.
    let query: [String: String]
    let headers: HTTPFields
    /// The host that was asked, with its port.
    let authority: String
    /// The address that it came from; where that is the proxy's, the one that the proxy names.
    let address: String
    /// Whether it came over TLS, here or as the proxy says.
    let isSecure: Bool
    /// Whether the proxy sent it, and not somebody else.
    let isFromProxy: Bool
    let body: RequestBody

    /// Whether it is one of a program: then errors are problem documents, and not pages.
    var isOfProgram: Bool { path.first == "api" || path.first == "metrics" }

    /// The own address up to the path: `https://portal.example:8443`.
    var origin: String { (isSecure ? "https://" : "http://") + authority }

    /// - Parameters:
    ///   - peer: the address that the connection came from.
    ///   - isEncrypted: whether the connection is by TLS.
    ///   - proxy: the address whose word is taken for who asks; nil for none.
    /// - Throws: ``Problem`` where it cannot be understood.
    init(_ request: Request, from peer: String, isEncrypted: Bool, proxy: String?) throws {
        method = request.method
        headers = request.headers
        body = request.body
        let target = request.head.path ?? "/"
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        rawPath = String(parts[0])
        let isBehind = peer == proxy
        isFromProxy = isBehind
        let forwarded = isBehind ? request.headers[.forwardedFor]?.split(separator: ",").last : nil
        address = forwarded.map { $0.trimmingCharacters(in: .whitespaces) } ?? peer
        isSecure = isEncrypted || isBehind && request.headers[.forwardedProto] == "https"
        guard let authority = request.head.authority, !authority.isEmpty, authority.utf8.count <= 255,
            authority.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\/?#@".utf8.contains($0) })
        else { throw Problem(.badRequest, "A request must name the host that it is for.") }
        self.authority = authority
        guard rawPath.hasPrefix("/"), target.utf8.count <= 4_096 else {
            throw Problem(.badRequest, "The address cannot be read.")
        }
        guard rawPath.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 <= 0x20 || $0 >= 0x7F }) else {
            path = rawPath.split(separator: "/").map(String.init)
            query = parts.count > 1 ? Self.fields(parts[1]) : [:]
            self.target = target
            return
        }
        self.target = target
        path = try rawPath.split(separator: "/").map { part in
            guard let decoded = part.removingPercentEncoding, !decoded.contains("/"),
                !decoded.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
            else { throw Problem(.badRequest, "The address cannot be read.") }
            return decoded
        }
        query = parts.count > 1 ? Self.fields(parts[1]) : [:]
    }

    /// Fields as forms and queries send them: `name=value&other=value`.
    static func fields(_ text: some StringProtocol) -> [String: String] {
        var fields: [String: String] = [:]
        for field in text.split(separator: "&") {
            let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(pair[0]), let value = pair.count > 1 ? decoded(pair[1]) : "" else { continue }
            fields[name] = value
        }
        return fields
    }

    private static func decoded(_ text: some StringProtocol) -> String? {
        text.replacingOccurrences(of: "+", with: " ").removingPercentEncoding
    }

    /// The whole body.
    ///
    /// - Throws: ``Problem`` where it is larger.
    func bytes(atMost limit: Int) async throws -> [UInt8] {
        let tooLarge = Problem(.contentTooLarge, "At most \(limit) bytes are taken.", endsConnection: true)
        if let declared = headers[.contentLength].flatMap(Int.init), declared > limit { throw tooLarge }
        var bytes: [UInt8] = []
        for try await buffer in body {
            bytes += buffer.readableBytesView
            guard bytes.count <= limit else { throw tooLarge }
        }
        return bytes
    }

    /// The value of a cookie.
    func cookie(_ name: String) -> String? {
        for field in headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                if parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == name {
                    return parts[1].trimmingCharacters(in: .whitespaces)
                }
            }
        }
        return nil
    }
}

extension HTTPField.Name {
    static let forwardedFor = Self("X-Forwarded-For")!
    static let forwardedProto = Self("X-Forwarded-Proto")!
    static let fetchSite = Self("Sec-Fetch-Site")!
    static let contentSecurityPolicy = Self("Content-Security-Policy")!
    static let contentTypeOptions = Self("X-Content-Type-Options")!
    static let referrerPolicy = Self("Referrer-Policy")!
    static let frameOptions = Self("X-Frame-Options")!
    static let resourcePolicy = Self("Cross-Origin-Resource-Policy")!
    static let openerPolicy = Self("Cross-Origin-Opener-Policy")!
    static let permissionsPolicy = Self("Permissions-Policy")!
    static let transportSecurity = Self("Strict-Transport-Security")!
}
