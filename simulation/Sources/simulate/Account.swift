import Foundation
import Simulation

/// Tells on standard error how far the simulation is.
struct Account: Sendable {
    private let began = ContinuousClock.now
    private let isTerminal = isatty(STDERR_FILENO) == 1

    /// One line for each scenario; on a terminal, also a line that is written over as the simulation goes on.
    func add(_ progress: Simulator.Progress) {
        let elapsed = (ContinuousClock.now - began) / .seconds(1)
        let left = elapsed * (1 - progress.share) / progress.share
        let state = "\(Int(100 * progress.share))% after \(duration(elapsed)), about \(duration(left)) left"
        if let finished = progress.finished {
            write("\(isTerminal ? "\r\u{1B}[K" : "")\(finished.name): done; \(state)\n")
        } else if isTerminal {
            write("\r\u{1B}[K\(state)")
        }
    }

    func end(verdicts: Int) {
        let elapsed = (ContinuousClock.now - began) / .seconds(1)
        let perSecond = Int(Double(verdicts) / elapsed)
        write("\(verdicts) verdicts counted in \(duration(elapsed)): \(perSecond) a second\n")
    }

    private func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
