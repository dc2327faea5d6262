import Foundation
import Glibc
import Synchronization

/// A server of this machine's that says whatever a test has it say, as a portal that was taken over would; or one that stands
/// between a program and a portal, and cuts what comes back off.
final class FakePortal: Sendable {
    /// What is said to a request's path.
    struct Answer: Sendable {
        var status = 200
        var headers: [String: String] = [:]
        var body = Data()
        /// How much of the body is sent before the connection is cut; nil for all.
        var cutAfter: Int?
    }

    let port: Int
    private let listener: Int32
    private let asked = Mutex<[String]>([])

    struct NoPort: Error {}

    /// - Parameter answer: given a request's head.
    init(_ answer: @escaping @Sendable (_ path: String, _ head: String) -> Answer) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 8) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isListening else { throw NoPort() }
        port = Int(in_port_t(bigEndian: address.sin_port))
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else {
                    // Closed here alone: its number may be another server's as soon as it is closed.
                    close(listener)
                    return
                }
                guard let head = Self.head(connection) else {
                    close(connection)
                    continue
                }
                let path = head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
                self?.asked.withLock { $0.append(head) }
                Self.send(answer(path, head), to: connection)
                close(connection)
            }
        }
    }

    /// Accepts nothing more.
    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    var origin: String { "http://127.0.0.1:\(port)" }

    /// The heads of all requests so far.
    var heads: [String] { asked.withLock { $0 } }

    private static func head(_ connection: Int32) -> String? {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4_096)
        while bytes.count < 65_536 {
            let count = recv(connection, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            bytes += piece[..<count]
            let text = String(decoding: bytes, as: UTF8.self)
            if text.contains("\r\n\r\n") { return text }
        }
        return nil
    }

    private static func send(_ answer: Answer, to connection: Int32) {
        var head = "HTTP/1.1 \(answer.status) Whatever\r\nContent-Length: \(answer.body.count)\r\nConnection: close\r\n"
        for (name, value) in answer.headers { head += "\(name): \(value)\r\n" }
        let sent = Array((head + "\r\n").utf8) + answer.body.prefix(answer.cutAfter ?? answer.body.count)
        var rest = sent[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
        // The other end must have read all before the connection is closed.
        shutdown(connection, Int32(SHUT_WR))
        var byte: UInt8 = 0
        while recv(connection, &byte, 1, 0) > 0 {}
    }
}
