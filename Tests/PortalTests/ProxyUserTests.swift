import Foundation
import Glibc
import Platform
import TestSupport
import Testing

@testable import Portal

@Suite("Users whom a proxy signs in", .serialized, .ownThreads)
struct ProxyUserTests {
    private static let key = Result {
        try UserKey(file: "\(PortalDesk.shared.get().home)/portal-users.key", mayCreate: true)
    }

    private func users() throws -> ProxyUsers {
        try #require(ProxyUsers(header: "X-Remote-User", key: try Self.key.get()))
    }

    /// Grants a user access to Lancashire's returns.
    private func grant(_ user: String) throws -> Int {
        let token = try #require(try Self.key.get().token(of: user))
        return try AccessRegister(try PortalDesk.shared.get().connection()).grant(
            ["Lancashire"], toUser: user, name: user, token: token, expiresOn: nil, by: "tests@here")
    }

    /// A name that no other test has.
    private func name() -> String { "jane-\(UUID().uuidString.prefix(8))@example.org" }

    @Test("whoever the proxy names reads their own partnerships, without a session, and the log says who")
    func named() async throws {
        let desk = try PortalDesk.shared.get()
        let user = name()
        let number = try grant(user)
        let portal = try await desk.portal(users: try users())
        defer { portal.stop() }
        let signedIn = ["X-Remote-User": user]
        let page = try await portal.ask("/partnerships/lancashire", from: "192.0.2.31", signedIn)
        #expect(page.status == 200 && page.text.contains("<p class=\"out\"><span>\(user)</span></p>"), "\(page.text)")
        #expect(!page.text.contains("/sign-out") && page.headers["set-cookie"] == nil)
        #expect(try await portal.ask("/api/v1/partnerships/lancashire", from: "192.0.2.31", signedIn).status == 200)
        #expect(try await portal.ask("/partnerships/cumbria", from: "192.0.2.31", signedIn).status == 404)
        #expect(try await portal.ask("/partnerships/lancashire", from: "192.0.2.31").status == 303)
        // What was shown to one user is not shown to another.
        #expect(
            try await portal.ask("/partnerships/lancashire", from: "192.0.2.31", ["X-Remote-User": name()]).status
                == 403)
        let owner = try desk.connection()
        let lines = try eventually("the log of what was asked") {
            let lines = try owner.query(
                "select address || ' ' || path as line from warehouse.portal_request where access = $1 order by number",
                [.integer(number)]
            ).map { try $0.get("line", as: String.self) }
            return lines.count == 3 ? lines : nil
        }
        #expect(lines.first == "192.0.2.31 /partnerships/lancashire", "\(lines)")
        // A form that another site has the user's browser send is refused here too.
        let posted = try await portal.ask(
            "/verify", method: "POST", from: "192.0.2.31", signedIn.merging(["Sec-Fetch-Site": "cross-site"]) { $1 },
            body: [])
        #expect(posted.status == 403)
    }

    @Test("the header from anywhere but the proxy is refused, whatever else comes with it, and opens nothing")
    func elsewhere() async throws {
        let desk = try PortalDesk.shared.get()
        let user = name()
        _ = try grant(user)
        let portal = try await desk.portal(proxy: "192.0.2.77", users: try users())
        defer { portal.stop() }
        let bearer = ["Authorization": "Bearer \(desk.lancashire.text)"]
        for headers in [[:], bearer, ["X-Forwarded-For": "192.0.2.77"]] {
            for path in ["/partnerships/lancashire", "/api/v1/partnerships", "/sign-in"] {
                let reply = try await portal.ask(path, headers.merging(["X-Remote-User": user]) { $1 })
                #expect(reply.status == 403 && !reply.text.contains("Lancashire"), "\(path): \(reply.text)")
            }
        }
        #expect(try await portal.ask("/api/v1/partnerships", bearer).status == 200)
        // A portal that trusts no header does not know of it.
        let usual = try await PortalDesk.portal.value
        #expect(try await usual.ask("/partnerships/lancashire", ["X-Remote-User": user]).status == 303)
        #expect(
            try await usual.ask("/api/v1/partnerships", from: "192.0.2.32", ["X-Remote-User": user]).status == 401)
    }

    @Test("a user who was granted nothing is told so, however often, and a name that is none is refused")
    func unknown() async throws {
        let portal = try await PortalDesk.shared.get().portal(users: try users())
        defer { portal.stop() }
        let user = name()
        for _ in 0..<12 {
            let reply = try await portal.ask("/", from: "192.0.2.33", ["X-Remote-User": user])
            #expect(reply.status == 403 && reply.text.contains("You are signed in as \(user)"), "\(reply.text)")
        }
        for none in ["", String(repeating: "x", count: 201)] {
            #expect(try await portal.ask("/", from: "192.0.2.33", ["X-Remote-User": none]).status == 400, "\(none)")
        }
        let two = "GET / HTTP/1.1\r\nHost: a\r\nX-Remote-User: a\r\nX-Remote-User: b\r\nConnection: close\r\n\r\n"
        #expect(try RawRequest(two, to: portal.port).readToEnd().hasPrefix("HTTP/1.1 400 "))
    }

    @Test("a user's access ends when it is revoked, and can be granted again")
    func revoked() async throws {
        let desk = try PortalDesk.shared.get()
        let portal = try await desk.portal(users: try users())
        defer { portal.stop() }
        let user = name()
        func status() async throws -> Int {
            // What was known a moment ago may be said once more.
            try await Task.sleep(for: .milliseconds(1_100))
            return try await portal.ask("/api/v1/partnerships", from: "192.0.2.34", ["X-Remote-User": user]).status
        }
        let number = try grant(user)
        #expect(throws: PortalError.userHasAccess(user, number: number)) { try grant(user) }
        #expect(try await status() == 200)
        let register = AccessRegister(try desk.connection())
        #expect(try register.revoke(number, by: "tests@here"))
        #expect(try await status() == 403)
        _ = try grant(user)
        #expect(try await status() == 200)
    }

    @Test("what a user is known by needs the portal's own key, which is nobody else's to read")
    func key() throws {
        let folder = "/tmp/laa-user-key-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = "\(folder)/users.key"
        #expect(throws: PortalError.userKey(path: file, problem: "cannot be read")) {
            try UserKey(file: file, mayCreate: false)
        }
        let key = try UserKey(file: file, mayCreate: true)
        let token = try #require(key.token(of: "jane"))
        #expect(try UserKey(file: file, mayCreate: false).token(of: "jane")?.text == token.text)
        #expect(try UserKey(file: "\(folder)/other.key", mayCreate: true).token(of: "jane")?.digest != token.digest)
        #expect(AccessToken(token.text)?.digest == token.digest && key.token(of: "Jane")?.handle != token.handle)
        for user in ["", " jane", "jane ", "ja\u{1B}ne", "ja\nne"] { #expect(key.token(of: user) == nil, "\(user)") }
        chmod(file, 0o644)
        #expect(throws: PortalError.userKeyOpen(path: file)) {
            try UserKey(file: file, mayCreate: false)
        }
        for header in ["Authorization", "cookie", "X-Forwarded-For", "not a header", ""] {
            #expect(ProxyUsers(header: header, key: key) == nil, "\(header)")
        }
    }

    @Test("the program grants a user access and lists it, and serves the header only with a proxy's address")
    func program() async throws {
        let desk = try PortalDesk.shared.get()
        _ = try Self.key.get()
        let user = name()
        let granted = try desk.start(["access", "grant", "Cumbria", "--user", user], .apart)
        #expect(try granted.waitForEnd() == 0, "\(granted.errors)")
        #expect(granted.output.hasSuffix("for the proxy's user \(user): Cumbria\n"), "\(granted.output)")
        #expect(try desk.run("access", "list").contains("\(user) (by the proxy)"))
        let refused = try desk.start(["access", "grant", "Cumbria", "--user", user])
        #expect(try refused.waitForEnd() == 64 && refused.output.contains("laa access revoke"), "\(refused.output)")
        for (words, status) in [
            (["--user-header", "X-Remote-User"], 64), (["--user-header", "Cookie", "--proxy", "127.0.0.1"], 64),
            (["--user-header", "X-Remote-User", "--proxy", "127.0.0.1", "--user-key", "/nothing"], 78),
        ] as [([String], Int32)] {
            let started = try desk.start(["serve", "--listen", "127.0.0.1:0"] + words)
            #expect(try started.waitForEnd() == status, "\(words): \(started.output)")
        }
        let serving = try desk.start([
            "serve", "--listen", "127.0.0.1:0", "--proxy", "127.0.0.1", "--user-header", "X-Remote-User",
        ])
        let port = try eventually("the portal's port", of: serving) {
            serving.output.firstMatch(of: /serving on http:\/\/127\.0\.0\.1:(\d+)\n/).flatMap { Int($0.1) }
        }
        let head = "GET /api/v1/partnerships HTTP/1.1\r\nHost: a\r\nX-Remote-User: \(user)\r\nConnection: close\r\n\r\n"
        let reply = try RawRequest(head, to: port).readToEnd()
        #expect(reply.hasPrefix("HTTP/1.1 200 ") && reply.contains("Cumbria"), "\(reply)")
        serving.kill(SIGTERM)
        #expect(try serving.waitForEnd() == 0)
    }
}
