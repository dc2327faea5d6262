import Foundation
import Platform
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Portal

@Suite("Granting and revoking access", .ownThreads)
struct AccessTests {
    @Test("a token is read back as it was made, and is known from what is kept of it")
    func token() throws {
        let token = AccessToken()
        let read = try #require(AccessToken(token.text))
        #expect(read.handle == token.handle && read.key == token.key && read.digest == token.digest)
        #expect(token.matches(token.digest))
        #expect(!token.matches(AccessToken().digest) && !token.matches(token.key) && !token.matches(""))
        #expect(!token.digest.contains(token.key) && !token.text.contains(token.digest))
        for text in [
            "", "laa_", token.text + "0", token.text.uppercased(), " " + token.text, String(token.text.dropLast()),
        ] {
            #expect(AccessToken(text) == nil, "\(text)")
        }
    }

    @Test("the program shows a token once, and the warehouse does not hold it")
    func granted() throws {
        let desk = try PortalDesk.shared.get()
        let granted = try desk.start(
            ["access", "grant", "E10000017", "Cumbria", "--name", "both counties", "--expires", "2099-12-31"], .apart)
        #expect(try granted.waitForEnd() == 0, "\(granted.errors)")
        let token = try #require(AccessToken(granted.output.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(granted.errors.contains("both counties: Lancashire, Cumbria, through 2099-12-31"), "\(granted.errors)")
        let rows = try desk.connection().query(
            "select access::text as text from warehouse.portal_access access where handle = $1", [.text(token.handle)])
        let kept: String = try #require(rows.first).get("text")
        #expect(kept.contains(token.digest) && !kept.contains(token.key) && !kept.contains(token.text.suffix(64)))
        let listed = try desk.run("access", "list")
        #expect(
            listed.contains("both counties") && listed.contains("Lancashire, Cumbria") && listed.contains("2099-12-31"))
        #expect(!listed.contains(token.digest))
    }

    @Test(
        "access is refused where it names no partnership, an unknown one, nobody to hold it, or a day that is past",
        arguments: [
            (["grant", "--name", "x"], 64), (["grant", "Atlantis", "--name", "x"], 66),
            (["grant", "Kent", "--national", "--name", "x"], 64), (["grant", "Kent", "--name", " "], 64),
            (["grant", "Kent", "--name", "x", "--expires", "2001-01-01"], 64), (["revoke", "999999"], 66),
        ] as [([String], Int32)])
    func refused(words: [String], status: Int32) throws {
        let started = try PortalDesk.shared.get().start(["access"] + words)
        #expect(try started.waitForEnd() == status, "\(started.output)")
    }

    @Test("a token that expired or was revoked opens nothing, and says why")
    func ended() async throws {
        let desk = try PortalDesk.shared.get()
        let portal = try await PortalDesk.portal.value
        let register = AccessRegister(try desk.connection())
        let expired = try register.grant(
            ["Lancashire"], to: "x", expiresOn: Day("2020-01-01"), by: "tests@here"
        ).token
        let late = try await portal.ask("/api/v1/partnerships", expired, from: "192.0.2.10")
        #expect(late.status == 401 && late.text.contains("expired on 2020-01-01"), "\(late.text)")

        let (number, token) = try register.grant(["Lancashire"], to: "x", expiresOn: nil, by: "tests@here")
        #expect(try await portal.ask("/api/v1/partnerships", token, from: "192.0.2.10").status == 200)
        #expect(try register.revoke(number, by: "tests@here"))
        #expect(try !register.revoke(number, by: "tests@here"))
        var reply = try await portal.ask("/api/v1/partnerships", token, from: "192.0.2.10")
        let deadline = ContinuousClock.now + .seconds(60)
        while reply.status == 200, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(100))
            reply = try await portal.ask("/api/v1/partnerships", token, from: "192.0.2.10")
        }
        #expect(reply.status == 401 && reply.text.contains("revoked"), "\(reply.text)")
    }

    @Test("too many tokens that open nothing shut out their address for a while, and no other")
    func limited() async throws {
        let portal = try await PortalDesk.portal.value
        let desk = try PortalDesk.shared.get()
        var statuses: [Int] = []
        for _ in 0..<12 {
            statuses.append(try await portal.ask("/api/v1/partnerships", AccessToken(), from: "192.0.2.66").status)
        }
        #expect(statuses == Array(repeating: 401, count: 10) + [429, 429])
        let refused = try await portal.ask("/api/v1/partnerships", AccessToken(), from: "192.0.2.66")
        #expect(Int(refused.headers["retry-after"] ?? "") ?? 0 > 0, "\(refused.headers)")
        #expect(try await portal.ask("/api/v1/partnerships", desk.cumbria, from: "192.0.2.67").status == 200)
        // Guesses of one token's secret from everywhere.
        let token = AccessToken()
        statuses = []
        for number in 0..<12 {
            let guess = try #require(AccessToken("laa_\(token.handle)_\(AccessToken().text.suffix(64))"))
            statuses.append(try await portal.ask("/api/v1/partnerships", guess, from: "198.51.100.\(number)").status)
        }
        #expect(statuses == Array(repeating: 401, count: 10) + [429, 429])
    }

    @Test("every request is logged with who, what and when, and no token is")
    func logged() async throws {
        let desk = try PortalDesk.shared.get()
        let portal = try await PortalDesk.portal.value
        let address = "203.0.113.\(Int.random(in: 1...254))"
        _ = try await portal.ask(
            "/api/v1/partnerships/lancashire?x=\(desk.lancashire.text)", desk.lancashire, from: address)
        _ = try await portal.ask("/api/v1/partnerships/lancashire", from: address)
        let owner = try desk.connection()
        var rows = 0
        let deadline = ContinuousClock.now + .seconds(60)
        while rows < 2, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(100))
            rows = try owner.query(
                "select count(*)::integer as n from warehouse.portal_request where address = $1", [.text(address)])[0]
                .get("n")
        }
        let found = try owner.query(
            """
            select coalesce(name, '-') || ' ' || method || ' ' || path || ' ' || status as line
            from warehouse.portal_request request left join warehouse.portal_access access on access.number = request.access
            where address = $1 and at between now() - interval '10 minutes' and now() order by request.number
            """, [.text(address)]
        ).map { try $0.get("line", as: String.self) }
        #expect(
            found == [
                "Lancashire's team GET /api/v1/partnerships/lancashire 200",
                "- GET /api/v1/partnerships/lancashire 401",
            ], "\(found)")
        let tokens: Int = try owner.query(
            "select count(*)::integer as n from warehouse.portal_request request where request::text like '%laa\\_%'")[
                0
            ]
            .get("n")
        #expect(tokens == 0)
    }
}
