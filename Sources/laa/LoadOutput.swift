import Glibc
import Loading
import Platform

extension LoadSummary {
    /// The result of a load, as lines of text.
    var text: String {
        var lines = isDryRun ? ["Nothing was written. A load would say:"] : []
        if let sheet { lines.append("sheet             \(sheet)") }
        lines += [
            "rows read         \(read)",
            "rows loaded       \(loaded)",
            "rows unchanged    \(unchanged)",
            "rows quarantined  \(quarantined)",
        ]
        if let lacking {
            let stay = lacking > withdrawn ? " of the days covered: without --complete they stay current" : ""
            lines.append("rows not in file  \(lacking)\(stay)")
        }
        if withdrawn > 0 { lines.append("rows withdrawn    \(withdrawn)") }
        if peopleAdded > 0 { lines.append("people added      \(peopleAdded)") }
        if peopleRevised > 0 { lines.append("people revised    \(peopleRevised)") }
        lines.append(
            vintage.map { "vintage           \(isDryRun ? "a new one" : "\($0)")" }
                ?? "vintage           none: nothing was new")
        lines += coverage
        lines += accountLines
        if let rejectedFile { lines.append("Rejected rows, with reasons: \(rejectedFile)") }
        if isDryRun, quarantined > 0 { lines.append("Rows would be rejected, by reason:") }
        lines += reasonLines + firstRejectLines + notTakenLines
        if let olderExtract { lines.append("This is \(olderExtract)") }
        lines += noteLines
        if isBesideSample { lines.append("The warehouse also holds a synthetic sample: every report will say so.") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What figures that rest on the extract suffer from.
    private var accountLines: [String] {
        var lines: [String] = []
        if stillRejected > 0 {
            lines.append(
                "Rows rejected from earlier extracts of these areas and days that are still missing: \(stillRejected). They "
                    + "count against figures until an extract has them, or is loaded as --complete.")
        }
        if isAccepted {
            lines.append("More rows were rejected than are allowed: figures that rest on this extract are not judged.")
        }
        return lines
    }

    /// What was passed over, restored or decided in reading it.
    private var noteLines: [String] {
        var lines: [String] = []
        if let headingLine {
            lines.append(
                "Headings found in \(sheet == nil ? "line" : "row") \(headingLine); what stands above them was passed over."
            )
        }
        let passedOver = [(blankRows, "blank"), (ignoredRows, "named by the mapping")].filter { $0.0 > 0 }
        if !passedOver.isEmpty {
            lines.append("Rows passed over: \(passedOver.map { "\($0) \($1)" }.joined(separator: ", "))")
        }
        if rowsKeptOut > 0 {
            // A journal has this line.
            let count = rowsKeptOut < 5 ? "fewer than 5" : "\(rowsKeptOut)"
            lines.append("Rows about people who were erased and are kept out, passed over: \(count)")
        }
        if restoredCodes > 0 {
            lines.append("Offence codes restored, which had lost their leading zeros: \(restoredCodes)")
        }
        if unheadedColumns > 0 {
            lines.append("Columns at the end without heading and values, passed over: \(unheadedColumns)")
        }
        if contradictions.people > 0 {
            lines.append(
                "People about whom rows contradict each other: \(contradictions.people) (sex of \(contradictions.sex), "
                    + "month of birth of \(contradictions.birthMonth), ethnicity of \(contradictions.ethnicity)). The row "
                    + "with the latest day counts, and of the same day the later line.")
        }
        return lines + models.map(\.text)
    }

    /// All that is to be known of the load besides its counts, its days and its rejects.
    var remarks: [String] {
        otherRows + accountLines + (olderExtract.map { ["This is \($0)"] } ?? []) + noteLines
    }

    /// Rows of areas and days that the loader did not state.
    private var otherRows: [String] {
        (ofOtherAreas > 0 ? ["Rows of areas that --for does not name: \(ofOtherAreas). They are loaded."] : [])
            + (ofOtherDays > 0 ? ["Rows of days outside --covers: \(ofOtherDays). They are loaded."] : [])
    }

    /// For which areas and days the extract counts as complete.
    private var coverage: [String] {
        guard let first = covered.first else {
            return [
                "complete for      nothing: it has no row; say for which "
                    + (statesDays ? "areas with --for" : "days with --covers, and for which areas with --for")
            ]
        }
        let days = Set(covered.map { $0.from == $0.through ? "\($0.from)" : "\($0.from) to \($0.through)" }).sorted()
        let names = Set(covered.map { $0.name ?? "every area" }).sorted()
        let areas = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " and \(names.count - 3) more" : "")
        let shown = days.prefix(4).joined(separator: ", ") + (days.count > 4 ? " and \(days.count - 4) more" : "")
        let nothing =
            read > 0
            ? ""
            : lacking ?? 0 > 0
                ? "; it has no row, but the warehouse's rows of those days stay: --complete would withdraw them"
                : "; it has no row, so nothing happened there on those days"
        return ["complete for      \(first.name == nil ? "every area" : areas): \(shown)\(nothing)"]
            + otherRows
    }
}

extension LoadedModel {
    /// What a load has to say about it.
    fileprivate var text: String {
        let what = isNew ? "New prediction model" : "Prediction model"
        guard let horizon else {
            return "\(what): \(label) (horizon not stated: its figures are NOT COMPARABLE; give --horizon)"
        }
        return "\(what): \(label) (horizon of \(horizon) months\(isNew ? "" : ", stated now"))"
    }
}

/// A line on the terminal that shows a load's progress; nothing if standard error is not a terminal.
final class ProgressBar {
    private let isShown: Bool
    private let began = ContinuousClock.now
    private var lastShown: ContinuousClock.Instant?
    private var isDrawn = false

    init(isQuiet: Bool) {
        isShown = !isQuiet && Terminal.columns(of: STDERR_FILENO) != nil
    }

    func show(_ progress: LoadProgress) {
        guard isShown, lastShown.map({ .now - $0 > .milliseconds(100) }) ?? true || progress.step != .reading else {
            return
        }
        lastShown = .now
        isDrawn = true
        let width = 20
        let filled = Int((progress.fraction * Double(width)).rounded())
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        var parts = ["[\(bar)]", progress.step.rawValue, "\(progress.rows) rows"]
        if seconds > 0.2, progress.fraction > 0 {
            if progress.step == .reading { parts.append("\(Int(Double(progress.rows) / seconds)) rows/s") }
            parts.append("\(Int((seconds * (1 - progress.fraction) / progress.fraction).rounded(.up))) s left")
        }
        Output.terminal(.erasedLine, .text(parts.joined(separator: "  ")))
    }

    /// Removes the line.
    func clear() {
        if isDrawn { Output.terminal(.erasedLine) }
        isDrawn = false
    }
}
