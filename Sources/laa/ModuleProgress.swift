import Foundation
import Glibc
import Host
import Synchronization
import Text

/// The progress of a run of modules, on standard error: one line per module and, on a terminal, a bar below them.
///
/// ```
/// NI18   done       1.2 s
/// NI143  failed     0.3 s
/// [#############.......]  2 of 3 modules
/// ```
final class ModuleProgress: Sendable {
    private let count: Int
    private let next: String
    private let isShown: Bool
    private let isTerminal: Bool
    private let isColoured: Bool
    private let began = ContinuousClock.now
    private let done = Mutex(0)

    /// - Parameters:
    ///   - count: the number of modules.
    ///   - next: what follows them, in a few words; nil if nothing does.
    init(of count: Int, then next: String?, isQuiet: Bool) {
        self.count = count
        self.next = next.map { ", then \($0)" } ?? ""
        isShown = !isQuiet
        isTerminal = isatty(STDERR_FILENO) == 1
        // no-color.org: present and not empty.
        isColoured = isTerminal && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
        if isShown, isTerminal { Output.terminal(.text(bar(0))) }
    }

    /// Shows that a module has ended.
    func ended(_ outcome: ModuleOutcome) {
        guard isShown else { return }
        done.withLock { done in
            done += 1
            let seconds = Numbers.fixed((ContinuousClock.now - began) / .seconds(1), 1) + " s"
            guard isTerminal else { return Output.error("\(outcome.label): \(outcome.summary)") }
            Output.terminal(
                .erasedLine, .text(padded(outcome.label, 12) + "  "), coloured(padded(outcome.summary, 22), outcome),
                .text("  " + seconds), .lineEnd, .text(bar(done)))
        }
    }

    /// Removes the bar.
    func clear() {
        if isShown, isTerminal { Output.terminal(.erasedLine) }
    }

    private func bar(_ done: Int) -> String {
        let width = 20
        let filled = count > 0 ? done * width / count : width
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
        return "[\(bar)]  \(done) of \(count) modules\(next)"
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func coloured(_ text: String, _ outcome: ModuleOutcome) -> Output.Part {
        isColoured ? .coloured(outcome.isFailure ? .red : .green, text) : .text(text)
    }
}

extension ModuleOutcome {
    /// The indicator's identifier, or the module's file name if it gave none.
    var label: String {
        id ?? URL(fileURLWithPath: file).lastPathComponent
    }

    var isFailure: Bool {
        if case .failure = result { true } else { false }
    }

    /// How it ended, in a few words.
    var summary: String {
        switch result {
        case .success: "done"
        case .failure(let failure): "failed (\(failure.kind.rawValue))"
        }
    }
}
