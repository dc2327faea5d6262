import Foundation
import Glibc
import Platform

/// The public keys that bundles were signed with, the oldest first: a file beside the signing key, in which each key after
/// the first is signed by the one before, so that whoever trusts one trusts those that followed.
///
/// ```
/// d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a -
/// 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c kTk...Q==
/// ```
public struct KeyRing: Sendable {
    /// What is trusted, in the order in which the keys were used.
    public private(set) var keys: [PublicKey] = []

    /// The ring's file of a signing key.
    public static func file(of key: String) -> String { key + ".ring" }

    /// What a key's signature by the one before it is of.
    static func succession(to key: PublicKey) -> Data { Data("laa signing key\n\(key.text)".utf8) }

    /// A line of the ring's file: a key, and its signature by the key before.
    static func line(_ key: PublicKey, signedBy former: SigningKey?) throws -> String {
        let signature = try former.map { try $0.signature(of: succession(to: key)).base64EncodedString() }
        return "\(key.text.prefix { !$0.isNewline }) \(signature ?? "-")\n"
    }

    /// The keys that a signing key's own files name: those of its ring, and the one beside it.
    ///
    /// - Throws: ``SubmissionError/key(path:problem:remedy:)``.
    public init(of key: String) throws(SubmissionError) {
        try self.init(ofPublicKey: key + ".pub")
    }

    /// The keys that the files beside a public key's file name, which are this machine's own: all those of a ring that the key
    /// is in are trusted, those before it too.
    ///
    /// - Throws: ``SubmissionError/key(path:problem:remedy:)``.
    package init(ofPublicKey file: String) throws(SubmissionError) {
        keys = [try PublicKey(file: file)]
        let ring = Self.file(of: file.hasSuffix(".pub") ? String(file.dropLast(4)) : file)
        guard WholeFolder.exists(ring), let text = WholeFolder.contents(of: ring) else { return }
        let all = try Self.keys(inRing: String(decoding: text, as: UTF8.self), file: ring)
        guard all.contains(where: { $0.fingerprint == keys[0].fingerprint }) else { return }
        add(all[...])
    }

    /// The keys of some files, each with one public key, or a ring.
    ///
    /// Where a file has one key, that is trusted, and of rings those keys alone that follow one that is: whoever makes a ring
    /// can put a key of their own before any that they know. Where all are rings, each is trusted from its first key on.
    ///
    /// - Throws: ``SubmissionError/key(path:problem:remedy:)`` where one cannot be read, or a ring's key is not signed by
    ///   the one before.
    public init(files: [String]) throws(SubmissionError) {
        var rings: [[PublicKey]] = []
        for file in files {
            guard let text = WholeFolder.contents(of: file), text.contains(UInt8(ascii: " ")) else {
                add([try PublicKey(file: file)])
                continue
            }
            rings.append(try Self.keys(inRing: String(decoding: text, as: UTF8.self), file: file))
        }
        let known = Set(keys.map(\.fingerprint))
        for ring in rings { add(known.isEmpty ? ring[...] : ring.drop { !known.contains($0.fingerprint) }) }
    }

    private mutating func add(_ more: ArraySlice<PublicKey>) {
        for key in more where !keys.contains(where: { $0.fingerprint == key.fingerprint }) { keys.append(key) }
    }

    /// The keys of a ring's text, each checked against the one before. That one is trusted does not follow: the first may be
    /// anybody's.
    ///
    /// - Throws: ``SubmissionError/key(path:problem:remedy:)``.
    package static func keys(inRing text: String, file: String) throws(SubmissionError) -> [PublicKey] {
        var keys: [PublicKey] = []
        for (index, line) in text.split(separator: "\n").enumerated() {
            let words = line.split(separator: " ")
            let remedy = "Ask the sender for the file again, and check the new key's fingerprint by telephone."
            guard words.count == 2, let bytes = PrivateKeyFile.key(words[0].utf8), let key = PublicKey(bytes: bytes)
            else { throw .key(path: file, problem: "has no key in line \(index + 1)", remedy: remedy) }
            if let former = keys.last {
                guard let signature = Data(base64Encoded: String(words[1])),
                    former.isSignature(signature, of: succession(to: key))
                else {
                    throw .key(
                        path: file, problem: "has a key in line \(index + 1) that the one before it did not sign",
                        remedy: remedy)
                }
            }
            keys.append(key)
        }
        return keys
    }
}

/// The replacement of the signing key by a new one, which the old one signs.
public struct KeyRotation: Sendable {
    /// The key that was in use, and the one that is from now on.
    public let former: PublicKey
    public let current: PublicKey
    /// Where the former key's file is now.
    public let formerFile: String
    /// The ring that says so, for whoever checks.
    public let ring: String

    /// Replaces the key. Where the process dies in the middle, the next call goes on from there.
    ///
    /// The ring is written before the key is put in its place: whatever is signed with the new key can be checked.
    ///
    /// - Throws: ``SubmissionError``.
    public static func rotate(_ path: String) throws -> KeyRotation {
        let old = try SigningKey(path: path, mayCreate: false)
        let new = try SigningKey(path: path + ".new", mayCreate: true)
        let ring = KeyRing.file(of: path)
        var text = WholeFolder.contents(of: ring).map { String(decoding: $0, as: UTF8.self) } ?? ""
        if text.isEmpty { text = try KeyRing.line(old.publicKey, signedBy: nil) }
        let line = try KeyRing.line(new.publicKey, signedBy: old)
        if !text.hasSuffix(line) { try WholeFolder.replace(ring, with: Data((text + line).utf8)) }
        let formerFile = "\(path).\(old.publicKey.fingerprint.prefix(12))"
        try move(path, to: formerFile)
        try move(path + ".new", to: path)
        _ = try SigningKey(path: path, mayCreate: false)
        unlink(path + ".new.pub")
        return KeyRotation(former: old.publicKey, current: new.publicKey, formerFile: formerFile, ring: ring)
    }

    private static func move(_ path: String, to other: String) throws(SubmissionError) {
        do {
            try Folder.rename(path, to: other)
        } catch {
            throw SubmissionError(error)
        }
    }
}
