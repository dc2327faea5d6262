import Crypto
import Glibc
import Platform

/// The folder that editions are put into, and what `laa pull` keeps for itself in it.
struct PullFolder: Sendable {
    let path: String
    private var own: String { "\(path)/.laa-pull" }

    /// Makes it unless it is there.
    init(_ path: String) throws(FileError) {
        self.path = path
        try Folder.make(path)
        try Folder.make(own, mode: .exactly(0o700))
    }

    /// Keeps other pulls out of the folder for as long as it is held.
    func lock() throws -> FileLock {
        do throws(FileLock.Failure) {
            return try FileLock("\(own)/lock", limit: .zero)
        } catch {
            if case .taken = error { throw PullError.busy(folder: path) }
            throw error
        }
    }

    /// The keys that are trusted.
    var keys: String { "\(own)/keys" }

    /// Where an edition's archive is while it is fetched.
    func partial(_ name: String) -> PartialFile { PartialFile(path: "\(own)/\(name).zip") }

    /// A list that was fetched, with its tag.
    struct KnownList {
        let tag: String
        let bytes: [UInt8]
    }

    /// The list that was last fetched from an address; nil where there was none.
    func list(from address: String) -> KnownList? {
        let file = listFile(address)
        guard FileStatus(file)?.isFile == true, let bytes = try? WholeFile.bytes(of: file),
            let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
        else { return nil }
        return KnownList(tag: String(decoding: bytes[..<end], as: UTF8.self), bytes: Array(bytes[(end + 1)...]))
    }

    func keep(_ list: KnownList, from address: String) throws(FileError) {
        try DurableFile.replace(listFile(address), with: Array("\(list.tag)\n".utf8) + list.bytes)
    }

    private func listFile(_ address: String) -> String {
        "\(own)/list-\(Hexadecimal.text(SHA256.hash(data: Array(address.utf8)).prefix(8)))"
    }
}
