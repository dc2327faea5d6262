import Foundation
import Host

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
