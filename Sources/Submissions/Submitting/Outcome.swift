import Platform
import ReportKit

/// What came of submitting one return.
public struct SubmissionOutcome: Sendable {
    /// How it ended.
    public enum Ending: Sendable {
        case delivered(hash: String, bundle: String)
        /// It was delivered before: nothing was done.
        case wasDelivered(hash: String)
        /// A revision was asked for, and no figure has changed: nothing was done.
        case unchanged
        /// Its data cannot be complete yet: nothing was done.
        case notYet(ClosedGate)
        /// It did not pass these gates; that is recorded.
        case closed([ClosedGate])
        /// It could not be tried at all; the others were.
        case failed(any Error)
        /// It could not be stored or delivered; that is recorded. The next run takes it up again.
        case notDelivered(problem: String)
    }

    public let partnership: String
    public let quarter: Quarter
    /// The edition that it is about; nil where there is none yet.
    public let edition: Int?
    public let ending: Ending

    public init(partnership: String, quarter: Quarter, edition: Int?, ending: Ending) {
        self.partnership = partnership
        self.quarter = quarter
        self.edition = edition
        self.ending = ending
    }

    /// Whether it is as it should be.
    public var isGood: Bool {
        switch ending {
        case .delivered, .wasDelivered, .unchanged: true
        case .notYet, .closed, .notDelivered, .failed: false
        }
    }
}

extension SubmissionOutcome: CustomStringConvertible {
    /// A line, or more where gates are closed: which partnership and quarter, what happened, what to do.
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
    /// The outcome as a JSON object on one line, for programs that watch.
    public func event(asOf: Day) -> String {
        var event = Event(partnership: partnership, quarter: quarter, edition: edition, asOf: asOf, event: "")
        switch ending {
        case .delivered(let hash, let bundle): (event.event, event.hash, event.bundle) = ("delivered", hash, bundle)
        case .wasDelivered(let hash): (event.event, event.hash) = ("was-delivered", hash)
        case .unchanged: event.event = "unchanged"
        case .notYet(let gate): (event.event, event.gates) = ("not-yet", [Event.Gate(gate)])
        case .closed(let gates): (event.event, event.gates) = ("closed", gates.map(Event.Gate.init))
        case .notDelivered(let problem): (event.event, event.problem) = ("not-delivered", problem)
        case .failed(let error): (event.event, event.problem) = ("failed", "\(error)")
        }
        // Nothing in it cannot be encoded.
        return (try? JSON.text(event)) ?? "{}"
    }

    private struct Event: Encodable {
        struct Gate: Encodable {
            let gate: Submissions.Gate
            let problem: String
            let remedy: String

            init(_ closed: ClosedGate) {
                (gate, problem, remedy) = (closed.gate, closed.problem, closed.remedy)
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
