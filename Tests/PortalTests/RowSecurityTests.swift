import Foundation
import Platform
import TestSupport
import Testing
import Warehouse

@testable import Portal

@Suite("What the portal's role may see in the warehouse")
struct RowSecurityTests {
    private func partnerships(by setting: String?) throws -> Set<String> {
        let desk = try PortalDesk.shared.get()
        let session = try PortalRole.open(.conninfo(desk.database), interrupt: Interrupt())
        return try session.readOnlyTransaction(settings: setting.map { [.portalKey: $0] } ?? [:]) {
            // The program's own filter is not there: nil stands for every partnership.
            Set(try PortalDatabase.editions(of: nil, on: session).map(\.partnership))
        }
    }

    @Test("without the program's filter a token still brings its own partnership's editions alone")
    func withoutFilter() throws {
        let desk = try PortalDesk.shared.get()
        #expect(try partnerships(by: desk.lancashire.setting) == ["Lancashire"])
        #expect(try partnerships(by: desk.cumbria.setting) == ["Cumbria"])
        #expect(try partnerships(by: desk.national.setting) == ["Lancashire", "Cumbria"])
    }

    @Test("without a token, or with what the warehouse keeps of one, nothing is seen")
    func withoutToken() throws {
        let desk = try PortalDesk.shared.get()
        let token = desk.lancashire
        for setting in [
            nil, "", ":", "\(token.handle):", "\(token.handle):\(token.digest)", "\(desk.cumbria.handle):\(token.key)",
            ":\(token.key)",
        ] {
            #expect(try partnerships(by: setting).isEmpty, "\(setting ?? "none")")
        }
    }

    @Test("a setting does not outlive its transaction")
    func setting() throws {
        let desk = try PortalDesk.shared.get()
        let session = try PortalRole.open(.conninfo(desk.database), interrupt: Interrupt())
        let seen = try session.readOnlyTransaction(settings: [.portalKey: desk.national.setting]) {
            try PortalDatabase.editions(of: nil, on: session).count
        }
        #expect(seen > 0)
        #expect(try PortalDatabase.editions(of: nil, on: session).isEmpty)
    }

    @Test(
        "the role can neither read what the returns are made of, nor tokens, nor the log, nor write to the ledger",
        arguments: [
            "select * from warehouse.offender", "select * from warehouse.termination",
            "select * from reporting.termination", "select * from warehouse.portal_access",
            "select * from warehouse.portal_request", "select output from warehouse.submission",
            "select account from warehouse.submission", "select * from warehouse.published_table",
            """
            insert into warehouse.submission (partnership, quarter, edition, state, reason, as_of, account)
            values ('Kent', '2010-11Q4', 1, 'failed', 'x', '2011-07-28', 'x')
            """,
            "update warehouse.portal_access set revoked_at = null", "delete from warehouse.scheduled_return",
            "create table warehouse.mine (number integer)",
        ])
    func rights(statement: String) throws {
        let session = try PortalRole.open(.conninfo(try PortalDesk.shared.get().database), interrupt: Interrupt())
        do {
            try session.execute(statement)
            Issue.record("accepted: \(statement)")
        } catch WarehouseError.server(let error) {
            #expect(error.sqlState == "42501", "\(error)")
        }
    }

    @Test("attempts that failed, and who delivered, are not seen")
    func failures() throws {
        let desk = try PortalDesk.shared.get()
        let session = try PortalRole.open(.conninfo(desk.database), interrupt: Interrupt())
        let states = try session.readOnlyTransaction(settings: [.portalKey: desk.national.setting]) {
            try session.query("select distinct state from warehouse.submission order by state")
                .map { try $0.get("state", as: String.self) }
        }
        #expect(states == ["delivered", "prepared"])
    }

    @Test(
        "the log and the list of tokens lose nothing, not even to a superuser past triggers",
        arguments: [
            "delete from warehouse.portal_request", "update warehouse.portal_request set status = 200",
            "truncate warehouse.portal_request", "delete from warehouse.portal_access",
            "truncate warehouse.portal_access cascade",
        ])
    func kept(statement: String) throws {
        let owner = try PortalDesk.shared.get().connection()
        for setting in ["origin", "replica"] {
            try owner.execute("set session_replication_role = \(setting)")
            do {
                try owner.execute(statement)
                Issue.record("accepted: \(statement)")
            } catch WarehouseError.server(let error) {
                #expect(error.sqlState == "42501", "\(error)")
            }
        }
    }

    @Test("a session that row-level security does not hold is refused at the start")
    func notHeld() async throws {
        let database = try PortalDesk.shared.get().database
        let portal = PortalDatabase {
            try Connection.open(.conninfo(database), applicationName: "tests", interrupt: .init())
        }
        await #expect(throws: PortalError.notHeld(role: "laa")) { try await portal.start() }
    }
}
