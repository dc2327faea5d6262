import Platform
import ReportKit

/// The outcome of submitting one return.
public struct SubmissionOutcome: Sendable {
    /// How it ended.
    public enum Ending: Sendable {
        case delivered(hash: String, bundle: String)
        /// It had been delivered before; nothing was done.
        case wasDelivered(hash: String)
        /// A revision was requested, but no figure has changed; nothing was done.
        case unchanged
        /// Its data cannot be complete yet; nothing was done.
        case notYet(ClosedGate)
        /// It did not pass these gates, which is recorded.
        case closed([ClosedGate])
        /// It could not be tried at all; the other returns are not affected.
        case failed(any Error)
        /// It could not be stored or delivered, which is recorded. The next run tries again.
        case notDelivered(problem: String)
    }

    public let partnership: String
    public let quarter: Quarter
    /// The edition in question; nil if there is none yet.
    public let edition: Int?
    public let ending: Ending

    public init(partnership: String, quarter: Quarter, edition: Int?, ending: Ending) {
        self.partnership = partnership
        self.quarter = quarter
        self.edition = edition
        self.ending = ending
    }

    /// Whether nothing is left to do: it is delivered, or unchanged.
    public var isGood: Bool {
        switch ending {
        case .delivered, .wasDelivered, .unchanged: true
        case .notYet, .closed, .notDelivered, .failed: false
        }
    }
}

extension SubmissionOutcome: CustomStringConvertible {
    /// One line, or several if gates are closed: the partnership and quarter, what happened, and what to do.
    public var description: String {
        let name = "\(partnership), \(quarter)\(edition.map { ", edition \($0)" } ?? "")"
        return switch ending {
        case .delivered(let hash, let bundle): "\(name): delivered as \(bundle) (\(hash.prefix(12)))"
        case .wasDelivered(let hash): "\(name): delivered before (\(hash.prefix(12))); nothing was done"
        case .unchanged: "\(name): no figure has changed; nothing was done"
        case .notYet(let gate): "\(name): not submitted: \(gate)"
        case .closed(let gates):
            ClosedGate.summary(of: gates).split(separator: "\n").map { "\(name): not submitted: \($0)" }
                .joined(separator: "\n")
        case .notDelivered(let problem): "\(name): not delivered: \(problem)"
        case .failed(let error): "\(name): not submitted: \(error)"
        }
    }
}

extension SubmissionOutcome {
    /// The outcome as a JSON object on one line, for monitoring programs.
    public func event(asOf: Day) -> String {
        var event = Event(partnership: partnership, quarter: quarter, edition: edition, asOf: asOf, event: "")
        switch ending {
        case .delivered(let hash, let bundle):
            event.event = "delivered"
            event.hash = hash
            event.bundle = bundle
        case .wasDelivered(let hash):
            event.event = "was-delivered"
            event.hash = hash
        case .unchanged:
            event.event = "unchanged"
        case .notYet(let gate):
            event.event = "not-yet"
            event.gates = [Event.Gate(gate)]
        case .closed(let gates):
            event.event = "closed"
            event.gates = gates.map(Event.Gate.init)
        case .notDelivered(let problem):
            event.event = "not-delivered"
            event.problem = problem
        case .failed(let error):
            event.event = "failed"
            event.problem = "\(error)"
        }
        // Everything in it can be encoded.
        return (try? JSON.text(event)) ?? "{}"
    }

    private struct Event: Encodable {
        struct Gate: Encodable {
            let gate: Submissions.Gate
            let problem: String
            let remedy: String

            init(_ closed: ClosedGate) {
                gate = closed.gate
                problem = closed.problem
                remedy = closed.remedy
            }
        }
        let partnership: String
        let quarter: Quarter
        let edition: Int?
        let asOf: Day
        var event: String
        var hash: String?
        var bundle: String?
        var gates: [Gate]?
        var problem: String?
    }
}

extension SubmissionOutcome {
    /// How the program ends where this is its only return.
    public var exitCode: ExitCode {
        switch ending {
        case .delivered, .wasDelivered, .unchanged: .done
        case .notYet, .notDelivered: .tryAgain
        case .failed(let error): (error as? any ExitCoded)?.exitCode ?? .unforeseen
        case .closed(let gates):
            if gates.contains(where: { $0.gate == .disclosure }) {
                .notAllowed
            } else if gates.contains(where: { $0.gate == .modules }) {
                .moduleFailed
            } else {
                gates.contains { $0.gate == .completeness } ? .tryAgain : .badData
            }
        }
    }
}
