import Foundation
import Host
import ReportKit
import Sample
import Warehouse

/// A warehouse with a small sample, made once for the whole run, and copies of it to spoil.
public enum SampleWarehouse {
    /// The connection string of the sample; for reading only.
    public static let database: String = {
        do {
            return try fresh()
        } catch {
            fatalError("the sample for the tests cannot be made: \(error)")
        }
    }()

    /// The connection string of a new sample of one's own, to be spoilt or copied.
    public static func fresh() throws -> String {
        let database = try Fixture.database()
        let connection = try Fixture.connection(to: database)
        defer { connection.close() }
        try WarehouseSchema.update(connection)
        _ = try Sample(offenders: 1).load(into: connection)
        return database
    }

    /// The connection string of a warehouse of one's own, with areas and no extract.
    public static func empty() throws -> String {
        let database = try Fixture.database()
        try WarehouseSchema.update(try Fixture.connection(to: database))
        return database
    }
}

/// What the build has made, for tests that run it.
public enum Built {
    /// The folder of the program and its modules.
    public static let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
    /// The program.
    public static let program = folder + "/laa"
    /// The folder of the modules that misbehave, which `make test` builds.
    public static let testModules: String = {
        let build = URL(fileURLWithPath: folder).deletingLastPathComponent().deletingLastPathComponent()
        return build.appendingPathComponent("test-modules/debug").path
    }()
    /// A home in which those modules are trusted, made once for the whole run.
    public static let home: String = {
        let home = "/tmp/laa-home-tests-\(getpid())"
        atexit { try? FileManager.default.removeItem(atPath: "/tmp/laa-home-tests-\(getpid())") }
        do {
            _ = try ModuleTrust(environment: ["LAA_HOME": home], programFolder: folder).trust(testModules)
        } catch {
            fatalError("the modules for the tests cannot be trusted; 'make test' builds them: \(error)")
        }
        return home
    }()
    /// What is trusted in that home, as it is now.
    public static var trust: ModuleTrust { ModuleTrust(environment: ["LAA_HOME": home], programFolder: folder) }
}
