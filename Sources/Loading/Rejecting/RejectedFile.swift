import Glibc
import Text

/// The list of rejects beside an extract: written under another name, flushed, and given its own at the end.
final class RejectedFile {
    /// The extract's path with `.rejected.csv` behind it.
    let path: String
    private let temporary: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []

    init(besides extract: String) throws(LoadError) {
        path = Self.path(besides: extract)
        temporary = "\(path).\(getpid()).part"
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure }
        buffer.append(contentsOf: "line,column,value,reason\r\n".utf8)
    }

    private static func path(besides extract: String) -> String { extract + ".rejected.csv" }

    /// Removes the list that an earlier run left.
    static func removeEarlier(besides extract: String) throws(LoadError) {
        let path = path(besides: extract)
        var status = stat()
        guard lstat(path, &status) == 0, unlink(path) != 0, errno != ENOENT else { return }
        throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }

    deinit {
        if descriptor >= 0 {
            close(descriptor)
            unlink(temporary)
        }
    }

    func append(_ reject: Reject) throws(LoadError) {
        let cells = [reject.column, reject.value ?? "", reject.reason].map(CSV.cell)
        buffer.append(contentsOf: "\(reject.line),\(cells.joined(separator: ","))\r\n".utf8)
        if buffer.count > 65_536 { try write() }
    }

    /// Sees that all of it is on the disk.
    func flush() throws(LoadError) {
        try write()
        guard fsync(descriptor) == 0 else { throw failure }
    }

    /// Gives the file its name; until then it goes with this object.
    func publish() throws(LoadError) {
        guard rename(temporary, path) == 0 else { throw failure }
        close(descriptor)
        descriptor = -1
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) + "/" } ?? "."
        let parent = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if parent >= 0 {
            fsync(parent)
            close(parent)
        }
    }

    private func write() throws(LoadError) {
        var rest = buffer[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure }
            rest = rest.dropFirst(count)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private var failure: LoadError { .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
}
