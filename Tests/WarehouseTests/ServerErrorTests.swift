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
        #expect(missing.exitCode == .unavailable && !missing.description.contains("laa warehouse stop"))
        #expect(missing.description.contains("laa warehouse verify"))
    }

    @Test("a server of a distributed warehouse that went away is to be started, whatever the code of the error")
    func lostServer() {
        let lost = WarehouseError.server(
            ServerError(sqlState: "XX000", message: "connection to the remote node laa@localhost:7402 failed"))
        #expect(
            lost.exitCode == .unavailable && lost.description.contains("A server of the warehouse cannot be reached"))
    }

    @Test(
        "every error of the server has the code of its kind, and says what to do",
        arguments: [
            ("25006", ExitCode.unavailable, "standby"), ("40P01", .tryAgain, "try again"),
            ("53200", .tryAgain, "memory"), ("42501", .notAllowed, "administrator"),
            ("08006", .unavailable, "A server of the warehouse"), ("XX001", .unavailable, "laa warehouse verify"),
            ("57P05", .unavailable, "once it runs"),
            ("23514", .badData, "Nothing is left half done"),
        ])
    func kinds(state: String, code: ExitCode, remedy: String) {
        let error = WarehouseError.server(ServerError(sqlState: state, message: "a message"))
        #expect(error.exitCode == code && error.description.contains(remedy), "\(error)")
    }
}
