import HTTPTypes

/// An address of the portal, and what answers there.
struct Route: Sendable {
    typealias Open = @Sendable (Ask) async throws -> Answer
    typealias Either = @Sendable (Ask, Holdings?) async throws -> Answer
    typealias Own = @Sendable (Ask, Holdings, [String: String]) async throws -> Answer

    enum Handler: Sendable {
        /// Whoever asks.
        case open(Open)
        /// Whoever asks, who may have signed in.
        case either(Either)
        /// Only who may read something.
        case own(Own)
    }

    /// The parts of the path; those that begin with `:` stand for any.
    private let parts: [Substring]
    /// `GET` or `POST`; `HEAD` goes with the former.
    let method: HTTPRequest.Method
    let handler: Handler

    init(_ method: HTTPRequest.Method, _ path: String, open handler: @escaping Open) {
        self.init(method, path, .open(handler))
    }

    init(_ method: HTTPRequest.Method, _ path: String, either handler: @escaping Either) {
        self.init(method, path, .either(handler))
    }

    init(_ path: String, own handler: @escaping Own) {
        self.init(.get, path, .own(handler))
    }

    private init(_ method: HTTPRequest.Method, _ path: String, _ handler: Handler) {
        self.method = method
        parts = path.split(separator: "/")
        self.handler = handler
    }

    /// What stands for the parts that any may stand for; nil where the path is another.
    func captures(_ path: [String]) -> [String: String]? {
        guard path.count == parts.count,
            zip(parts, path).allSatisfy({ wanted, part in wanted == part || wanted.hasPrefix(":") })
        else { return nil }
        var captures: [String: String] = [:]
        for (wanted, part) in zip(parts, path) where wanted.hasPrefix(":") {
            captures[String(wanted.dropFirst())] = part
        }
        return captures
    }

    func takes(_ asked: HTTPRequest.Method) -> Bool { asked == method || asked == .head && method == .get }
}
