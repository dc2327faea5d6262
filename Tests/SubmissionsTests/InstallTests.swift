import Foundation
import TestSupport
import Testing

/// What `make install` installs, and where.
@Suite("Installing")
struct InstallTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private final class Place {
        let path = "/tmp/laa-install-\(UUID().uuidString.prefix(8))"
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private func run(_ words: String..., environment: [String: String] = [:]) throws -> (status: Int32, said: String) {
        let environment = ProcessInfo.processInfo.environment
            .filter { !$0.key.hasPrefix("PG") && !$0.key.hasPrefix("LAA_") && $0.key != "MAKEFLAGS" }
            .merging(environment) { $1 }
        let started = try Started("/usr/bin/env", words, environment: environment)
        let status = try started.waitForEnd()
        return (status, started.output)
    }

    private func install(into place: Place, _ more: String...) throws {
        let made = try run(
            "make", "-s", "-C", Self.root, "install", "BUILD=\(Built.folder)", "PREFIX=\(place.path)/usr",
            "UNITS=\(place.path)/units", "SYSUSERS=\(place.path)/sysusers", "STATE=\(place.path)/state")
        #expect(made.status == 0, "\(made.said)")
    }

    @Test("what is installed runs from there and finds its modules, also when installed again")
    func installed() throws {
        let place = Place()
        for _ in 1...2 { try install(into: place) }
        let listed = try run(
            "\(place.path)/usr/bin/laa", "modules", "list", environment: ["LAA_HOME": "\(place.path)/state"])
        #expect(listed.status == 0 && listed.said.contains("NI18 ") && listed.said.contains("NI144 "), "\(listed.said)")
        #expect(!listed.said.contains("problem"), "\(listed.said)")
    }

    @Test(
        "the package of a compiled module finds what it is built with beside the installed program, and names no path")
    func sdk() throws {
        let place = Place()
        try install(into: place)
        let laa = "\(place.path)/usr/bin/laa"
        let home = ["LAA_HOME": "\(place.path)/state", "LAA": laa]
        let sdk = try run(laa, "modules", "sdk", environment: home)
        #expect(sdk.said == "\(place.path)/usr/lib/laa/sdk/ReportKit\n", "\(sdk.said)")
        #expect(try run(laa, "modules", "sdk", "--modules", environment: home).said == "\(place.path)/state/modules\n")
        #expect(try run(laa, "modules", "new", "XX1", "--kind", "swift", place.path, environment: home).status == 0)
        for file in ["Package.swift", "Makefile"] {
            let text = try String(contentsOfFile: "\(place.path)/XX1/\(file)", encoding: .utf8)
            #expect(!text.contains(place.path) && !text.contains(Self.root), "\(text)")
        }
        let dumped = try run(
            "swift", "package", "--package-path", "\(place.path)/XX1", "dump-package", environment: home)
        #expect(dumped.status == 0 && dumped.said.contains("/usr/lib/laa/sdk/ReportKit"), "\(dumped.said)")
    }

    /// A package that is built is no quick test: a release build of ReportKit takes minutes.
    private static let buildsPackage =
        Sweep.size("packages of compiled modules built with an installed program, a few minutes", short: 0, long: 1)
        == 1

    @Test(
        "the package of a compiled module builds with an installed program alone, and its module is listed and reports",
        .enabled(if: buildsPackage, "not built: make test-long"))
    func built() throws {
        let place = Place()
        try install(into: place)
        let laa = "\(place.path)/usr/bin/laa"
        let home = ["LAA_HOME": "\(place.path)/state", "LAA": laa]
        #expect(try run(laa, "modules", "new", "XX1", "--kind", "swift", place.path, environment: home).status == 0)
        let made = try run("make", "-C", "\(place.path)/XX1", "install", environment: home)
        try #require(made.status == 0, "\(made.said)")
        let listed = try run(laa, "modules", "list", environment: home)
        let line = listed.said.split(separator: "\n").first { $0.hasPrefix("XX1 ") }
        #expect(line?.contains("problem") == false, "\(listed.said)")
        let shown = try run(laa, "modules", "show", "XX1", environment: home)
        #expect(shown.status == 0 && shown.said.contains("libXX1.so"), "\(shown.said)")
        let sources = try FileManager.default.subpathsOfDirectory(atPath: "\(place.path)/XX1").filter {
            !$0.hasPrefix(".build") && FileManager.default.contents(atPath: "\(place.path)/XX1/\($0)") != nil
        }
        #expect(sources.count >= 4)
        for file in sources {
            let text = String(
                decoding: FileManager.default.contents(atPath: "\(place.path)/XX1/\(file)") ?? Data(), as: UTF8.self)
            #expect(!text.contains(place.path) && !text.contains(Self.root), "\(file)")
        }
    }

    /// The path of systemd-analyze; nil if it is not installed.
    static let canAnalyse: Bool = {
        let found = ["/usr/bin", "/bin"].contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/systemd-analyze")
        }
        if !found {
            FileHandle.standardError.write(
                Data("NOT TESTED: the systemd units, for want of systemd-analyze (Debian: systemd)\n".utf8))
        }
        return found
    }()

    @Test("the units are as systemd wants them", .enabled(if: canAnalyse))
    func units() throws {
        let place = Place()
        try install(into: place)
        let units = ["service", "timer"].map { "\(place.path)/units/laa-submit.\($0)" }
        let verified = try run("systemd-analyze", "verify", units[0], units[1])
        #expect(verified.status == 0 && verified.said.isEmpty, "\(verified.said)")
        let service = try String(contentsOfFile: units[0], encoding: .utf8)
        #expect(service.contains("ExecStart=\(place.path)/usr/bin/laa submit --due"))
        #expect(!service.contains("@"))
        let portal = try String(contentsOfFile: "\(place.path)/units/laa-portal.service", encoding: .utf8)
        #expect(portal.contains("ExecStart=\(place.path)/usr/bin/laa serve --store") && !portal.contains("@BIN@"))
        #expect(portal.contains("-\(place.path)/state/submissions:/run/laa-portal/submissions"))
        let pulling = ["service", "timer"].map { "\(place.path)/units/laa-pull.\($0)" }
        let pullingVerified = try run("systemd-analyze", "verify", pulling[0], pulling[1])
        #expect(pullingVerified.status == 0 && pullingVerified.said.isEmpty, "\(pullingVerified.said)")
        #expect(
            try String(contentsOfFile: pulling[0], encoding: .utf8).contains("/usr/bin/laa pull ${LAA_PULL_URL} --area")
        )
    }

    @Test("the portal's units expose no more than 2.0 by systemd's own measure", .enabled(if: canAnalyse))
    func hardened() throws {
        let place = Place()
        try install(into: place)
        for name in ["laa-portal.service", "laa-pull.service"] {
            let analysed = try run(
                "systemd-analyze", "security", "--offline=true", "--threshold=20", "\(place.path)/units/\(name)")
            #expect(analysed.status == 0, "\(analysed.said)")
            #expect(analysed.said.contains("Overall exposure level for \(name)"), "\(analysed.said)")
        }
    }
}
