import Foundation
import Glibc
import TestSupport
import Testing

@testable import Portal

@Suite("The portal by TLS", .serialized, .ownThreads)
struct TLSTests {
    /// Makes a certificate of its own signature, with its key, in a folder; returns both files.
    private func certificate(_ name: String, in folder: String) throws -> (certificate: String, key: String) {
        let files = ("\(folder)/\(name).pem", "\(folder)/\(name).key")
        let made = try Started(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=\(name)", "-keyout", files.1, "-out", files.0,
            ])
        #expect(try made.waitForEnd() == 0, "\(made.output)")
        return files
    }

    private func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = "/tmp/laa-portal-tls-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    @Test("it answers by TLS 1.2 and later alone, and its cookies and headers are for TLS")
    func served() async throws {
        try await inFolder { folder in
            let desk = try PortalDesk.shared.get()
            let portal = try await desk.portal(tls: try certificate("portal", in: folder))
            defer { portal.stop() }
            let reply = try await portal.ask("/api/v1/partnerships", desk.lancashire)
            #expect(reply.status == 200 && reply.headers["strict-transport-security"] == "max-age=31536000")
            let signedIn = try await portal.ask(
                "/sign-in", method: "POST", ["Origin": portal.origin], body: Array("token=\(desk.lancashire.text)".utf8)
            )
            #expect(signedIn.headers["set-cookie"]?.hasPrefix("__Host-laa=") == true, "\(signedIn.headers)")
            #expect(signedIn.headers["set-cookie"]?.hasSuffix("; Path=/; HttpOnly; SameSite=Strict; Secure") == true)
            for (version, isTaken) in [("-tls1_1", false), ("-tls1_2", true), ("-tls1_3", true)] {
                let tried = try Started(
                    "/usr/bin/openssl",
                    ["s_client", version, "-cipher", "DEFAULT@SECLEVEL=0", "-connect", "127.0.0.1:\(portal.port)"])
                #expect(try (tried.waitForEnd() == 0) == isTaken, "\(version): \(tried.output)")
            }
        }
    }

    @Test("a certificate or key that cannot be used is named, and so is one that does not fit")
    func wrong() async throws {
        try await inFolder { folder in
            let (one, other) = (try certificate("one", in: folder), try certificate("other", in: folder))
            func problem(_ certificate: String, _ key: String) -> PortalError? {
                do throws(PortalError) {
                    _ = try TLSIdentity(certificate: certificate, key: key)
                    return nil
                } catch {
                    return error
                }
            }
            #expect(problem(one.certificate, one.key) == nil)
            #expect(
                problem("\(folder)/none", one.key)
                    == .tls(path: "\(folder)/none", problem: "is not a file that can be read"))
            #expect(problem(one.key, one.key)?.description.hasPrefix("\(one.key) holds no certificate") == true)
            #expect(
                problem(one.certificate, one.certificate)?.description.contains(
                    "\(one.certificate) holds no private key") == true)
            #expect(problem(one.certificate, other.key)?.description.contains("\(other.key) is not the key of") == true)
            let chain = try [other, one].map { try String(contentsOfFile: $0.certificate, encoding: .utf8) }.joined()
            try chain.write(toFile: "\(folder)/chain.pem", atomically: true, encoding: .utf8)
            #expect(problem("\(folder)/chain.pem", one.key)?.description.contains("another order") == true)
            #expect(problem("\(folder)/chain.pem", other.key) == nil)
        }
    }

    @Test("SIGHUP has a new certificate read, and a wrong one leaves the former")
    func reloaded() async throws {
        try await inFolder { folder in
            let files = try certificate("first", in: folder)
            let serving = try PortalDesk.shared.get().start([
                "serve", "--listen", "127.0.0.1:0", "--tls-certificate", files.certificate, "--tls-key", files.key,
            ])
            let port = try eventually("the portal's port", of: serving) {
                serving.output.firstMatch(of: /serving on https:\/\/127\.0\.0\.1:(\d+)\n/).flatMap { Int($0.1) }
            }
            func subject() throws -> String {
                let asked = try Started("/usr/bin/openssl", ["s_client", "-connect", "127.0.0.1:\(port)"])
                try asked.waitForEnd()
                return asked.output.firstMatch(of: /subject=CN ?= ?(\w+)/).map { "\($0.1)" } ?? asked.output
            }
            #expect(try subject() == "first")
            let second = try certificate("second", in: folder)
            for (from, to) in [(second.certificate, files.certificate), (second.key, files.key)] {
                rename(from, to)
            }
            serving.kill(SIGHUP)
            try eventually("the second certificate", of: serving) { try subject() == "second" }
            try Data("nothing".utf8).write(to: URL(fileURLWithPath: files.key))
            serving.kill(SIGHUP)
            try eventually("the error about the key", of: serving) {
                serving.output.contains("the former certificate stays: \(files.key) holds no private key")
            }
            #expect(try subject() == "second")
            serving.kill(SIGTERM)
            #expect(try serving.waitForEnd() == 0, "\(serving.output)")
        }
    }
}
