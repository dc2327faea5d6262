import Foundation
import Glibc
import TestSupport
import Testing

@testable import Submissions

extension SubmitTests {
    /// The signing key, replaced by another one.
    @Suite("Rotation of the signing key")
    struct KeyRotationTests {
        @Test("bundles signed before and after verify, by the old public key and the ring as well")
        func rotation() throws {
            let desk = try Desk(settings: "from: 2010-11Q3\npartnerships: [Lancashire]\n")
            #expect(
                try desk.run("submit", "--area", "Lancashire", "--quarter", "2010-11Q3", "--as-of", "2011-07-28").status
                    == 0)
            let old = "\(desk.home)/old.pub"
            try FileManager.default.copyItem(atPath: "\(desk.home)/submission.key.pub", toPath: old)
            let rotated = try desk.run("keys", "rotate", "signing")
            #expect(rotated.status == 0, "\(rotated.said)")
            #expect(
                try desk.run("submit", "--area", "Lancashire", "--quarter", "2010-11Q4", "--as-of", "2011-07-28").status
                    == 0)
            let all = try desk.run("submissions", "verify")
            #expect(all.status == 0 && all.said.contains("2 bundles are as signed"), "\(all.said)")

            let newer = "\(desk.home)/outbox/Lancashire-2010-11Q4-edition-1"
            let alone = try desk.run("submissions", "verify", newer, "--public-key", old)
            #expect(alone.status == 65 && alone.said.contains("does not match its signature"), "\(alone.said)")
            let ring = "\(desk.home)/submission.key.ring"
            let both = try desk.run("submissions", "verify", newer, "--public-key", old, "--public-key", ring)
            #expect(both.status == 0, "\(both.said)")

            // A ring into which somebody put a key of their own: before the known one, which needs nobody's signature, or after.
            let stranger = try SigningKey(path: "\(desk.home)/stranger", mayCreate: true)
            let text = try String(contentsOfFile: ring, encoding: .utf8)
            let known = try PublicKey(file: old)
            try desk.write(
                KeyRing.line(stranger.publicKey, signedBy: nil) + KeyRing.line(known, signedBy: stranger),
                to: "before.ring")
            #expect(
                try KeyRing(files: [old, "\(desk.home)/before.ring"]).keys.map(\.fingerprint) == [known.fingerprint])
            try desk.write(text + KeyRing.line(stranger.publicKey, signedBy: stranger), to: "submission.key.ring")
            let forged = try desk.run("submissions", "verify", newer, "--public-key", old, "--public-key", ring)
            #expect(
                forged.status == 78 && forged.said.contains("line 3 that the one before it did not sign"),
                "\(forged.said)")
        }

        @Test("a rotation that died halfway is completed, and a ring that the known key is not in is worth nothing")
        func halfway() throws {
            let desk = try Desk()
            let path = "\(desk.home)/submission.key"
            let first = try SigningKey(path: path, mayCreate: true).publicKey
            _ = try KeyRotation.rotate(path)
            // As it is after the former key was moved away, and before the new one was put in its place.
            rename(path, path + ".new")
            let second = try SigningKey(path: path, mayCreate: false).publicKey
            #expect(second.fingerprint != first.fingerprint)
            #expect(
                try KeyRing(of: path).keys.map(\.fingerprint).sorted() == [first, second].map(\.fingerprint).sorted())

            let other = try SigningKey(path: "\(desk.home)/other", mayCreate: true)
            let trusted = try KeyRing(files: ["\(desk.home)/other.pub", KeyRing.file(of: path)])
            #expect(trusted.keys.map(\.fingerprint) == [other.publicKey.fingerprint])
        }

        @Test("the pseudonym key is not replaced, and the reason is given")
        func pseudonym() throws {
            let desk = try Desk()
            let refused = try desk.run("keys", "rotate", "pseudonym")
            #expect(refused.status == 77 && refused.said.contains("one-way hashes"), "\(refused.said)")
        }
    }
}
