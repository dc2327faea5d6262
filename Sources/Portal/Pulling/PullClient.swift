import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Platform
import Text

/// Asks a portal, as `laa pull` does: follows it nowhere else, and takes no more than there can be.
struct PullClient: Sendable {
    /// How large a document may be: a list of all editions has some kilobytes.
    private static let largestDocument = 16 << 20
    /// From one piece of an answer to the next.
    private static let silence = TimeAmount.seconds(60)

    let origin: String
    private let token: AccessToken
    private let client: HTTPClient

    /// An answer to a question that says what is known already.
    enum Document: Sendable {
        case unchanged
        case content([UInt8], tag: String?)
        case missing
    }

    /// Has a client for the duration of some work.
    ///
    /// - Parameter authority: a file of PEM that alone is trusted to vouch for the portal; nil for those that the system trusts.
    static func using<Result>(
        _ address: PortalAddress, _ token: AccessToken, authority: String?, _ body: (PullClient) async throws -> Result
    ) async throws -> Result {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if let authority {
            guard let certificates = try? NIOSSLCertificate.fromPEMFile(authority), !certificates.isEmpty else {
                throw PullError.authority(path: authority, problem: "holds no certificate as PEM, or cannot be read")
            }
            tls.trustRoots = .certificates(certificates)
        }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(15), read: silence, write: silence))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        return try await HTTPClient.withHTTPClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration
        ) { client in
            try await body(PullClient(origin: address.origin, token: token, client: client))
        }
    }

    /// A document.
    ///
    /// - Parameter tag: that of the one that is known.
    /// - Throws: ``PullError``.
    func document(_ path: String, known tag: String? = nil) async throws -> Document {
        var request = request(path)
        if let tag { request.headers.add(name: "If-None-Match", value: tag) }
        return try await answered {
            let response = try await client.execute(request, timeout: .seconds(120))
            switch response.status {
            case .ok:
                let body = try await response.body.collect(upTo: Self.largestDocument)
                return .content(Array(body.readableBytesView), tag: Self.tag(response))
            case .notModified where tag != nil: return .unchanged
            case .notFound: return .missing
            default: throw try await refusal(response)
            }
        }
    }

    /// Fetches a file, and goes on with what is there of it.
    ///
    /// - Returns: whether some of it was there before.
    /// - Throws: ``PullError``; what came until then is kept. `FileError` where it cannot be written.
    func download(_ path: String, to file: PartialFile, atMost limit: Int, interrupt: Interrupt) async throws -> Bool {
        let (known, start) = (file.tag, file.size)
        var request = request(path)
        if let known, start > 0 {
            request.headers.add(name: "Range", value: "bytes=\(start)-")
            request.headers.add(name: "If-Range", value: known)
        }
        return try await answered {
            let response = try await client.execute(request, deadline: .now() + .hours(6))
            let isResumed: Bool
            switch response.status {
            case .partialContent where known != nil && start > 0:
                // What begins elsewhere, or is of another file, would be joined to something that it does not belong to.
                let range = response.headers.first(name: "Content-Range")?.wholeMatch(of: /bytes (\d+)-\d+\/(\d+)/)
                guard let range, Int(range.1) == start, Int(range.2).map({ $0 <= limit }) == true,
                    Self.tag(response) == known
                else {
                    file.remove()
                    throw PullError.away(origin: origin, reason: "it sent another part than was asked for")
                }
                isResumed = true
            case .ok:
                isResumed = false
                try file.begin(tag: Self.tag(response))
            case .rangeNotSatisfiable where start > 0:
                // All of it came before, and was never put in place.
                file.remove()
                _ = try await download(path, to: file, atMost: limit, interrupt: interrupt)
                return false
            case .rangeNotSatisfiable:
                throw PullError.away(origin: origin, reason: "it has no such part of \(Printable.line(path))")
            default: throw try await refusal(response)
            }
            var size = isResumed ? start : 0
            for try await piece in response.body {
                if interrupt.isRequested { throw CancellationError() }
                size += piece.readableBytes
                guard size <= limit else {
                    file.remove()
                    throw PullError.notPortal(origin: origin, problem: "it sends more than any bundle has")
                }
                try file.append(Array(piece.readableBytesView))
            }
            return isResumed
        }
    }

    private func request(_ path: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: origin + path)
        request.headers.add(name: "Authorization", value: "Bearer \(token.text)")
        request.headers.add(name: "User-Agent", value: "laa-pull")
        return request
    }

    /// A strong tag that can be sent back: no other is worth keeping.
    private static func tag(_ response: HTTPClientResponse) -> String? {
        response.headers.first(name: "ETag").flatMap { $0.wholeMatch(of: /"[\x21\x23-\x7E]{1,200}"/) == nil ? nil : $0 }
    }

    /// Why an answer is not the one that was asked for.
    private func refusal(_ response: HTTPClientResponse) async throws -> PullError {
        struct Problem: Decodable {
            let detail: String
        }
        let body = (try? await response.body.collect(upTo: 1 << 16)).map { Data($0.readableBytesView) }
        let detail = body.flatMap { try? JSONDecoder().decode(Problem.self, from: $0).detail }
        let said = String(Printable.line(detail ?? "it said \(response.status.code)").prefix(300))
        switch response.status.code {
        case 401, 403: return .refused(reason: said)
        case 300..<400:
            return .notPortal(origin: origin, problem: "it sends its readers elsewhere, which is not followed")
        case 408, 429, 500...: return .away(origin: origin, reason: said)
        default: return .notPortal(origin: origin, problem: said)
        }
    }

    /// What a connection comes to, in terms of what to do about it.
    private func answered<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as any ExitCoded {
            throw error
        } catch is CancellationError {
            throw CancellationError()
        } catch is NIOTooManyBytesError {
            throw PullError.notPortal(origin: origin, problem: "it sends more than any list has")
        } catch {
            throw failure(error)
        }
    }

    private func failure(_ error: any Error) -> PullError {
        switch error {
        case NIOSSLError.handshakeFailed(let reason) where "\(reason)".contains("CERTIFICATE_VERIFY_FAILED"):
            return .certificate(origin: origin, reason: "no authority that is trusted issued it, or it has expired")
        case let error as NIOSSLExtraError where error == .failedToValidateHostname:
            return .certificate(origin: origin, reason: "it is for another host")
        case is NIOSSLError: return .away(origin: origin, reason: "it does not speak TLS as it should")
        case is HTTPParserError: return .away(origin: origin, reason: "the connection was cut, or is not HTTP")
        case let error as HTTPClientError: return .away(origin: origin, reason: error.shortDescription)
        case let error as IOError: return .away(origin: origin, reason: String(cString: strerror(error.errnoCode)))
        case is NIOConnectionError: return .away(origin: origin, reason: "it cannot be reached")
        default: return .away(origin: origin, reason: String(Printable.line("\(error)").prefix(200)))
        }
    }
}
