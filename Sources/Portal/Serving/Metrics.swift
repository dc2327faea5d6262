import Synchronization

/// Numbers of the service, as Prometheus reads them.
final class Metrics: Sendable {
    private struct State {
        var requests: [Int: Int] = [:]
        var bytes = 0
        var seconds = 0.0
        var connections = 0
        var refused = 0
        var latest: [Int] = Array(repeating: 0, count: Metrics.limits.count + 1)
    }

    /// The limits of the histogram of durations, in seconds.
    private static let limits = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5]

    private let state = Mutex(State())

    func note(status: Int, bytes: Int, took duration: Duration) {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        state.withLock { state in
            state.requests[status, default: 0] += 1
            state.bytes += bytes
            state.seconds += seconds
            let place = Self.limits.firstIndex { seconds <= $0 } ?? Self.limits.count
            state.latest[place] += 1
        }
    }

    /// A connection was opened (1), or closed (-1).
    func note(connections change: Int) { state.withLock { $0.connections += change } }

    /// A connection was closed since there were too many.
    func noteRefused() { state.withLock { $0.refused += 1 } }

    var text: String {
        state.withLock { state in
            var lines = [
                "# HELP laa_portal_requests_total Requests answered, by status.",
                "# TYPE laa_portal_requests_total counter",
            ]
            for (status, count) in state.requests.sorted(by: { $0.key < $1.key }) {
                lines.append("laa_portal_requests_total{status=\"\(status)\"} \(count)")
            }
            lines += [
                "# HELP laa_portal_response_bytes_total Bytes of the bodies of answers.",
                "# TYPE laa_portal_response_bytes_total counter", "laa_portal_response_bytes_total \(state.bytes)",
                "# HELP laa_portal_connections Open connections.", "# TYPE laa_portal_connections gauge",
                "laa_portal_connections \(state.connections)",
                "# HELP laa_portal_refused_connections_total Connections closed at once, since there were too many.",
                "# TYPE laa_portal_refused_connections_total counter",
                "laa_portal_refused_connections_total \(state.refused)",
                "# HELP laa_portal_request_seconds Time until an answer was ready to be sent.",
                "# TYPE laa_portal_request_seconds histogram",
            ]
            var count = 0
            for (place, limit) in (Self.limits.map { "\($0)" } + ["+Inf"]).enumerated() {
                count += state.latest[place]
                lines.append("laa_portal_request_seconds_bucket{le=\"\(limit)\"} \(count)")
            }
            lines += ["laa_portal_request_seconds_sum \(state.seconds)", "laa_portal_request_seconds_count \(count)"]
            return lines.joined(separator: "\n") + "\n"
        }
    }
}
