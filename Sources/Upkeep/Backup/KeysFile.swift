import Glibc
import Loading
import Platform
import Submissions

/// A file with both keys, apart from the backup: whoever has both could try out who is in the warehouse.
///
/// ```
/// pseudonym.key 9d61b19d...
/// submission.key 4ccd089b...
/// ```
public struct KeysFile {
    /// The keys by the names of their files.
    let keys: [(name: String, key: [UInt8])]

    /// Whether the home had none yet.
    public var isEmpty: Bool { keys.isEmpty }

    static let names = ["pseudonym.key", "submission.key"]

    /// Reads the keys of a home.
    ///
    /// - Throws: what a key that is not its owner's alone throws.
    public init(ofHome home: String, settings: SubmissionSettings) throws {
        var keys: [(String, [UInt8])] = []
        for (name, path) in [("pseudonym.key", home + "/pseudonym.key"), ("submission.key", settings.key)] {
            let file = PrivateKeyFile(path)
            if file.isThere { keys.append((name, try file.read())) }
        }
        self.keys = keys
    }

    /// Reads a file that ``write(to:)`` wrote: a plain file of this account's, closed to all others.
    ///
    /// - Throws: ``UpkeepError/keysFile(path:problem:)``.
    public init(_ path: String) throws(UpkeepError) {
        guard let status = FileStatus(path) else { throw .keysFile(path: path, problem: "is not there") }
        guard status.isFile else { throw .keysFile(path: path, problem: "is not a plain file") }
        guard status.mode & 0o077 == 0 else { throw .keysFile(path: path, problem: "can be read by others") }
        guard let text = SmallFile.text(path) else { throw .keysFile(path: path, problem: "cannot be read") }
        var keys: [(String, [UInt8])] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 2, Self.names.contains(words[0]), let key = PrivateKeyFile.key(words[1].utf8) else {
                throw .keysFile(
                    path: path, problem: "has a line that is not the name of a key and 64 hexadecimal digits")
            }
            keys.append((words[0], key))
        }
        guard !keys.isEmpty else { throw .keysFile(path: path, problem: "holds no key") }
        self.keys = keys
    }

    /// The fingerprint of the pseudonym key, as the warehouse keeps it; nil where there is no such key.
    var fingerprint: String? {
        keys.first { $0.name == "pseudonym.key" }.map { PseudonymKey.fingerprint(of: $0.key) }
    }

    /// Writes a new file of mode 0600.
    ///
    /// - Throws: ``UpkeepError/placeTaken(path:)``, or that it cannot be written.
    public func write(to path: String) throws {
        let text = keys.map { "\($0.name) \(Hexadecimal.text($0.key))\n" }.joined()
        guard try DurableFile.create(path, with: Array(text.utf8), mode: .exactly(0o600)) else {
            throw UpkeepError.placeTaken(path: path)
        }
    }

    /// Puts the keys into a home that has none of their names.
    func restore(into home: String) throws {
        for (name, key) in keys {
            let file = PrivateKeyFile("\(home)/\(name)")
            if !file.isThere { try file.create(key, folderMode: .exactly(0o700)) }
        }
    }
}
