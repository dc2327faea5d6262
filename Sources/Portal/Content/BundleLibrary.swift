import Foundation
import NIOCore
import Platform
import Spreadsheet
import Submissions

/// The stored bundles of delivered editions. What leaves here is what was signed and recorded: everything is held against its
/// hash when it is opened.
final class BundleLibrary: Sendable {
    /// The folder of the bundles.
    private let store: String
    /// The key that bundles are signed with now, and its file's text.
    let key: PublicKey
    /// All keys that bundles were signed with: that one, and those of the ring beside it.
    let keys: [PublicKey]
    /// The ring, in which each key is signed by the one before, for whoever knows an earlier one.
    let ring: String
    private let bundles = LeastRecent<String, StoredBundle>(most: 500)
    private let files = LeastRecent<String, ContentFile>(most: 400)
    private let returns = LeastRecent<String, PublishedReturn>(most: 8 << 20)
    private let digests = LeastRecent<String, ReturnDigest>(most: 20_000)
    let changeTables = LeastRecent<String, [EditionChange]>(most: 50_000)
    private let small = LeastRecent<String, ByteBuffer>(most: 8 << 20)
    private let compressed = LeastRecent<String, ByteBuffer>(most: 4 << 20)

    /// - Parameter publicKey: the file of the public key.
    /// - Throws: ``PortalError/noKey(path:reason:)``.
    init(store: String, publicKey: String) throws(PortalError) {
        self.store = store
        do {
            key = try PublicKey(file: publicKey)
        } catch {
            throw .noKey(path: publicKey, reason: FileStatus(publicKey) == nil ? "it is not there" : "it is no key")
        }
        let file = KeyRing.file(of: publicKey.hasSuffix(".pub") ? String(publicKey.dropLast(4)) : publicKey)
        do {
            keys = try KeyRing(ofPublicKey: publicKey).keys
        } catch {
            throw .noKey(path: file, reason: "it is no ring of keys, each signed by the one before")
        }
        let alone = "\(key.text.prefix { !$0.isNewline }) -\n"
        ring = keys.count > 1 ? SmallFile.text(file) ?? alone : alone
    }

    /// The bundle of an edition.
    ///
    /// - Throws: ``PortalError/bundle(name:problem:)`` where it is not there, or not the one that was recorded and signed.
    func bundle(of edition: PublishedEdition) throws(PortalError) -> StoredBundle {
        try wrapped { () throws -> StoredBundle in
            try bundles.value(edition.hash, cost: { _ in 1 }) { try open(edition) }
        }
    }

    private func open(_ edition: PublishedEdition) throws(PortalError) -> StoredBundle {
        func problem(_ text: String) -> PortalError { .bundle(name: edition.bundle, problem: text) }
        // Names are the ledger's, which makes them of letters, digits and a few signs.
        guard !edition.bundle.contains("/"), !edition.bundle.hasPrefix(".") else {
            throw problem("is no folder's name")
        }
        let folder = "\(store)/\(edition.bundle)"
        guard let written = ContentFile(opening: "\(folder)/\(Statement.name)"),
            let signed = ContentFile(opening: "\(folder)/\(Statement.signatureName)")
        else { throw problem("is not there") }
        let bytes = Data(written.bytes)
        let signatureText = String(decoding: signed.bytes, as: UTF8.self)
        guard written.hash == edition.hash, case .success(let statement) = Statement.read(bytes) else {
            throw problem("is not the one that the ledger recorded")
        }
        guard let signature = Data(base64Encoded: signatureText.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw problem("has no signature")
        }
        // One that was signed with a key that is not at hand is still shown; whoever checks it needs that key.
        let own = keys.first { $0.fingerprint == statement.signedUnder }
        if let own, !own.isSignature(signature, of: bytes) {
            throw problem("does not match its signature")
        }
        let envelope = [
            Statement.File(BundleFile(name: Statement.name, contents: bytes)),
            Statement.File(BundleFile(name: Statement.signatureName, contents: Data(signed.bytes))),
        ]
        return StoredBundle(
            name: edition.bundle, folder: folder, statement: statement,
            signature: signatureText.trimmingCharacters(in: .whitespacesAndNewlines), files: statement.files + envelope)
    }

    /// A file of a bundle.
    ///
    /// - Throws: ``PortalError/bundle(name:problem:)`` where it is not what was signed.
    func file(_ listed: Statement.File, of bundle: StoredBundle) throws(PortalError) -> ContentFile {
        try wrapped { () throws -> ContentFile in
            try files.value("\(bundle.name)/\(listed.name)", cost: { _ in 1 }) {
                guard let file = ContentFile(opening: "\(bundle.folder)/\(listed.name)"), file.size == listed.bytes,
                    file.hash == listed.sha256
                else {
                    throw PortalError.bundle(name: bundle.name, problem: "has another \(listed.name) than was signed")
                }
                return file
            }
        }
    }

    /// The whole bundle as a ZIP archive in a folder of its name, with the public key that it was signed under: the same bytes
    /// each time.
    func archive(of bundle: StoredBundle) throws -> ContentFile {
        func make() throws -> ContentFile {
            var entries = try bundle.files.map { listed in
                ZipArchive.Entry(name: "\(bundle.name)/\(listed.name)", bytes: try file(listed, of: bundle).bytes)
            }
            let own = keys.first { $0.fingerprint == bundle.statement.signedUnder } ?? key
            entries.append(ZipArchive.Entry(name: "\(bundle.name)/\(Self.keyName)", bytes: Array(Self.pem(own).utf8)))
            return try ContentFile(ZipArchive.bytes(entries))
        }
        return try files.value("\(bundle.name).zip", cost: { _ in 1 }, make: make)
    }

    /// The figures of an edition's `return.json`; nil where it has none that this program can read.
    func figures(of edition: PublishedEdition) throws -> PublishedReturn? {
        let bundle = try bundle(of: edition)
        guard let listed = bundle.files.first(where: { $0.name == "return.json" }) else { return nil }
        return try returns.value(edition.hash, cost: \.bytes.count) {
            PublishedReturn(try file(listed, of: bundle).bytes)
        }
    }

    /// What overviews show of an edition: the figures of its own areas.
    func digest(of edition: PublishedEdition) throws -> ReturnDigest {
        try digests.value(
            edition.hash, cost: { $0.rows.count + 1 }, make: { ReturnDigest(try figures(of: edition)) })
    }

    /// The bytes of a file that is not large, which are kept in memory for all that ask; nil of a large one.
    func smallBytes(of file: ContentFile) -> ByteBuffer? {
        guard file.size <= 2 << 20 else { return nil }
        return small.value(file.hash, cost: \.readableBytes) { ByteBuffer(bytes: file.bytes) }
    }

    /// Some content compressed; nil where that takes away too little.
    ///
    /// - Parameter hash: of its bytes.
    func compressed(_ hash: String, size: Int, bytes: () -> [UInt8]) -> ByteBuffer? {
        guard size > 1_000, size <= 16 << 20 else { return nil }
        let made = compressed.value(hash, cost: \.readableBytes) { ByteBuffer(bytes: Gzip.compressed(bytes()) ?? []) }
        return made.readableBytes == 0 || made.readableBytes > size * 9 / 10 ? nil : made
    }

    /// The name of the public key's file in archives and addresses.
    static let keyName = "key.pem"
    /// The name of the ring in addresses.
    static let ringName = "keys.ring"

    /// The public key as OpenSSL reads it (RFC 8410).
    var pem: String { Self.pem(key) }

    private static func pem(_ key: PublicKey) -> String {
        let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
        let bytes = prefix + (Hexadecimal.bytes(key.text.utf8) ?? [])
        return "-----BEGIN PUBLIC KEY-----\n\(Data(bytes).base64EncodedString())\n-----END PUBLIC KEY-----\n"
    }

    private func wrapped<Value>(_ body: () throws -> Value) throws(PortalError) -> Value {
        do {
            return try body()
        } catch let error as PortalError {
            throw error
        } catch {
            throw .bundle(name: store, problem: "\(error)")
        }
    }
}

/// A bundle whose statement is the one that was recorded and signed.
struct StoredBundle: Sendable {
    let name: String
    let folder: String
    let statement: Statement
    /// Of the statement: Ed25519, in base64.
    let signature: String
    /// Every file, the statement and its signature at the end.
    let files: [Statement.File]
}
