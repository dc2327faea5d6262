import Loading

extension LoadSummary {
    /// Why rows of a load that was stopped were rejected, as lines of text.
    var stoppedText: String {
        (["Rows rejected, by reason:"] + reasonLines + firstRejectLines + notTakenLines).joined(separator: "\n")
    }

    /// The first rejects of a load that is undone, one on each line.
    var firstRejectLines: [String] {
        firstRejects.isEmpty
            ? []
            : ["The first rejects:"]
                + firstRejects.map { reject in
                    let column = reject.column.isEmpty ? "" : ", \(reject.column)"
                    let value = reject.value.map { " '\($0)'" } ?? ""
                    return "  \(sheet == nil ? "line" : "row") \(reject.line)\(column)\(value): \(reject.reason)"
                }
    }

    /// The most frequent reasons for rejecting rows, one on each line.
    var reasonLines: [String] {
        let most = 5
        let shown = rejectedReasons.prefix(most).map { reason in
            "  \(reason.rows)  \(reason.column.isEmpty ? "" : reason.column + ": ")\(reason.reason)"
        }
        let more = rejectedReasons.count - shown.count
        return shown + (more > 0 ? ["  and \(more) more \(more == 1 ? "reason" : "reasons")"] : [])
    }

    /// The identifiers that were not taken, one line for each numbering.
    var notTakenLines: [String] {
        [("PNC numbers", notTaken.pnc), ("CRNs", notTaken.crn)].compactMap { name, counts in
            let parts = IdentifierFlaw.allCases.compactMap { flaw in counts[flaw].map { flaw.counted($0) } }
            return parts.isEmpty ? nil : "\(name) not taken: \(parts.joined(separator: ", "))"
        }
    }
}

extension IdentifierFlaw {
    /// So many cells with the flaw, in words.
    fileprivate func counted(_ cells: Int) -> String {
        switch self {
        case .placeholder: cells == 1 ? "1 placeholder" : "\(cells) placeholders"
        case .wrongLetter: "\(cells) with a wrong check letter"
        case .noLetter: "\(cells) without a check letter"
        case .ambiguous: cells == 1 ? "1 that fits two numbers" : "\(cells) that fit two numbers each"
        case .otherForm: "\(cells) of another form"
        }
    }
}
