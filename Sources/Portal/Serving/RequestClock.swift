import NIOCore
import NIOHTTP1

/// Closes a connection that takes too long: to send the head of a request, its body, or to take what is sent to it. Bytes that
/// trickle do not help: only a whole head, a whole body and a written piece count. A body that is written at once is cut into
/// pieces, so that there is time for each.
final class RequestClock: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// Bytes of an answer that count as a piece.
    private static let piece = 1 << 16

    private let limits: ServiceLimits
    /// When the connection is closed, unless more is allowed by then.
    private var deadline = NIODeadline.distantFuture
    /// The next look at that, and when it is: a later deadline needs no other.
    private var look: Scheduled<Void>?
    private var looksAt = NIODeadline.distantFuture
    /// Requests whose heads were read and which are not answered yet.
    private var unanswered = 0
    private var isReadingBody = false

    init(_ limits: ServiceLimits) {
        self.limits = limits
    }

    func handlerAdded(context: ChannelHandlerContext) {
        allow(limits.head, context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        look?.cancel()
    }

    func channelInactive(context: ChannelHandlerContext) {
        look?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            unanswered += 1
            isReadingBody = true
            allow(limits.body, context)
        case .body: break
        case .end:
            isReadingBody = false
            allow(limits.piece, context)
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part = unwrapOutboundIn(data)
        guard case .body(.byteBuffer(var bytes)) = part, bytes.readableBytes > Self.piece else {
            let isEnd = if case .end = part { true } else { false }
            return write(part, context, promise, isEnd: isEnd)
        }
        while let piece = bytes.readSlice(length: min(Self.piece, bytes.readableBytes)), piece.readableBytes > 0 {
            write(.body(.byteBuffer(piece)), context, bytes.readableBytes == 0 ? promise : nil, isEnd: false)
        }
    }

    private func write(
        _ part: HTTPServerResponsePart, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?,
        isEnd: Bool
    ) {
        let written = promise ?? context.eventLoop.makePromise()
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        written.futureResult.whenSuccess {
            let (clock, context) = bound.value
            clock.wrote(isEnd: isEnd, context)
        }
        context.write(wrapOutboundOut(part), promise: written)
    }

    private func wrote(isEnd: Bool, _ context: ChannelHandlerContext) {
        if isEnd { unanswered -= 1 }
        guard !isReadingBody else { return }
        allow(unanswered > 0 ? limits.piece : limits.head, context)
    }

    /// Allows that long from now on for what is next.
    private func allow(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        deadline = .now() + time
        if deadline < looksAt { lookLater(context) }
    }

    private func lookLater(_ context: ChannelHandlerContext) {
        look?.cancel()
        looksAt = deadline
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        look = context.eventLoop.scheduleTask(deadline: deadline) {
            let (clock, context) = bound.value
            clock.looksAt = .distantFuture
            if clock.deadline <= .now() {
                context.channel.close(promise: nil)
            } else {
                clock.lookLater(context)
            }
        }
    }
}

/// What the service allows, so that nobody keeps it from others.
public struct ServiceLimits: Sendable {
    /// From when a connection waits for a request, or was opened, until the whole head has come.
    public var head = TimeAmount.seconds(15)
    /// From the head until the whole body has come.
    public var body = TimeAmount.seconds(60)
    /// For 64 KB of an answer to be taken.
    public var piece = TimeAmount.seconds(30)
    /// From when a stop is asked for until connections are closed whatever is still being sent.
    public var stop = Duration.seconds(10)
    /// Bytes of a request's head.
    public var headBytes = 16 * 1_024
    /// Bytes of a bundle that is to be verified.
    public var uploadBytes = 64 * 1_024 * 1_024
    /// Open connections.
    public var connections = 4_000
    /// Open connections from one address that is not this machine's own.
    public var connectionsFromOne = 100

    public init() {}
}
