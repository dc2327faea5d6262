import Foundation
import HTTPTypes
import Platform
import Text

/// Why a request is not answered as it was meant to be: for programs a problem document (RFC 9457), for people a page.
struct Problem: ExitCoded {
    let status: HTTPResponse.Status
    /// What is wrong with this request, and what to do.
    let detail: String
    let headers: HTTPFields
    /// Whether the connection is closed afterwards, since what comes on it is not wanted.
    let endsConnection: Bool

    var exitCode: ExitCode { .unforeseen }

    init(
        _ status: HTTPResponse.Status, _ detail: String, headers: HTTPFields = [:], endsConnection: Bool = false
    ) {
        self.status = status
        self.detail = detail
        self.headers = headers
        self.endsConnection = endsConnection
    }

    /// What is not there, or not for whoever asks: the two are not told apart.
    static func notFound(_ what: String) -> Problem {
        Problem(.notFound, "There is no \(what) here that you may read.")
    }

    /// - Parameter seconds: after which it may be asked again.
    static func tooMany(retryAfter seconds: Int) -> Problem {
        Problem(
            .tooManyRequests, "Too many tokens were tried. Try again in \(seconds) seconds.",
            headers: [.retryAfter: "\(seconds)"])
    }

    static let away = Problem(
        .serviceUnavailable, "The returns cannot be read at the moment. They will be back; try again in a few seconds.",
        headers: [.retryAfter: "5"])

    static func unauthorized(_ detail: String) -> Problem {
        Problem(.unauthorized, detail, headers: [.wwwAuthenticate: "Bearer realm=\"laa\""])
    }

    /// The status in words: `Not Found`.
    var title: String { status.reasonPhrase }

    /// The document.
    var document: [UInt8] {
        struct Document: Encodable {
            let type = "about:blank"
            let title: String
            let status: Int
            let detail: String
        }
        let text = try? JSONText.text(Document(title: title, status: status.code, detail: detail))
        return Array((text ?? "{}").utf8)
    }

    var answer: Answer {
        Answer(bytes: document, type: MediaType.problem, status: status, headers: headers, caching: .none)
    }
}
