import Glibc
import Warehouse

/// One reason why a row is rejected.
public struct Reject: Equatable, Sendable {
    public var line: Int
    /// Empty where the reason concerns the row as a whole.
    public var column: String
    /// Shortened, or a mask where it may identify somebody; nil where the reason concerns no single cell.
    public var value: String?
    public var reason: String

    /// As a terminal shows it. The list of rejects, which is a file for its owner alone, has words that may be names
    /// too: a system's own codes are among them.
    var forTerminal: Reject {
        var reject = self
        if let value, value != Masking.mask, Masking.mayBeName(value) { reject.value = nil }
        return reject
    }
}

/// Keeps rejects on disk while rows go to the server, since one connection cannot take both at once.
final class RejectSpool {
    private let file: UnsafeMutablePointer<FILE>
    /// How many reasons there are; a row may have several.
    private(set) var count = 0

    init() throws(LoadError) {
        // Without a name, so that nothing is left however the process ends.
        guard let file = tmpfile() else {
            throw .cannotWrite(path: "a temporary file", reason: String(cString: strerror(errno)))
        }
        self.file = file
    }

    deinit {
        fclose(file)
    }

    func append(_ reject: Reject) throws(LoadError) {
        count += 1
        try put(Int64(reject.line))
        for text in [reject.column, reject.value, reject.reason] { try put(text) }
    }

    /// Copies all of them to the server.
    func copy(to writer: CopyWriter) throws {
        guard fflush(file) == 0 else { throw failure }
        rewind(file)
        for _ in 0..<count {
            try writer.beginRow()
            writer.append(int64: try take())
            for _ in 0..<3 { try copyText(to: writer) }
        }
    }

    private func put(_ number: Int64) throws(LoadError) {
        var number = number
        guard fwrite(&number, MemoryLayout<Int64>.size, 1, file) == 1 else { throw failure }
    }

    private func put(_ text: String?) throws(LoadError) {
        guard var text else { return try put(-1) }
        try put(Int64(text.utf8.count))
        let written = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) }
        guard written == text.utf8.count else { throw failure }
    }

    private func take() throws(LoadError) -> Int64 {
        var number: Int64 = 0
        guard fread(&number, MemoryLayout<Int64>.size, 1, file) == 1 else { throw failure }
        return number
    }

    private func copyText(to writer: CopyWriter) throws {
        let length = Int(try take())
        guard length >= 0 else { return writer.appendNull() }
        let text = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            count = fread(buffer.baseAddress, 1, length, file)
        }
        guard text.count == length else { throw failure }
        text.withUnsafeBytes { writer.append(bytes: $0) }
    }

    private var failure: LoadError {
        .cannotWrite(path: "a temporary file", reason: String(cString: strerror(errno)))
    }
}
