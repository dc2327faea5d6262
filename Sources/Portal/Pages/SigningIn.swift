import HTTPTypes

/// The page to sign in with a token.
struct SignInPage: PageView {
    let title = "Sign in"
    /// Why the last try failed; nil before the first.
    let problem: String?
}

extension Pages {
    /// Signing in and out. Each try counts: see ``Gatekeeper``.
    func signingIn(_ gatekeeper: Gatekeeper, _ sessions: Sessions) -> [Route] {
        [
            Route(.get, "sign-in") { _ in page("sign-in", SignInPage(problem: nil), nil) },
            Route(.post, "sign-in") { ask in
                try Self.checkOwn(ask)
                let form = Ask.fields(String(decoding: try await ask.bytes(atMost: 4_096), as: UTF8.self))
                let text = (form["token"] ?? "").trimming(while: \.isWhitespace)
                do {
                    guard let token = AccessToken(text) else {
                        try gatekeeper.noteMalformed(from: ask.address)
                        throw Problem.unauthorized(
                            "A token begins with laa_ and has 85 characters. Check that it was copied whole.")
                    }
                    _ = try await gatekeeper.holdings(of: token, from: ask.address)
                    guard let session = sessions.begin(token) else { throw Problem.away }
                    return .redirect(to: "/", headers: [.setCookie: Cookie.set(session, for: ask)])
                } catch let problem as Problem where [.unauthorized, .tooManyRequests].contains(problem.status) {
                    var headers = problem.headers
                    headers[.wwwAuthenticate] = nil
                    return page(
                        "sign-in", SignInPage(problem: problem.detail), nil,
                        status: problem.status == .unauthorized ? .forbidden : problem.status, headers: headers)
                }
            },
            Route(.post, "sign-out") { ask in
                try Self.checkOwn(ask)
                if let session = ask.cookie(Cookie.name(ask)) { sessions.end(session) }
                return .redirect(to: "/sign-in", headers: [.setCookie: Cookie.unset(for: ask)])
            },
        ]
    }

    /// Refuses a form that another site sent: a browser says which one did.
    static func checkOwn(_ ask: Ask) throws(Problem) {
        let isOwn: Bool
        if let site = ask.headers[.fetchSite] {
            isOwn = site == "same-origin"
        } else {
            isOwn = ask.headers[.origin] == ask.origin
        }
        if !isOwn {
            throw Problem(.forbidden, "This form must be sent from the portal's own page.", endsConnection: true)
        }
    }
}

extension String {
    /// Without what fits at both ends.
    func trimming(while fits: (Character) -> Bool) -> String {
        String(drop(while: fits).reversed().drop(while: fits).reversed())
    }
}
