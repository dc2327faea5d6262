import Foundation
import Glibc
import HTTPTypes
import Hummingbird
import Logging

/// The portal as a whole: who asks, what answers, what is said when nothing can.
struct Site: Sendable {
    let library: BundleLibrary
    let gatekeeper: Gatekeeper
    let sessions = Sessions()
    let log: AccessLog
    let metrics = Metrics()
    let logger: Logger
    /// The address whose word is taken for who asks.
    let proxy: String?
    /// The users whom the proxy signs in.
    let users: ProxyUsers?
    private let routes: [Route]
    private let pages: Pages
    private let made = MadeAnswers()

    init(
        library: BundleLibrary, database: PortalDatabase, proxy: String?, users: ProxyUsers?, limits: ServiceLimits,
        executor: (any TaskExecutor)?, logger: Logger
    ) throws {
        self.library = library
        self.proxy = proxy
        self.users = users
        self.logger = logger
        gatekeeper = Gatekeeper(database, executor: executor)
        log = AccessLog(executor: executor, logger: logger) { try await database.log($0) }
        pages = try Pages(library: library, limits: limits)
        routes =
            API(library: library).routes + pages.routes(gatekeeper, sessions) + [
                Self.metricsRoute(metrics, proxy: proxy)
            ]
    }

    /// Numbers for whoever keeps the machine, and nobody else.
    private static func metricsRoute(_ metrics: Metrics, proxy: String?) -> Route {
        Route(.get, "metrics") { ask in
            // A proxy that was not named asks from this machine for everybody.
            let isForwarded = proxy == nil && ask.headers[.forwardedFor] != nil
            guard ["127.0.0.1", "::1"].contains(ask.address), !isForwarded else { throw Problem.notFound("page") }
            return Answer(
                text: metrics.text, type: "text/plain; version=0.0.4; charset=utf-8", caching: .none)
        }
    }

    /// Answers a request.
    ///
    /// - Returns: the response, and whether the connection is to be closed after it.
    func respond(to request: Request, from peer: String, isEncrypted: Bool) async -> (Response, endsConnection: Bool) {
        let began = ContinuousClock.now
        var (access, ends): (Int?, Bool) = (nil, false)
        let ask: Ask
        var response: Response
        do {
            ask = try Ask(request, from: peer, isEncrypted: isEncrypted, proxy: proxy)
        } catch {
            let problem = error as? Problem ?? Problem(.badRequest, "The request cannot be read.")
            let answer = problem.answer
            response = Response(
                status: answer.status, headers: [.contentType: answer.type],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: problem.document)))
            secure(&response.headers, type: answer.type, isSecure: isEncrypted)
            metrics.note(status: response.status.code, bytes: 0, took: .now - began)
            return (response, true)
        }
        var answer: Answer
        do {
            let holdings = try await reader(ask)
            access = holdings?.reader.number
            answer = try await self.answer(ask, holdings)
        } catch {
            let problem = error as? Problem ?? unforeseen(error, ask)
            ends = problem.endsConnection
            answer = ask.isOfProgram ? problem.answer : pages.problem(problem, ask)
        }
        response = answer.response(to: ask, library: library)
        secure(&response.headers, type: answer.type, isSecure: ask.isSecure)
        if ends { response.headers[.connection] = "close" }
        let size = response.headers[.contentLength].flatMap(Int.init) ?? 0
        await note(ask, access, status: response.status.code, bytes: ask.method == .head ? 0 : size, began)
        return (response, ends)
    }

    /// Who asks, by the word of the proxy, the token of a program or the session of a page; nil where nobody says who they are.
    private func reader(_ ask: Ask) async throws(Problem) -> Holdings? {
        if let user = try users?.user(ask) { return try await holdings(of: user) }
        if let field = ask.headers[.authorization] {
            let words = field.split(separator: " ", maxSplits: 1)
            guard words.count == 2, words[0].lowercased() == "bearer", let token = AccessToken(String(words[1])) else {
                try gatekeeper.noteMalformed(from: ask.address)
                throw .unauthorized("Send a token as 'Authorization: Bearer TOKEN'.")
            }
            return try await gatekeeper.holdings(of: token, from: ask.address)
        }
        guard let cookie = ask.cookie(Cookie.name(ask)), let token = sessions.token(cookie) else { return nil }
        do {
            return try await gatekeeper.holdings(of: token, from: ask.address)
        } catch {
            if error.status == .unauthorized { sessions.end(cookie) }
            // Whoever's token was revoked can still open the page to sign in.
            if error.status == .unauthorized, !ask.isOfProgram { return nil }
            throw error
        }
    }

    /// What a user may read whom the proxy signed in: there is no session, and so none that outlasts the proxy's own.
    private func holdings(of user: (name: String, token: AccessToken)) async throws(Problem) -> Holdings {
        do {
            return try await gatekeeper.holdings(of: user.token, from: "")
        } catch {
            guard error.status == .unauthorized else { throw error }
            throw Problem(
                .forbidden,
                "You are signed in as \(user.name), who may read no returns here, or no longer. "
                    + "Ask whoever keeps the returns for access.")
        }
    }

    private func answer(_ ask: Ask, _ holdings: Holdings?) async throws -> Answer {
        let found = routes.compactMap { route in route.captures(ask.path).map { (route, $0) } }
        guard !found.isEmpty else {
            if ask.isOfProgram, ask.path.first == "api", holdings == nil { throw Self.nobody }
            throw Problem.notFound("page")
        }
        guard let (route, captures) = found.first(where: { $0.0.takes(ask.method) }) else {
            let methods = found.flatMap { $0.0.method == .get ? ["GET", "HEAD"] : [$0.0.method.rawValue] }
            throw Problem(
                .methodNotAllowed, "This address takes \(methods.joined(separator: ", ")) alone.",
                headers: [.allow: methods.joined(separator: ", ")], endsConnection: true)
        }
        switch route.handler {
        case .open(let handler): return try await handler(ask)
        case .either(let handler): return try await handler(ask, holdings)
        case .own(let handler):
            guard let holdings else {
                if ask.isOfProgram { throw Self.nobody }
                return .redirect(to: "/sign-in")
            }
            return try await made.answer(to: ask, holdings) { try await handler(ask, holdings, captures) }
        }
    }

    private static let nobody = Problem.unauthorized("Send a token as 'Authorization: Bearer TOKEN'.")

    /// What was not foreseen is said in the log, and not to whoever asked.
    private func unforeseen(_ error: any Error, _ ask: Ask) -> Problem {
        logger.error("\(ask.rawPath): \(error)")
        if error is PortalError {
            return Problem(
                .internalServerError,
                "This edition cannot be shown: it is not as it was signed. Whoever keeps the portal has been told in its log."
            )
        }
        return Problem(.internalServerError, "Something went wrong here. Whoever keeps the portal sees it in its log.")
    }

    /// The headers that browsers go by (OWASP's list of secure headers): no script, nothing from elsewhere, no frames.
    private func secure(_ headers: inout HTTPFields, type: String, isSecure: Bool) {
        if headers[.contentSecurityPolicy] == nil { headers[.contentSecurityPolicy] = Self.policy }
        for field in Self.fixed { headers.append(field) }
        if isSecure { headers[.transportSecurity] = "max-age=31536000" }
        headers[.date] = HTTPDate.now
    }

    /// Those that every answer has, and none otherwise.
    private static let fixed = [
        HTTPField(name: .contentTypeOptions, value: "nosniff"), HTTPField(name: .referrerPolicy, value: "same-origin"),
        HTTPField(name: .frameOptions, value: "DENY"), HTTPField(name: .resourcePolicy, value: "same-origin"),
        HTTPField(name: .openerPolicy, value: "same-origin"),
        HTTPField(name: .permissionsPolicy, value: "camera=(), geolocation=(), microphone=()"),
    ]

    /// Styles are those of `/style.css` alone; forms go to the portal alone.
    static let policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    private func note(
        _ ask: Ask, _ access: Int?, status: Int, bytes: Int, _ began: ContinuousClock.Instant
    ) async {
        metrics.note(status: status, bytes: bytes, took: .now - began)
        guard ask.path != ["metrics"], ask.path != ["style.css"] else { return }
        let path = String(ask.rawPath.prefix(500))
        await log.note(
            LoggedRequest(
                at: Int(Date().timeIntervalSince1970 * 1_000), access: access,
                address: String(ask.address.prefix(100)), method: String(ask.method.rawValue.prefix(20)), path: path,
                status: status, bytes: bytes))
        logger.debug("\(ask.method.rawValue) \(path) \(status)")
    }
}

/// The cookie of a session.
enum Cookie {
    /// Over TLS its name binds it to the host and to TLS.
    static func name(_ ask: Ask) -> String { ask.isSecure ? "__Host-laa" : "laa" }

    static func set(_ value: String, for ask: Ask) -> String {
        "\(name(ask))=\(value); Path=/; HttpOnly; SameSite=Strict" + (ask.isSecure ? "; Secure" : "")
    }

    static func unset(for ask: Ask) -> String { set("", for: ask) + "; Max-Age=0" }
}

/// The date as answers state it (RFC 9110, section 5.6.7), by the second.
enum HTTPDate {
    static var now: String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 40)
        // The names of days and months are those of the C locale, which the program never leaves.
        let count = strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
        return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
