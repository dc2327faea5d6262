import Foundation
import NIOCore
import NIOPosix
import Platform

/// Where the portal listens.
public enum Listening: Sendable, Equatable {
    /// An address and a port; port 0 for any that is free.
    case address(String, port: Int)
    /// A socket that systemd has opened already.
    case socket(Int32)

    /// Reads an address: `127.0.0.1:8080`, `[::1]:8080`.
    ///
    /// - Throws: ``PortalError/address(_:problem:)``.
    public init(_ text: String) throws(PortalError) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port), colon > text.startIndex
        else { throw .address(text, problem: "it is not an address and a port, as in 127.0.0.1:8080") }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        self = .address(host, port: port)
    }

    /// The socket that systemd passes to a socket-activated service (sd_listen_fds(3)); nil where it passes none.
    public static func passed(environment: [String: String]) -> Listening? {
        guard environment["LISTEN_PID"] == "\(getpid())", environment["LISTEN_FDS"] == "1" else { return nil }
        return .socket(3)
    }

    /// Begins to listen.
    func bind<Connection: Sendable>(
        _ group: any EventLoopGroup, _ setUp: @escaping @Sendable (any Channel) -> EventLoopFuture<Connection>
    ) async throws(PortalError) -> NIOAsyncChannel<Connection, Never> {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 512)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        do {
            switch self {
            case .address(let host, let port):
                return try await bootstrap.bind(host: host, port: port, childChannelInitializer: setUp)
            case .socket(let descriptor):
                return try await bootstrap.bind(descriptor, childChannelInitializer: setUp)
            }
        } catch {
            throw .address(description, problem: (error as? IOError)?.reason ?? "\(error)")
        }
    }
}

extension Listening: CustomStringConvertible {
    public var description: String {
        switch self {
        case .address(let host, let port): (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
        case .socket: "the socket that systemd opened"
        }
    }
}

extension IOError {
    /// In the system's own words.
    fileprivate var reason: String { String(cString: strerror(errnoCode)) }
}
