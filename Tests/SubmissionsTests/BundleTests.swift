import Crypto
import Foundation
import Glibc
import ReportKit
import Testing

@testable import Submissions

@Suite("Bundles")
struct BundleTests {
    private final class Folder {
        let path = "/tmp/laa-bundles-\(UUID().uuidString.prefix(8))"
        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(atPath: path) }
        func write(_ text: String, to name: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        }
        var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
    }

    private func bundle(_ key: SigningKey) throws -> SubmissionBundle {
        let files = [BundleFile(name: "a.txt", text: "one"), BundleFile(name: "b.txt", text: "two\n")]
        return try SubmissionBundle(
            Statement(
                key: "b", partnership: "Lancashire", quarter: try #require(Quarter("2010-11Q4")), edition: 1,
                asOf: try #require(Day("2011-07-28")), program: "1", reason: nil, overrideReason: nil, overridden: [],
                lastVintage: 1, policy: "standard", ledger: LedgerHead(number: 0, hash: ""),
                signedUnder: key.publicKey.fingerprint,
                files: files.map(Statement.File.init)),
            files: files, signedWith: key)
    }

    @Test("a bundle as it was written is whole, and any change of it is found with the public key alone")
    func tampered() throws {
        let folder = try Folder()
        let key = try SigningKey(path: "\(folder.path)/key", mayCreate: true)
        let publicKey = try PublicKey(file: "\(folder.path)/key.pub")
        let path = "\(folder.path)/b"
        let bundle = try bundle(key)
        func fresh() throws {
            try WholeFolder.remove(path)
            #expect(try WholeFolder.write(bundle.files, as: "b", in: folder.path))
        }
        try fresh()
        let good = try BundleCheck(folder: path, key: publicKey)
        #expect(good.problems.isEmpty && good.hash == bundle.hash && good.statement == bundle.statement)

        try folder.write("one!", to: "b/a.txt")
        #expect(try BundleCheck(folder: path, key: publicKey).problems == ["a.txt was changed"])
        try fresh()
        unlink("\(path)/b.txt")
        #expect(try BundleCheck(folder: path, key: publicKey).problems == ["b.txt is missing"])
        try folder.write("x", to: "b/more.txt")
        #expect(try BundleCheck(folder: path, key: publicKey).problems.contains("more.txt is not part of the bundle"))
        try fresh()
        unlink("\(path)/a.txt")
        symlink("/etc/hostname", "\(path)/a.txt")
        #expect(try BundleCheck(folder: path, key: publicKey).problems == ["a.txt is missing"])
        try fresh()
        // A statement that matches the changed files, made without the key.
        let other = try SigningKey(path: "\(folder.path)/other", mayCreate: true)
        try WholeFolder.remove(path)
        #expect(try WholeFolder.write(try self.bundle(other).files, as: "b", in: folder.path))
        #expect(
            try BundleCheck(folder: path, key: publicKey).problems
                == ["submission.json does not match its signature under this key"])
        unlink("\(path)/submission.sig")
        #expect(
            try BundleCheck(folder: path, key: publicKey).problems
                == ["submission.sig is missing or is not a signature"])
        #expect(throws: SubmissionError.noBundle(path: folder.path)) {
            try BundleCheck(folder: folder.path, key: publicKey)
        }
    }

    @Test(
        "a statement that cannot be read is found, with the reason",
        arguments: [
            ("{\"format\": \"laa-submission-1\",\n !", "is not JSON: see line 2, column "),
            ("[]", "is of another structure"), ("{}", "has no 'format'"),
            ("{\"format\": \"laa-submission-1\", \"key\": \"b\"}", "has no 'partnership'"),
            (
                "{\"format\": \"laa-submission-7\"}",
                "is of the format 'laa-submission-7', and this program reads 'laa-submission-1': use the version of laa"
            ),
        ])
    func unreadable(text: String, reason: String) throws {
        let folder = try Folder()
        try folder.write(text, to: "submission.json")
        let problems = try BundleCheck(folder: folder.path, key: nil).problems
        #expect(problems.count == 1 && problems[0].hasPrefix("submission.json \(reason)"), "\(problems)")
    }

    @Test("a folder that is not there, or is none, is refused with the system's reason")
    func noFolder() throws {
        let folder = try Folder()
        try folder.write("", to: "file")
        for (name, reason) in [("none", "No such file or directory"), ("file", "Not a directory")] {
            let path = "\(folder.path)/\(name)"
            #expect(throws: SubmissionError.bundleUnreadable(path: path, reason: reason)) {
                try BundleCheck(folder: path, key: nil)
            }
        }
    }

    @Test("a signature is that of any Ed25519 over the statement's bytes")
    func signature() throws {
        let folder = try Folder()
        // RFC 8032, section 7.1, test 1: the public key of a seed.
        try folder.write("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60\n", to: "key")
        chmod("\(folder.path)/key", 0o600)
        let key = try SigningKey(path: "\(folder.path)/key", mayCreate: false)
        #expect(key.publicKey.text == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a\n")
        let bytes = Data("some bytes".utf8)
        #expect(key.publicKey.isSignature(try key.signature(of: bytes), of: bytes))
        #expect(!key.publicKey.isSignature(try key.signature(of: bytes), of: Data("other bytes".utf8)))
    }

    @Test("the signing key is its owner's alone, made once, and refused where others can read it")
    func privateKey() throws {
        let folder = try Folder()
        let path = "\(folder.path)/new/key"
        #expect(throws: SubmissionError.self) { try SigningKey(path: path, mayCreate: false) }
        let first = try SigningKey(path: path, mayCreate: true).publicKey.text
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(try SigningKey(path: path, mayCreate: true).publicKey.text == first)
        chmod(path, 0o640)
        #expect(throws: SubmissionError.keyNotPrivate(path: path, problem: "can be read by others")) {
            try SigningKey(path: path, mayCreate: true)
        }
        chmod(path, 0o600)
        try folder.write("no key", to: "new/key")
        #expect(throws: SubmissionError.self) { try SigningKey(path: path, mayCreate: true) }
    }

    @Test("what a dead process left half written is replaced, and what is there whole is not")
    func whole() throws {
        let folder = try Folder()
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/.b.part", withIntermediateDirectories: true)
        try folder.write("half", to: ".b.part/a.txt")
        let files = [BundleFile(name: "a.txt", text: "whole")]
        #expect(try WholeFolder.write(files, as: "b", in: folder.path))
        #expect(folder.names == ["b"])
        #expect(try !WholeFolder.write([BundleFile(name: "a.txt", text: "other")], as: "b", in: folder.path))
        #expect(WholeFolder.contents(of: "\(folder.path)/b/a.txt") == Data("whole".utf8))
        #expect(folder.names == ["b"])
    }

    @Test("different partnerships never share a bundle's name, and none leaves its folder")
    func names() throws {
        let quarter = try #require(Quarter("2010-11Q4"))
        let partnerships = ["A B", "A_B", "A=B", "A/B", "..", "A-B", "a b", "Bristol, City of", "Ynys Môn"]
        let names = partnerships.map { SubmissionBundle.name(partnership: $0, quarter: quarter, edition: 1) }
        #expect(Set(names).count == partnerships.count)
        #expect(names.allSatisfy { !$0.contains("/") && !$0.hasPrefix(".") && $0.utf8.count < 200 })
        #expect(names[0] == "A_B-2010-11Q4-edition-1")
    }
}
