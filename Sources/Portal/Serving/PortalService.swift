import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import ServiceLifecycle
import UnixSignals
import Warehouse

/// `laa serve`: the portal over the ledger's stored, signed bundles.
///
/// Hummingbird takes requests apart and writes answers; listening, limits and TLS are SwiftNIO's own handlers, since its
/// server neither takes a socket from systemd, nor ends slow connections, nor reads a certificate again.
public struct PortalService: Service {
    private let listening: Listening
    private let identity: TLSIdentity?
    private let site: Site
    private let database: PortalDatabase
    private let limits: ServiceLimits
    private let executor: (any TaskExecutor)?
    private let logger: Logger
    /// Called with the port once it listens.
    private let began: @Sendable (_ port: Int?) -> Void

    /// What the portal is given.
    public struct Configuration: Sendable {
        public var listening: Listening
        /// The files of the certificate and of its key; nil to serve without TLS.
        public var tls: (certificate: String, key: String)?
        /// The folder of the stored bundles.
        public var store: String
        /// The file of the public key.
        public var publicKey: String
        /// The address whose word is taken for who asks, and whether by TLS; nil for none.
        public var proxy: String?
        /// The users whom that proxy signs in; nil where it signs in nobody.
        public var users: ProxyUsers?
        public var limits = ServiceLimits()
        /// The threads that answer; nil for those of the process, where nothing else holds them.
        public var executor: (any TaskExecutor)?

        public init(
            listening: Listening, tls: (certificate: String, key: String)?, store: String, publicKey: String,
            proxy: String?
        ) {
            self.listening = listening
            self.tls = tls
            self.store = store
            self.publicKey = publicKey
            self.proxy = proxy
        }
    }

    /// - Parameters:
    ///   - open: opens a session with the warehouse.
    ///   - began: called with the port once it listens.
    public init(
        _ configuration: Configuration, logger: Logger, open: @escaping @Sendable () throws -> Connection,
        began: @escaping @Sendable (_ port: Int?) -> Void
    ) throws {
        listening = configuration.listening
        identity = try configuration.tls.map { try TLSIdentity(certificate: $0.certificate, key: $0.key) }
        limits = configuration.limits
        executor = configuration.executor
        database = PortalDatabase(open)
        site = try Site(
            library: BundleLibrary(store: configuration.store, publicKey: configuration.publicKey), database: database,
            proxy: configuration.proxy, users: configuration.users, limits: configuration.limits,
            executor: configuration.executor, logger: logger)
        self.logger = logger
        self.began = began
    }

    /// Serves until SIGTERM or SIGINT; SIGHUP has the certificate read again.
    public func runUntilSignalled() async throws {
        try await database.start()
        let group = ServiceGroup(
            configuration: .init(services: [self], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }

    public func run() async throws {
        let connections = OpenConnections(limits, metrics: site.metrics)
        let http = channel
        let (identity, limits, logger) = (identity, limits, logger)
        let server = try await listening.bind(MultiThreadedEventLoopGroup.singleton) {
            (channel: any Channel) -> EventLoopFuture<HTTP1Channel.Value> in
            guard connections.admit(channel) else {
                channel.close(promise: nil)
                return channel.eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel)
            }
            return channel.eventLoop.makeCompletedFuture {
                if let identity {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: identity.context))
                }
            }.flatMap {
                http.setup(channel: channel, logger: logger)
            }.flatMapThrowing { value in
                let decoder = try channel.pipeline.syncOperations.context(
                    handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self)
                try channel.pipeline.syncOperations.addHandler(
                    RequestClock(limits), position: .after(decoder.handler))
                return value
            }
        }
        // Before anybody can know that it serves: without this the signal would end the program.
        let hangups = await UnixSignalsSequence(trapping: .sighup)
        began(server.channel.localAddress?.port)
        // Not cancelled with the service: a connection that was accepted must be taken on, and then ended.
        let serving = Task(executorPreference: executor) {
            try await server.executeThenClose { inbound in
                await withDiscardingTaskGroup { served in
                    do {
                        for try await connection in inbound {
                            served.addTask { await http.handle(value: connection, logger: logger) }
                        }
                    } catch {
                        logger.error("no more connections can be taken on: \(error)")
                    }
                    await end(connections)
                }
            }
        }
        let stop = { @Sendable in
            server.channel.close(promise: nil)
            connections.quiesce()
        }
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { await site.log.run() }
            group.addTask { await reload(on: hangups) }
            try await withTaskCancellationHandler {
                try await withGracefulShutdownHandler {
                    try await serving.value
                } onGracefulShutdown: {
                    stop()
                }
            } onCancel: {
                stop()
            }
            group.cancelAll()
        }
        await site.log.write()
        await database.close()
    }

    /// Waits for what is being answered, and then for nothing more.
    private func end(_ connections: OpenConnections) async {
        connections.quiesce()
        let deadline = ContinuousClock.now + limits.stop
        while !connections.isEmpty, ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(20)) }
        connections.closeAll()
    }

    private func reload(on hangups: UnixSignalsSequence) async {
        for await _ in hangups {
            guard let identity else { continue }
            do {
                try identity.reload()
                logger.notice("the certificate was read again")
            } catch {
                logger.error("the former certificate stays: \(error)")
            }
        }
    }

    /// Takes requests apart, and has the site answer them.
    private var channel: HTTP1Channel {
        let (site, isEncrypted) = (site, identity != nil)
        return HTTP1Channel(
            responder: { request, writer, channel in
                let peer = channel.remoteAddress?.ipAddress ?? "-"
                let (response, endsConnection) = await site.respond(to: request, from: peer, isEncrypted: isEncrypted)
                try await writer.write(response: response.head, body: response.body)
                if endsConnection { throw ChannelError.eof }
            },
            configuration: .init(
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: limits.headBytes, maxHeaderListSize: limits.headBytes, maxHeaderFieldCount: 100)
            ))
    }
}
