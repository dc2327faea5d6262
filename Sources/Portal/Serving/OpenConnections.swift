import NIOCore
import Synchronization

/// The connections that are open, so that there are not too many and all can be ended.
final class OpenConnections: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var ofEach: [String: Int] = [:]
        var isEnding = false
    }

    private let limits: ServiceLimits
    private let metrics: Metrics
    private let state = Mutex(State())

    init(_ limits: ServiceLimits, metrics: Metrics) {
        self.limits = limits
        self.metrics = metrics
    }

    /// Takes a connection on; false where there are too many, in all or from its address.
    func admit(_ channel: any Channel) -> Bool {
        let address = channel.remoteAddress?.ipAddress ?? "-"
        // A proxy on this machine has the connections of all.
        let isOwn = address == "127.0.0.1" || address == "::1" || address == "-"
        let isAdmitted = state.withLock { state in
            guard !state.isEnding, state.channels.count < limits.connections,
                isOwn || state.ofEach[address, default: 0] < limits.connectionsFromOne
            else { return false }
            state.channels[ObjectIdentifier(channel)] = channel
            state.ofEach[address, default: 0] += 1
            return true
        }
        guard isAdmitted else {
            metrics.noteRefused()
            return false
        }
        metrics.note(connections: 1)
        channel.closeFuture.whenComplete { [self] _ in
            metrics.note(connections: -1)
            state.withLock { state in
                state.channels[ObjectIdentifier(channel)] = nil
                let left = state.ofEach[address, default: 1] - 1
                state.ofEach[address] = left > 0 ? left : nil
            }
        }
        return true
    }

    /// Ends each connection once what it asked for was answered; those that wait for nothing at once.
    func quiesce() {
        let channels = state.withLock { state in
            state.isEnding = true
            return Array(state.channels.values)
        }
        for channel in channels { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
    }

    /// Ends all of them now.
    func closeAll() {
        for channel in state.withLock({ Array($0.channels.values) }) { channel.close(promise: nil) }
    }

    var isEmpty: Bool { state.withLock { $0.channels.isEmpty } }
}
