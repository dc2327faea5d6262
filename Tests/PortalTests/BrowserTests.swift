import Foundation
import TestSupport
import Testing

@testable import Portal

@Suite("The portal in a browser", .ownThreads)
struct BrowserTests {
    @Test(
        "somebody signs in, reads, downloads, verifies and signs out by the keyboard alone",
        .enabled(
            if: Checker.chromium.isThere && Checker.driver.isThere && Checker.selenium,
            "not checked: Chromium, its driver or Selenium is not installed"))
    func keyboard() async throws {
        let desk = try PortalDesk.shared.get()
        let portal = try await PortalDesk.portal.value
        let folder = "/tmp/laa-portal-browser-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "/api/v1/partnerships/lancashire/returns/2010-11Q4/2/bundle.zip"
        let bundle = try await portal.ask(path, desk.lancashire).body
        try FileManager.default.createDirectory(atPath: "\(folder)/given", withIntermediateDirectories: true)
        try bundle.write(to: URL(fileURLWithPath: "\(folder)/given/mine.zip"))
        let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("browser.py")
            .path
        let read = try Started(
            Checker.python.path ?? "",
            [
                program, portal.origin, folder, "\(folder)/given/mine.zip", Checker.chromium.path ?? "",
                Checker.driver.path ?? "",
            ],
            environment: ProcessInfo.processInfo.environment.merging([
                "PYTHONPATH": Checker.packages, "PORTAL_TOKEN": desk.lancashire.text, "SE_OFFLINE": "true",
            ]) { $1 })
        let status = try read.waitForEnd()
        #expect(status == 0, "\(read.output)")
        #expect(
            read.output.split(separator: "\n") == [
                "asked to sign in", "signed in", "skipped to the content", "read the return", "went back", "downloaded",
                "read an indicator", "came to verify", "verified", "signed out", "shut out",
            ], "\(read.output)")
        let saved = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".zip") }
        #expect(saved == ["Lancashire-2010-11Q4-edition-2.zip"])
        #expect(try saved.map { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")) } == [bundle])
    }
}
