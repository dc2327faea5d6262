import Foundation
import Text

/// The check of a bundle's folder, on any machine: whether it is whole, unchanged and signed. It needs no warehouse.
public struct BundleCheck: Sendable {
    public let folder: String
    /// The bundle's own statement; nil if it cannot be read.
    public let statement: Statement?
    /// SHA-256 of its `submission.json`, the hash that the ledger records.
    public let hash: String
    /// What is wrong with the bundle; empty if nothing is.
    public let problems: [String]

    /// Whether a bundle holds the internal form of a return, in which nothing is suppressed.
    static func isMarked(_ folder: String) -> Bool {
        struct Manifest: Decodable {
            let marking: String?
        }
        guard let contents = WholeFolder.contents(of: "\(folder)/manifest.json"),
            let manifest = try? JSONDecoder().decode(Manifest.self, from: contents)
        else { return false }
        return manifest.marking != nil
    }

    /// - Parameter key: the key to check the signature with; nil to check only the files.
    /// - Throws: ``SubmissionError/noBundle(path:)`` if the folder has no `submission.json`, or
    ///   ``SubmissionError/bundleUnreadable(path:reason:)`` if there is no folder that can be read.
    public init(folder: String, key: PublicKey?) throws(SubmissionError) {
        try self.init(folder: folder, keys: key.map { [$0] } ?? [])
    }

    /// - Parameter keys: the keys that signatures may be under, of which the bundle names its own; none to check only the
    ///   files.
    /// - Throws: as the other.
    public init(folder: String, keys: [PublicKey]) throws(SubmissionError) {
        try self.init(folder: folder, files: try WholeFolder.files(of: folder), keys: keys)
    }

    /// The check of files that are in no folder.
    ///
    /// - Parameters:
    ///   - folder: what the bundle is called in messages.
    ///   - found: its files in order of name; the contents are nil of what is not a file.
    ///   - keys: the keys that signatures may be under.
    package init(
        folder: String, files found: [(name: String, contents: Data?)], keys: [PublicKey]
    ) throws(SubmissionError) {
        self.folder = folder
        guard let written = found.first(where: { $0.name == Statement.name })?.contents else {
            throw .noBundle(path: folder)
        }
        hash = BundleFile(name: Statement.name, contents: written).hash
        var problems: [String] = []
        let read = Statement.read(written)
        statement = try? read.get()
        let own = keys.first { $0.fingerprint == (try? read.get())?.signedUnder }
        if let key = own ?? keys.first {
            let text = found.first { $0.name == Statement.signatureName }?.contents
            let signature = text.flatMap {
                Data(base64Encoded: String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
            }
            if let signature {
                if !key.isSignature(signature, of: written) {
                    problems.append(
                        "\(Statement.name) does not match its signature under "
                            + (keys.count == 1 ? "this key" : "any of these keys"))
                }
            } else {
                problems.append("\(Statement.signatureName) is missing or is not a signature")
            }
        }
        switch read {
        case .success(let statement):
            let listed = Dictionary(statement.files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
            for file in statement.files {
                let shown = Printable.line(file.name)
                guard let contents = found.first(where: { $0.name == file.name })?.contents else {
                    problems.append("\(shown) is missing")
                    continue
                }
                if Statement.File(BundleFile(name: file.name, contents: contents)) != file {
                    problems.append("\(shown) was changed")
                }
            }
            for name in found.map(\.name) where listed[name] == nil {
                if name != Statement.name, name != Statement.signatureName {
                    problems.append("\(Printable.line(name)) is not part of the bundle")
                }
            }
        case .failure(let unreadable):
            problems.append("\(Statement.name) \(unreadable.problem)")
        }
        self.problems = problems
    }
}
