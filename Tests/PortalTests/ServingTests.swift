import Foundation
import Glibc
import NIOCore
import Platform
import Synchronization
import TestSupport
import Testing
import Warehouse

@testable import Portal

@Suite("The portal under load, attack and change", .serialized, .ownThreads)
struct ServingTests {
    /// Limits that a test does not wait long for.
    private static let quick: ServiceLimits = {
        var limits = ServiceLimits()
        (limits.head, limits.body, limits.piece) = (.milliseconds(2_500), .milliseconds(1_000), .milliseconds(600))
        limits.uploadBytes = 1 << 20
        return limits
    }()

    @Test("connections that wait, send half a head or trickle are closed, while others are answered")
    func slow() async throws {
        let desk = try PortalDesk.shared.get()
        let portal = try await desk.portal(limits: Self.quick)
        defer { portal.stop() }
        let silent = try RawRequest(to: portal.port)
        let half = try RawRequest("GET / HTTP/1.1\r\nHost: a\r\nX-", to: portal.port)
        let body = try RawRequest(
            "POST /verify HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nContent-Length: 1000\r\n\r\nx", to: portal.port)
        let trickle = try RawRequest("GET / HTTP/1.1\r\nHost: a\r\n", to: portal.port)
        let began = ContinuousClock.now
        var isOpen = true
        while isOpen, ContinuousClock.now - began < .seconds(60) {
            isOpen = trickle.send("X-A: b\r\n")
            usleep(50_000)
        }
        #expect(!isOpen)
        #expect(silent.isClosed() && half.isClosed() && body.isClosed())
        // On a busy machine the question itself may come too late.
        var status = 0
        while status != 200, ContinuousClock.now - began < .seconds(300) {
            status = (try? await portal.ask("/api/v1/partnerships", desk.lancashire).status) ?? 0
        }
        #expect(status == 200)
    }

    @Test("whoever does not take what they asked for is cut off, and kept connections end when nothing is asked")
    func stalled() async throws {
        let desk = try PortalDesk.shared.get()
        let portal = try await desk.portal(limits: Self.quick)
        defer { portal.stop() }
        let path = "/api/v1/partnerships/lancashire/returns/2010-11Q4/1/bundle.zip"
        let ask = "GET \(path) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(desk.lancashire.text)\r\n\r\n"
        // Many answers, of which none is read: more than the sockets' buffers hold.
        let stalled = try RawRequest(String(repeating: ask, count: 400), to: portal.port)
        let began = ContinuousClock.now
        while stalled.send(" "), ContinuousClock.now - began < .seconds(120) { usleep(100_000) }
        #expect(ContinuousClock.now - began < .seconds(120))
        // The first answer may take longer to make than these limits allow.
        try eventually("an answer to somebody else") {
            try RawRequest(ask, to: portal.port).readToEnd().hasPrefix("HTTP/1.1 200 OK\r\n")
        }
    }

    @Test("heads and bodies that are too large are refused, and so are requests that are none")
    func large() async throws {
        let desk = try PortalDesk.shared.get()
        let portal = try await desk.portal(limits: Self.quick)
        defer { portal.stop() }
        for head in [
            "GET / HTTP/1.1\r\nHost: a\r\nX-A: \(String(repeating: "a", count: 20_000))\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X-A: b\r\n", count: 200))\r\n", "GET /\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n", "nonsense\r\n\r\n",
        ] {
            let text = try RawRequest(head, to: portal.port).readToEnd()
            #expect(text.hasPrefix("HTTP/1.1 400 ") || text.isEmpty, "\(text.prefix(200))")
        }
        let post = "POST /verify HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nContent-Length: 99000000\r\n\r\n"
        #expect(try RawRequest(post, to: portal.port).readToEnd().hasPrefix("HTTP/1.1 413 "))
        let token = String(repeating: "x", count: 5_000)
        let signIn = try await PortalDesk.portal.value.ask(
            "/sign-in", method: "POST", ["Sec-Fetch-Site": "same-origin"], body: Array("token=\(token)".utf8))
        #expect(signIn.status == 413)
    }

    @Test("no more connections are taken on than are allowed, and room is made when they end")
    func many() async throws {
        let desk = try PortalDesk.shared.get()
        var limits = ServiceLimits()
        limits.connections = 5
        limits.head = .seconds(600)
        let portal = try await desk.portal(limits: limits)
        defer { portal.stop() }
        let ask = "GET /sign-in HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        var open: [RawRequest] = []
        try eventually("five connections to be taken on") {
            open.append(try RawRequest(to: portal.port))
            return try RawRequest(ask, to: portal.port).readToEnd().isEmpty
        }
        #expect(open.count >= 5)
        open = []
        try eventually("room for a connection") {
            try RawRequest(ask, to: portal.port).readToEnd().hasPrefix("HTTP/1.1 200 ")
        }
        #expect(open.isEmpty)
    }

    @Test("while the warehouse is away the answer is 503 with Retry-After, and it comes back by itself")
    func away() async throws {
        let desk = try PortalDesk.shared.get()
        let isAway = Mutex(false)
        let process = Mutex<Int32>(0)
        let database = desk.database
        let portal = try await desk.portal(open: {
            if isAway.withLock({ $0 }) { throw WarehouseError.unavailable(target: "x", reason: "it is away") }
            let session = try PortalRole.open(.conninfo(database), interrupt: Interrupt())
            process.withLock { $0 = session.serverProcess }
            return session
        })
        defer { portal.stop() }
        #expect(try await portal.ask("/api/v1/partnerships", desk.lancashire).status == 200)
        isAway.withLock { $0 = true }
        let owner = try desk.connection()
        _ = try owner.query("select pg_terminate_backend($1::integer)", [.integer(Int(process.withLock { $0 }))])
        // What was known a moment ago may be said once more.
        try await Task.sleep(for: .milliseconds(1_200))
        let refused = try await portal.ask("/api/v1/partnerships", desk.lancashire)
        #expect(refused.status == 503 && refused.headers["retry-after"] == "5", "\(refused.text)")
        #expect(refused.headers["content-type"] == "application/problem+json")
        let page = try await portal.ask(
            "/sign-in", method: "POST", ["Sec-Fetch-Site": "same-origin"],
            body: Array("token=\(desk.lancashire.text)".utf8))
        #expect(page.status == 503 && page.text.contains("cannot be read at the moment"), "\(page.text)")
        #expect(try await portal.ask("/api/v1/key.pem").status == 200)
        isAway.withLock { $0 = false }
        var status = 503
        let deadline = ContinuousClock.now + .seconds(60)
        while status == 503, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(200))
            status = try await portal.ask("/api/v1/partnerships", desk.lancashire).status
        }
        #expect(status == 200)
        // The server was started again: the next question opens another session.
        _ = try owner.query("select pg_terminate_backend($1::integer)", [.integer(Int(process.withLock { $0 }))])
        #expect(try await portal.ask("/api/v1/partnerships", desk.cumbria).status == 200)
    }

    @Test("metrics are for the machine itself")
    func metrics() async throws {
        let portal = try await PortalDesk.portal.value
        #expect(try await portal.ask("/metrics", from: "192.0.2.1").status == 404)
        let own = try await portal.ask("/metrics", from: "127.0.0.1")
        #expect(own.status == 200 && own.text.contains("laa_portal_requests_total{status=\"404\"} "), "\(own.text)")
        #expect(own.text.contains("laa_portal_request_seconds_bucket{le=\"+Inf\"} "))
        guard Checker.promtool.isThere else { return }
        let file = "/tmp/laa-metrics-\(UUID().uuidString.prefix(8))"
        try Data(own.text.utf8).write(to: URL(fileURLWithPath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let checked = try Started("/bin/sh", ["-c", "promtool check metrics <\(file)"])
        #expect(try checked.waitForEnd() == 0 && checked.output.isEmpty, "\(checked.output)")
    }

    @Test("every answer has the headers that keep browsers from harm")
    func headers() async throws {
        let portal = try await PortalDesk.portal.value
        for path in ["/sign-in", "/nothing", "/api/v1/partnerships", "/style.css", "/api/v1/key.pem"] {
            let headers = try await portal.ask(path, from: "192.0.2.90").headers
            #expect(headers["content-security-policy"]?.contains("default-src 'none'") == true, "\(path)")
            #expect(headers["content-security-policy"]?.contains("script") == false)
            #expect(headers["x-content-type-options"] == "nosniff" && headers["x-frame-options"] == "DENY")
            #expect(
                headers["referrer-policy"] == "same-origin" && headers["cross-origin-opener-policy"] == "same-origin")
            #expect(headers["strict-transport-security"] == nil && headers["server"] == nil)
            #expect(headers["date"]?.wholeMatch(of: /\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/) != nil)
        }
        let secure = try await portal.ask("/sign-in", ["X-Forwarded-Proto": "https"])
        #expect(secure.headers["strict-transport-security"] == "max-age=31536000")
    }

    @Test("laa serve says where it listens, and stops once what was asked for is answered")
    func program() async throws {
        let desk = try PortalDesk.shared.get()
        let serving = try desk.start(["serve", "--listen", "127.0.0.1:0"])
        let port = try eventually("the portal's port", of: serving) {
            serving.output.firstMatch(of: /serving on http:\/\/127\.0\.0\.1:(\d+)\n/).flatMap { Int($0.1) }
        }
        let kept = try RawRequest(to: port)
        #expect(
            try RawRequest("GET /sign-in HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", to: port).readToEnd()
                .hasPrefix("HTTP/1.1 200 OK\r\n"))
        serving.kill(SIGHUP)
        serving.kill(SIGTERM)
        #expect(try serving.waitForEnd() == 0, "\(serving.output)")
        #expect(kept.isClosed())
    }

    @Test(
        "it takes the socket that systemd opened, at the first connection",
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-socket-activate"),
            "not checked: systemd-socket-activate is not installed"))
    func activated() throws {
        let desk = try PortalDesk.shared.get()
        // A port that was free a moment ago.
        let port = try FakePortal { _, _ in .init() }.port
        let activated = try Started(
            "/usr/bin/systemd-socket-activate",
            [
                "--listen=127.0.0.1:\(port)", "--setenv=LAA_HOME=\(desk.home)", "--setenv=PATH", Built.program, "serve",
                "--database", desk.database,
            ], environment: desk.environment)
        let ask = "GET /sign-in HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        let answer = try eventually("an answer by the passed socket", of: activated) {
            (try? RawRequest(ask, to: port).readToEnd()).flatMap { $0.isEmpty ? nil : $0 }
        }
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(answer)")
        try eventually("it to say where it serves", of: activated) {
            activated.output.contains("laa: serving on the socket that systemd opened")
        }
        activated.kill(SIGTERM)
        #expect(try activated.waitForEnd() == 0, "\(activated.output)")
    }

    @Test("an address that cannot be listened on, and a key that is missing, are named at the start")
    func refused() throws {
        let desk = try PortalDesk.shared.get()
        for (words, status, said) in [
            (["--listen", "127.0.0.1"], 64, "not an address and a port"),
            (["--listen", "192.0.2.1:80"], 69, "cannot listen on '192.0.2.1:80'"),
            (["--public-key", "/nothing/key.pub"], 78, "/nothing/key.pub"),
            (["--tls-key", "/nothing"], 64, "go together"),
        ] as [([String], Int32, String)] {
            let started = try desk.start(["serve"] + words)
            #expect(try started.waitForEnd() == status, "\(started.output)")
            #expect(started.output.contains(said), "\(started.output)")
        }
    }
}
