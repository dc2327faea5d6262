import Platform
import Testing

@testable import Warehouse

@Suite("What the server says")
struct ServerErrorTests {
    @Test("a server whose libraries an upgrade replaced is to be started again")
    func upgradedBeneath() {
        let replaced = WarehouseError.server(
            ServerError(
                sqlState: "58P01",
                message:
                    "could not load library \"/usr/lib/postgresql/15/lib/plpgsql.so\": undefined symbol: a_function"))
        #expect(replaced.exitCode == .unavailable)
        #expect(replaced.description.contains("'laa warehouse stop'"))
        let missing = WarehouseError.server(ServerError(sqlState: "58P01", message: "could not open file \"x\""))
        #expect(missing.exitCode == .badData && !missing.description.contains("laa warehouse stop"))
    }
}
